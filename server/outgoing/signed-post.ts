import { Webhook } from 'standardwebhooks'
import { type Dispatcher, request } from 'undici'
import { NotPublic } from '../outside/guarded-connection.ts'
import { agentInReach, type Reach, requireReach } from './reach.ts'

/** What is sent, and to whom. */
export interface SignedPost {
  url: string
  /** The same for every attempt at the same thing; receivers know a repetition by it. */
  id: string
  /** Of this attempt, epoch ms. */
  at: number
  /** JSON. */
  body: string
  /** Each signs, so that a receiver that knows one of them is content. */
  secrets: readonly string[]
}

export interface PostAnswer {
  /** HTTP status; null where there was no answer. */
  status: number | null
  /** The beginning of the answer, or why there was none, in words for the owner. */
  answer: string
  /** How long the receiver asks to be left alone. */
  retryAfterMs: number | null
}

export interface Poster {
  /** Sends it once. Whatever the address or the other side does, it answers. */
  post(what: SignedPost): Promise<PostAnswer>
  /**
   * Sends it once, and hands over the answer as it is: its status, and the text of its first bytes.
   * @throws NotPublic, or whatever else kept the answer away.
   */
  ask(what: SignedPost, limits: AskLimits): Promise<{ status: number; text: string }>
  close(): Promise<void>
}

interface AskLimits {
  signal: AbortSignal
  mostBytes: number
}

export interface PosterOptions extends Reach {
  /** Who sends, in printable ASCII. */
  userAgent: () => string
  /** For one request with its names, connections and answer. 10,000 unless said. */
  timeoutMs?: number
}

/** Characters of an answer that are kept, and bytes of it that are read. */
const MOST_KEPT = 300
const MOST_READ = 2_048

/**
 * Sends JSON signed as Standard Webhooks say, keeping connections for the next. It connects to public addresses alone,
 * unless the owner's settings say otherwise, follows no redirect, uses no proxy, sends no credentials but the signature,
 * and reads only the beginning of an answer.
 */
export function openPoster(options: PosterOptions): Poster {
  const { timeoutMs = 10_000 } = options
  const dispatcher = agentInReach(options, timeoutMs)
  const send = async ({ url, ...what }: SignedPost, { signal, mostBytes }: AskLimits) => {
    const headers = { ...signatureOf(what), 'content-type': 'application/json', 'user-agent': options.userAgent() }
    const sent = { method: 'POST', body: what.body, headers, signal, dispatcher } as const
    const answered = await request(requireReach(url, options), sent)
    const text = await beginningOf(answered.body, mostBytes)
    return { status: answered.statusCode, headers: answered.headers, text }
  }
  return {
    ask: send,
    post: (what) =>
      send(what, { signal: AbortSignal.timeout(timeoutMs), mostBytes: MOST_READ }).then(
        ({ status, headers, text }) => ({ status, answer: shown(text), retryAfterMs: retryAfterOf(headers, what.at) }),
        (error) => ({ status: null, answer: whyNot(error), retryAfterMs: null }),
      ),
    close: () => dispatcher.destroy(),
  }
}

function signatureOf({ id, at, body, secrets }: Omit<SignedPost, 'url'>): Record<string, string> {
  const time = new Date(at)
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, time, body)).join(' '),
  }
}

async function beginningOf(body: Dispatcher.ResponseData['body'], mostBytes: number): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    length += chunk.length
    // Leaving the loop ends the body, and with it the connection.
    if (length >= mostBytes) break
  }
  return Buffer.concat(chunks).subarray(0, mostBytes).toString('utf8')
}

function shown(text: string): string {
  return text
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim()
    .slice(0, MOST_KEPT)
}

/** Seconds, or a date (RFC 9110, section 10.2.3). */
function retryAfterOf(headers: Record<string, string | string[] | undefined>, now: number): number | null {
  const said = String(headers['retry-after'] ?? '')
  if (/^\d{1,9}$/.test(said)) return Number(said) * 1000
  const at = Date.parse(said)
  return Number.isNaN(at) ? null : Math.max(at - now, 0)
}

const CODES: Record<string, string> = {
  ECONNREFUSED: 'Nothing listens there.',
  ECONNRESET: 'The connection was cut.',
  UND_ERR_SOCKET: 'The connection was cut.',
  ENOTFOUND: 'There is no such host.',
  EAI_AGAIN: 'There is no such host.',
  CERT_HAS_EXPIRED: 'Its certificate has expired.',
}

function whyNot(error: unknown): string {
  if (error instanceof NotPublic) return 'This address is not a public one, so it was not asked.'
  if (!(error instanceof Error)) return 'No answer.'
  if (error.name === 'TimeoutError' || /TIMEOUT/.test(codeOf(error))) return 'No answer in time.'
  if (error.message === 'the name has no address') return 'There is no such host.'
  return CODES[codeOf(error)] ?? `No answer${codeOf(error) && ` (${codeOf(error)})`}.`
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : ''
}
