const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** What is put right so soon after publication is put right without a public revision. */
const QUIET_MS = 10 * MINUTE_MS
const SOONEST_MS = MINUTE_MS
const LATEST_MS = 90 * DAY_MS

/** Whether a change of an update at a time (epoch ms) is told to readers, with the wording before. */
export function isPublicChange(publishedAt: number, changedAt: number): boolean {
  return changedAt - publishedAt > QUIET_MS
}

/** What is wrong with a time to publish at, in words; undefined when nothing is. */
export function scheduleFault(at: number, now: number): string | undefined {
  if (at < now + SOONEST_MS) return 'An update can be scheduled from a minute ahead. Publish it now instead.'
  return at > now + LATEST_MS ? 'An update can be scheduled 90 days ahead at most.' : undefined
}

interface Wording {
  kind: string
  status: string | null
  body: string
}

/** Whether an update says already what an edit asks for; what that leaves out stays. */
export function saysAlready(
  standing: Wording,
  { kind = standing.kind, status = standing.status, body = standing.body }: WantedWording,
): boolean {
  return kind === standing.kind && status === standing.status && body === standing.body
}

type WantedWording = { [K in keyof Wording]?: Wording[K] | undefined }

interface Anchored {
  quotation: { exact: string; start: number | null }
  after: string | null
}

/** Whether two anchors are at one passage and say the same of it, in whichever revision it was found. */
export function isSameAnchor(one: Anchored | null, other: Anchored | null): boolean {
  if (!one || !other) return one === other
  return isSamePassage(one, other.quotation) && one.after === other.after
}

/** Whether words are those that an anchor is at. @param start left out where any place of them is meant. */
export function isSamePassage(
  { quotation }: Anchored,
  { exact, start }: { exact: string; start?: number | null | undefined },
): boolean {
  return quotation.exact === exact && (start === undefined || start === quotation.start)
}
