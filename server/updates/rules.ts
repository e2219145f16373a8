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
  anchor: { quotation: { exact: string }; after: string | null } | null
}

/** What an edit asks for; what is left out stays. */
export interface WantedWording {
  kind?: string | undefined
  status?: string | null | undefined
  body?: string | undefined
  anchor?: { exact: string; after: string | null } | null | undefined
}

/** Whether an update says already what an edit asks for. */
export function saysAlready(standing: Wording, wanted: WantedWording): boolean {
  const { kind = standing.kind, status = standing.status, body = standing.body, anchor } = wanted
  const isSame = kind === standing.kind && status === standing.status && body === standing.body
  return isSame && (anchor === undefined || isSamePassage(standing.anchor, anchor))
}

/** Whether a passage is the one an update is anchored to, with the same words for what stands there now. */
export function isSamePassage(standing: Wording['anchor'], wanted: WantedWording['anchor']): boolean {
  if (!standing || !wanted) return !standing && !wanted
  return standing.quotation.exact === wanted.exact && standing.after === wanted.after
}
