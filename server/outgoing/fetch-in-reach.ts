import { request } from 'undici'
import type { Context } from '../context.ts'
import { NotPublic } from '../outside/guarded-connection.ts'
import { agentInReach, type Reach, requireReach } from './reach.ts'

/** What libraries hand to a fetch of their own. */
interface Asked {
  method?: string
  headers?: HeadersInit
  body?: unknown
  signal?: AbortSignal | null | undefined
}

export type FetchInReach = (url: string, asked?: Asked) => Promise<Response>

/** For one request with its names, connections and answer. */
const TIMEOUT_MS = 10_000
/** Bytes of an answer: keys and descriptions of other systems are a few thousand. */
const MOST_READ = 128 * 1024
/** Statuses with which an answer has no body. */
const EMPTY = [204, 205, 304]

const fetches = new Map<boolean, FetchInReach>()

/** The fetch for other systems' addresses, as the owner's settings say. */
export function fetchFor({ config }: Context): FetchInReach {
  const allowsPrivate = config.PRIVATE_NETWORK
  const known = fetches.get(allowsPrivate)
  if (known) return known
  const made = fetchInReach({ allowsPrivate })
  fetches.set(allowsPrivate, made)
  return made
}

/**
 * A fetch for libraries that ask other systems by themselves: it goes within reach alone, follows no redirect, and
 * gives up on answers that are late or long.
 *
 * @returns throws NotPublic where an address, or what its name leads to, is out of reach.
 */
export function fetchInReach(reach: Reach): FetchInReach {
  const dispatcher = agentInReach(reach, TIMEOUT_MS)
  return async (url, { method = 'GET', headers, body, signal } = {}) => {
    const late = AbortSignal.timeout(TIMEOUT_MS)
    const answered = await request(requireReach(url, reach), {
      method: method === 'POST' ? 'POST' : 'GET',
      headers: Object.fromEntries(new Headers(headers)),
      body: body === undefined || body === null ? null : body instanceof Uint8Array ? body : String(body),
      signal: signal ? AbortSignal.any([signal, late]) : late,
      dispatcher,
    })
    const whole = await wholeOf(answered.body)
    const said = Object.entries(answered.headers).flatMap(([name, value]) =>
      [value ?? []].flat().map((one): [string, string] => [name, one]),
    )
    const status = answered.statusCode
    return new Response(EMPTY.includes(status) ? null : whole, { status, headers: said })
  }
}

async function wholeOf(body: AsyncIterable<Buffer>): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > MOST_READ) throw new TooLong()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

class TooLong extends Error {
  override name = 'TooLong'
}

/** Whether it is, somewhere below what libraries wrap an error in, that an address is out of reach. */
export function isOutOfReach(error: unknown): boolean {
  if (error instanceof NotPublic) return true
  return error instanceof Error && error.cause !== undefined && isOutOfReach(error.cause)
}
