let offset = 0
let learnt: 'nothing' | 'header' | 'exact' = 'nothing'

let corrected: (() => void) | undefined

/** Names who is told when the clock was off by more than a second, as on a device whose own is wrong. */
export function onCorrection(listener: () => void) {
  corrected = listener
}

/** Now by the server's clock, as well as it is known, in epoch ms. Countdowns and pauses follow this, not the device. */
export function serverNow(): number {
  return Date.now() + offset
}

/**
 * Takes the server's time from one of its answers.
 *
 * @param at ISO 8601, or the value of a `Date` header (whole seconds, so it counts half a second late).
 * @param sentAt epoch ms by the device when the request went out; half the round trip is allowed for.
 */
export function learnServerTime(at: string, sentAt: number, exact: boolean) {
  if (learnt === 'exact' && !exact) return
  const time = Date.parse(at) + (exact ? 0 : 500)
  if (Number.isNaN(time)) return
  const middle = (sentAt + Date.now()) / 2
  const before = offset
  offset = Math.round(time - middle)
  learnt = exact ? 'exact' : 'header'
  if (Math.abs(offset - before) > 1000) corrected?.()
}
