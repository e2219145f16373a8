import { DAY, fieldTime, momentOf } from '../pauses/pause-times.ts'

export type EndChoice = 'd1' | 'd7' | 'd30' | 'd90' | 'at' | 'review'
const lengths = { d1: DAY, d7: 7 * DAY, d30: 30 * DAY, d90: 90 * DAY } as const
const LONGEST = 366 * DAY

export interface TermsDraft {
  how: 'checked' | 'interval'
  /** As the select has it. */
  seconds: string
  end: EndChoice | ''
  /** Local date and time, as an input field gives it. */
  at: string
}

export const INTERVALS = [60, 300, 600, 1800, 3600, 21_600, 86_400]

export function blankTerms(): TermsDraft {
  return { how: 'checked', seconds: '600', end: '', at: '' }
}

/** A date that is typed begins with one that will do. */
export function pickEnd(draft: TermsDraft, end: EndChoice, now: number): TermsDraft {
  const needsDate = (end === 'at' || end === 'review') && draft.at === ''
  return { ...draft, end, at: needsDate ? fieldTime(now + (end === 'review' ? 30 : 14) * DAY) : draft.at }
}

/** When it would end or be reviewed (epoch ms); null while that is not chosen. */
export function endOf({ end, at }: TermsDraft, now: number): number | null {
  if (end === '') return null
  return end === 'at' || end === 'review' ? momentOf(at) : now + lengths[end]
}

export function endTrouble(draft: TermsDraft, now: number): 'missing' | 'wrong' | null {
  const at = endOf(draft, now)
  if (at === null) return 'missing'
  return at <= now || at > now + LONGEST ? 'wrong' : null
}

/** As the server takes them. */
export function sentTerms(draft: TermsDraft, kind: 'warn' | 'limit' | 'ban', now: number) {
  const at = kind === 'warn' ? null : endOf(draft, now)
  const iso = at === null ? null : new Date(at).toISOString()
  const isReview = kind === 'ban' && draft.end === 'review'
  return {
    endsAt: isReview ? null : iso,
    reviewAt: isReview ? iso : null,
    slowSeconds: kind === 'limit' && draft.how === 'interval' ? Number(draft.seconds) : null,
  }
}
