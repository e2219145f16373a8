/** An answer whose JSON is made already, for hot reads: kept by its maker and sent as it is, without being parsed again. */
export interface Ready {
  readonly body: Buffer
  /** Entity tag, ready for the header. Weak, since the gzip variant shares it. */
  readonly etag: string
  /** The compressed variant, once it was worth making; `making` meanwhile. */
  gzip: Buffer | 'making' | null
  /** Times it was sent. */
  hits: number
}

const made = new WeakSet<object>()

/**
 * Wraps finished JSON. Hand out the same value again for the same bytes: the compressed variant is kept on it.
 *
 * @param version names these bytes among all the same address has had, in letters, digits, `-`, `.` and `:`.
 */
export function ready(body: Buffer | string, version: string): Ready {
  const answer = {
    body: typeof body === 'string' ? Buffer.from(body) : body,
    etag: `W/"${version}"`,
    gzip: null,
    hits: 0,
  }
  made.add(answer)
  return answer
}

export function isReady(answer: unknown): answer is Ready {
  return typeof answer === 'object' && answer !== null && made.has(answer)
}
