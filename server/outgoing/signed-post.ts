import { lookup } from 'node:dns/promises'
import ipaddr from 'ipaddr.js'
import { Webhook } from 'standardwebhooks'
import { Agent, type Dispatcher, request } from 'undici'
import { lookupOf, mayAsk, NotPublic, publicDns } from '../outside/guarded-connection.ts'
import { isPublicAddress } from '../outside/public-address.ts'

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
  close(): Promise<void>
}

export interface PosterOptions {
  /** Who sends, in printable ASCII. */
  userAgent: () => string
  /** Whether plain http and addresses that are not of the open Internet may be asked. */
  allowsPrivate: boolean
  /** For one request with its names, connections and answer. 10,000 unless said. */
  timeoutMs?: number
  /** The IP addresses of a name. */
  resolve?: (host: string) => Promise<string[]>
}

/** Characters of an answer that are kept, and bytes of it that are read. */
const MOST_KEPT = 300
const MOST_READ = 2_048

/**
 * Sends JSON signed as Standard Webhooks say, keeping connections for the next.
 *
 * It connects to public addresses alone, unless the owner's settings say otherwise: each name is resolved once for each
 * connection, which is made to the very addresses that were checked. It follows no redirect, uses no proxy, sends no
 * credentials but the signature, and reads only the beginning of an answer.
 */
export function openPoster(options: PosterOptions): Poster {
  const { allowsPrivate, timeoutMs = 10_000 } = options
  const isPublic = allowsPrivate ? isReachable : isPublicAddress
  const resolve = options.resolve ?? (allowsPrivate ? ownDns : publicDns)
  const dispatcher = new Agent({
    connect: { lookup: lookupOf(resolve, isPublic), timeout: timeoutMs },
    maxHeaderSize: 16_384,
    connections: 8,
  })
  const postOnce = async ({ url, ...what }: SignedPost): Promise<PostAnswer> => {
    const address = mayAsk(url, { isPublic, allowsInner: allowsPrivate })
    if (address.protocol !== 'https:' && !allowsPrivate) throw new NotPublic()
    const headers = { ...signatureOf(what), 'content-type': 'application/json', 'user-agent': options.userAgent() }
    const signal = AbortSignal.timeout(timeoutMs)
    const answered = await request(address, { method: 'POST', body: what.body, headers, signal, dispatcher })
    const answer = await beginningOf(answered.body)
    return { status: answered.statusCode, answer, retryAfterMs: retryAfterOf(answered.headers, what.at) }
  }
  return {
    post: (what) => postOnce(what).catch((error) => ({ status: null, answer: whyNot(error), retryAfterMs: null })),
    close: () => dispatcher.destroy(),
  }
}

/** Whether `url` is an address that a poster with these settings would ask at all. */
export function mayPostTo(url: string, { allowsPrivate }: Pick<PosterOptions, 'allowsPrivate'>): boolean {
  try {
    const isPublic = allowsPrivate ? isReachable : isPublicAddress
    const address = mayAsk(url, { isPublic, allowsInner: allowsPrivate })
    return allowsPrivate || address.protocol === 'https:'
  } catch {
    return false
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

/** Own networks too, but never the link itself: there clouds keep the keys of their machines. */
function isReachable(address: string): boolean {
  if (isPublicAddress(address)) return true
  return ['private', 'loopback', 'uniqueLocal', 'carrierGradeNat'].includes(ipaddr.process(address).range())
}

/** Names of one's own network may stand in a file of this machine only. */
async function ownDns(host: string): Promise<string[]> {
  return (await lookup(host, { all: true })).map(({ address }) => address)
}

async function beginningOf(body: Dispatcher.ResponseData['body']): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    length += chunk.length
    // Leaving the loop ends the body, and with it the connection.
    if (length >= MOST_READ) break
  }
  const text = Buffer.concat(chunks).subarray(0, MOST_READ).toString('utf8')
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
