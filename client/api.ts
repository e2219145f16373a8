import type { ErrorCode } from '../server/contract/errors.ts'
import type { Input, Key, Result } from '../server/contract/index.ts'
import { learnServerTime } from './ui/clock.ts'

/** How a call reaches the server. */
export interface Via {
  /** Address of the server, when the page lives elsewhere. */
  base?: string
  /** Bearer token of an embedded session; null when signed out. Left out, the first-party cookie is used. */
  token?: string | null
  signal?: AbortSignal
}

/** A refusal by the server, or `offline` when it could not be reached. `message` is its sentence for people. */
export class Problem extends Error {
  override name = 'Problem'
  readonly code: ErrorCode | 'offline'
  /** 0 when offline. */
  readonly status: number
  readonly detail: string
  /** What the problem document carries beyond its standard members, such as `commenting` or `current`. */
  readonly extra: Record<string, unknown>
  /** How long the server asks to wait, if it does. */
  readonly retryAfterMs: number | null

  constructor(
    code: ErrorCode | 'offline',
    detail: string,
    rest: Partial<Pick<Problem, 'status' | 'extra' | 'retryAfterMs'>> = {},
  ) {
    super(detail)
    this.code = code
    this.detail = detail
    this.status = rest.status ?? 0
    this.extra = rest.extra ?? {}
    this.retryAfterMs = rest.retryAfterMs ?? null
  }
}

interface AnyInput {
  params?: Record<string, string>
  query?: Record<string, unknown>
  headers?: Record<string, string | undefined>
  body?: unknown
}

/**
 * Calls an endpoint of the contract by its name.
 *
 * @throws Problem with the server's `code` and words; `offline` when there was no answer.
 * An aborted call rejects with the signal's reason.
 */
export async function call<K extends Key>(key: K, input: Input<K>, via: Via = {}): Promise<Result<K>> {
  const { body, headers } = input as AnyInput
  const sentAt = Date.now()
  const response = await fetch(addressOf(key, input as AnyInput, via.base ?? ''), {
    method: key.slice(0, key.indexOf(' ')),
    headers: defined({
      ...headers,
      'content-type': body === undefined ? undefined : 'application/json',
      authorization: via.token ? `Bearer ${via.token}` : undefined,
    }),
    credentials: via.token === undefined ? 'same-origin' : 'omit',
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(via.signal && { signal: via.signal }),
  }).catch((cause: unknown) => {
    if (via.signal?.aborted) throw cause
    throw new Problem('offline', 'The server could not be reached.')
  })
  const date = response.headers.get('date')
  // A GET may come from the browser's cache with the time of yesterday.
  if (date && !key.startsWith('GET')) learnServerTime(date, sentAt, false)
  if (!response.ok) throw await problemOf(response)
  return response.status === 204 ? (null as Result<K>) : await response.json()
}

/** True when the error is the server's refusal with this code. */
export function isProblem(error: unknown, code?: Problem['code']): error is Problem {
  return error instanceof Problem && (code === undefined || error.code === code)
}

function addressOf(key: Key, { params = {}, query = {} }: AnyInput, base: string): string {
  const path = key.slice(key.indexOf(' ') + 1).replace(/:(\w+)/g, (_, name) => encodeURIComponent(params[name] ?? ''))
  const search = new URLSearchParams(defined(query)).toString()
  return base.replace(/\/$/, '') + path + (search && `?${search}`)
}

function defined(values: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  )
}

async function problemOf(response: Response): Promise<Problem> {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  const rest = { status: response.status, retryAfterMs: Number.isFinite(seconds) ? seconds * 1000 : null }
  // A proxy in front may answer with a page of its own.
  const document = (await response.json().catch(() => ({}))) as Record<string, unknown>
  const { type: _type, title, status: _status, code, detail, ...extra } = document
  return new Problem(
    (code as ErrorCode | undefined) ?? (response.status === 503 ? 'unavailable' : 'internal'),
    String(detail ?? title ?? 'The server answered in a way that was not expected.'),
    { ...rest, extra },
  )
}
