import { type Request, type Response, Router } from 'express'
import type { Context, Viewer } from '../context.ts'
import type { Endpoint, Role } from '../contract/endpoint.ts'
import { endpoints, type Key } from '../contract/index.ts'
import { Refusal } from '../errors.ts'
import type { Input } from '../people/in-office.ts'
import { addressKey } from './address.ts'
import { readJson } from './body.ts'
import { knownBrowser } from './browser.ts'
import type { Caller, Identify } from './caller.ts'
import { sessionCookie } from './cookie.ts'
import type { Handlers } from './handlers.ts'
import { identityOf } from './identity.ts'
import { readInput } from './input.ts'
import { type Counted, type Limiter, limiterAt, rareLimiterOf } from './limits.ts'
import { isFirstParty } from './origin.ts'
import { isReady } from './ready.ts'
import { sendJson, sendReady } from './send.ts'

export type { Handlers } from './handlers.ts'

const KB = 1024
/** Everything but an article fits well. */
const MAX_BODY = 64 * KB
const longerBodies: Partial<Record<Key, number>> = {
  'PUT /api/v1/stories/:id/text': 512 * KB,
  'POST /api/v1/stories/:id/page-text': 512 * KB,
}

export interface MountOptions {
  /** Finds who holds a session token. */
  identify: Identify
  /** Who asks, in the office that they have where the request concerns. @throws Refusal `forbidden`. */
  inOffice: (ctx: Context, endpoint: Endpoint, viewer: Viewer, input: Input) => Promise<Viewer>
  /** Whether requests are counted and refused when there are too many. */
  limits: boolean
}

type Handler = (ctx: Context, asked: object) => Promise<unknown>
interface Served {
  key: Key
  endpoint: Endpoint
  handler: Handler
  limiter: Limiter | undefined
  rareLimiter: Limiter | undefined
}

/**
 * Serves every endpoint of the contract: checks the role, then the input, then the answer, so that nothing leaves
 * that its schema does not name. Throws if an endpoint has no handler.
 */
export function mount(ctx: Context, handlers: Handlers, options: MountOptions): Router {
  const router = Router({ caseSensitive: true })
  const methods = new Map<string, string[]>()
  for (const [key, endpoint] of Object.entries(endpoints) as [Key, Endpoint][]) {
    const handler = handlers[key] as Handler | undefined
    if (!handler) throw new Error(`no handler for ${key}`)
    const [method = '', path = ''] = key.split(' ')
    const limiter = options.limits ? limiterAt(ctx, key) : undefined
    const rareLimiter = options.limits ? rareLimiterOf(ctx, key) : undefined
    const served = { key, endpoint, handler, limiter, rareLimiter }
    router[method.toLowerCase() as 'get'](path, (req, res) => serve(ctx, served, options, req, res))
    methods.set(path, [...(methods.get(path) ?? []), method])
  }
  for (const [path, known] of methods)
    router.all(path, (_req, res) => {
      res.setHeader('Allow', known.join(', '))
      throw new Refusal('method_not_allowed', `This address answers ${known.join(', ')} only.`)
    })
  return router
}

async function serve(ctx: Context, served: Served, options: MountOptions, req: Request, res: Response): Promise<void> {
  const { key, endpoint, handler, limiter, rareLimiter } = served
  const { viewer, sessionId } = await identityOf(ctx, options.identify, req)
  requireRole(endpoint, viewer)

  const network = addressKey(req.ip)
  const by = viewer.scope === 'publisher' ? sessionId : viewer.personId
  const counted: Counted = { address: network, personId: by, account: null }
  await limiter?.(counted, ['address', 'person'])
  const body = endpoint.body ? await readJson(req, longerBodies[key] ?? MAX_BODY) : undefined
  const input = readInput(endpoint, req, body)
  await limiter?.({ ...counted, account: accountOf(input.body) }, ['account', 'email'])

  const countRare = async () => {
    if (viewer.scope !== 'publisher') await rareLimiter?.(counted, ['address', 'person'])
  }
  const caller: Caller = { ...callerOf(ctx, req, res, sessionId), network, countRare }
  const inOffice = await options.inOffice(ctx, endpoint, viewer, input)
  const answer = await handler(ctx, { ...input, viewer: inOffice, caller })
  if (isReady(answer)) sendReady(req, res, answer)
  else sendJson(req, res, endpoint.status ?? 200, checked(key, endpoint, answer))
}

const ladder: readonly Role[] = ['anyone', 'reader', 'moderator', 'owner']

function requireRole({ role, guard, forPublishers, forGuests, about }: Endpoint, viewer: Viewer): void {
  if (viewer.scope === 'publisher') {
    if (forPublishers) return
    throw new Refusal('forbidden', 'A publisher’s key does not open this.')
  }
  if (viewer.isGuest && guard !== undefined && role !== 'anyone' && !forGuests)
    throw new Refusal('forbidden', 'This needs an account. Sign in first.')
  if (ladder.indexOf(viewer.role) >= ladder.indexOf(role)) return
  // Whether it is about one of their sections is asked once it is known what it is about.
  if (role === 'moderator' && about !== undefined && viewer.sections.length > 0) return
  if (viewer.role === 'anyone') throw new Refusal('unauthenticated', 'Sign in first.')
  throw new Refusal('forbidden', `This needs to be done by ${role === 'owner' ? 'an owner' : 'a moderator'}.`)
}

/** The account a sign-in names, folded: guesses at one account are counted together however it is written. */
function accountOf(body: unknown): string | null {
  const email = body !== null && typeof body === 'object' && 'email' in body ? body.email : undefined
  return typeof email === 'string' ? email.trim().toLowerCase() : null
}

function callerOf(
  ctx: Context,
  req: Request,
  res: Response,
  sessionId: string | null,
): Omit<Caller, 'countRare' | 'network'> {
  function setCookie(token: string): void {
    if (isFirstParty(req.headers, ctx.config)) res.appendHeader('Set-Cookie', sessionCookie(token, ctx.config))
  }
  function browser(): string | null {
    return isFirstParty(req.headers, ctx.config) ? knownBrowser(ctx, req, res) : null
  }
  return {
    sessionId,
    userAgent: req.headers['user-agent']?.slice(0, 200) ?? null,
    keepSignedIn: setCookie,
    forget: () => setCookie(''),
    browser,
  }
}

/** An answer that does not fit its schema is a bug of ours, never the caller's. */
function checked(key: Key, endpoint: Endpoint, answer: unknown): unknown {
  const parsed = endpoint.result.safeParse(answer)
  if (parsed.success) return parsed.data
  const where = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')
  throw new Error(`${key} answered against its contract at: ${where}`)
}
