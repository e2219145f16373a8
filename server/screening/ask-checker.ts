import * as z from 'zod'
import type { Context } from '../context.ts'
import { newId } from '../ids.ts'
import { openPoster, type Poster, type SignedPost } from '../outgoing/signed-post.ts'
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
  const at = ctx.now()
  const signal = AbortSignal.timeout(timeoutMs)
  const body = JSON.stringify({ type: 'comment.check', timestamp: new Date(at).toISOString(), ...subject })
  try {
    const sent = { url, id: `msg_${newId()}`, at, body, secrets: [secret] }
    const { status, text } = await ask(posterFor(ctx), sent, signal)
    if (status < 200 || status > 299) return { verdict: 'none', because: 'down' }
    const answer = Answer.safeParse(parsed(text))
    return answer.success ? answer.data : { verdict: 'none', because: 'nonsense' }
  } catch {
    return { verdict: 'none', because: signal.aborted ? 'slow' : 'down' }
  }
}

/** Once more where a connection that was kept open turns out to be closed. */
function ask(poster: Poster, sent: SignedPost, signal: AbortSignal) {
  const once = () => poster.ask(sent, { signal, mostBytes: MOST_BYTES })
  return once().catch((error: { code?: string }) => {
    if (error.code === 'UND_ERR_SOCKET') return once()
    throw error
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const posters = new Map<boolean, Poster>()

/** Connections are kept open between comments. */
function posterFor({ config }: Context): Poster {
  const allowsPrivate = config.PRIVATE_NETWORK
  const known = posters.get(allowsPrivate)
  if (known) return known
  const poster = openPoster({ userAgent: () => 'Afterword', allowsPrivate })
  posters.set(allowsPrivate, poster)
  return poster
}
