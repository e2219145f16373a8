import { Webhook } from 'standardwebhooks'
import { Agent, request } from 'undici'
import * as z from 'zod'
import type { Context } from '../context.ts'
import { newId } from '../ids.ts'
import { lookupOf, mayAsk, publicDns } from '../outside/guarded-connection.ts'
import { isPublicAddress } from '../outside/public-address.ts'
import type { Rule } from './compile.ts'
import type { CheckerAnswer } from './judge.ts'

/** What an external check is sent: nothing by which a person can be reached or found elsewhere. */
export interface Subject {
  comment: { id: string | null; parentId: string | null; text: string; html: string; revision: number }
  story: { id: string; url: string; title: string; section: string }
  person: { id: string; name: string; isMember: boolean; hasPublicComment: boolean; since: string | null }
}

/** Without what cannot be shown, or kept by every database. */
const words = (max: number) =>
  z
    .string()
    .max(max)
    .transform((text) => text.replace(/[\s\p{C}]+/gu, ' ').trim())

const Answer = z.object({
  verdict: z.enum(['allow', 'hold', 'refuse']),
  reason: words(500).optional(),
  rule: words(80).optional(),
})
const MOST_BYTES = 16_384
const PORTS = [80, 443, 8080, 8443]
/** After so many failures in a row it is left alone for a while. */
const MOST_FAILURES = 3
const REST_MS = 30_000

const failures = new Map<string, { count: number; restsUntil: number }>()

/**
 * Asks the external check of a rule about a text. Its request is signed as Standard Webhooks asks. Whatever the other
 * side does, there is an answer in time: `none` where it was no verdict. One that fails again and again is not asked
 * for half a minute, so that it holds nobody up.
 */
export async function askChecker(
  ctx: Context,
  { id, secret, check }: Extract<Rule, { kind: 'external' }>,
  subject: Subject,
): Promise<CheckerAnswer> {
  const known = failures.get(id)
  if (known && known.restsUntil > ctx.now()) return { verdict: 'none', because: 'down' }
  const answer = await answerOf(ctx, { url: check.url, secret: secret ?? '', timeoutMs: check.timeoutMs }, subject)
  if (answer.verdict !== 'none') failures.delete(id)
  else {
    const count = (known?.count ?? 0) + 1
    failures.set(id, { count, restsUntil: count >= MOST_FAILURES ? ctx.now() + REST_MS : 0 })
    ctx.log.warn({ ruleId: id, because: answer.because }, 'the external check gave no verdict')
  }
  return answer
}

interface Target {
  url: string
  secret: string
  timeoutMs: number
}

async function answerOf(ctx: Context, { url, secret, timeoutMs }: Target, subject: Subject): Promise<CheckerAnswer> {
  const signal = AbortSignal.timeout(timeoutMs)
  try {
    const at = ctx.config.PRIVATE_NETWORK ? url : mayAsk(url, { ports: PORTS, isPublic: isPublicAddress }).href
    const id = `msg_${newId()}`
    const moment = new Date(ctx.now())
    const body = JSON.stringify({ type: 'comment.check', timestamp: moment.toISOString(), ...subject })
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Afterword',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(moment.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(id, moment, body),
    }
    const said = await send(at, { method: 'POST', headers, body, signal, dispatcher: agentFor(ctx) })
    if (said === undefined) return { verdict: 'none', because: 'down' }
    const answer = Answer.safeParse(parsed(said))
    return answer.success ? answer.data : { verdict: 'none', because: 'nonsense' }
  } catch {
    return { verdict: 'none', because: signal.aborted ? 'slow' : 'down' }
  }
}

/** Once more where a connection that was kept open turns out to be closed. @returns undefined for no success. */
async function send(url: string, options: Parameters<typeof request>[1]): Promise<string | undefined> {
  const ask = () => request(url, options)
  const { statusCode, body } = await ask().catch((error: { code?: string }) => {
    if (error.code === 'UND_ERR_SOCKET') return ask()
    throw error
  })
  let said = ''
  for await (const part of body) {
    said += String(part)
    if (said.length > MOST_BYTES) break
  }
  return statusCode >= 200 && statusCode < 300 ? said : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const agents = new Map<boolean, Agent>()

/** Connections are kept open between comments. Each is made to the addresses that were looked at, and none other. */
function agentFor({ config }: Context): Agent {
  const known = agents.get(config.PRIVATE_NETWORK)
  if (known) return known
  const lookup = config.PRIVATE_NETWORK ? {} : { lookup: lookupOf(publicDns, isPublicAddress) }
  const agent = new Agent({ connections: 16, connect: { timeout: 5_000, ...lookup } })
  agents.set(config.PRIVATE_NETWORK, agent)
  return agent
}
