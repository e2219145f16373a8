import type { SanctionEnd, SanctionKind } from '../../db/tables.ts'

/** What the rules need to know of a sanction; times in epoch ms. */
export interface SanctionFacts {
  kind: SanctionKind
  slowSeconds: number | null
  section: string
  createdAt: number
  endsAt: number | null
  reviewAt: number | null
  holdsUntil: number
  endedAt: number | null
  ended: SanctionEnd | null
  appeal: 'asked' | 'upheld' | 'lifted' | null
}

/** What somebody wants to do. `edit` means a comment that is public, `revise` one that is not yet. */
export type PersonAct = 'post' | 'edit' | 'revise' | 'react' | 'flag'

const DAY_MS = 24 * 60 * 60 * 1000
export const LONGEST_SANCTION_MS = 366 * DAY_MS
/** A ban whose review does not come ends by itself so long after the day on which it was due. */
export const REVIEW_GRACE_MS = 14 * DAY_MS
/** So long a sanction can be taken back as made in error. */
export const SANCTION_UNDO_MS = 10 * 60 * 1000
/** The latest time JavaScript knows: a warning waits until it is acknowledged. */
const FOR_GOOD = 8_640_000_000_000_000

/** By the clock and the row alone: no timer keeps or frees anybody. */
export function isHolding({ holdsUntil, endedAt }: Pick<SanctionFacts, 'holdsUntil' | 'endedAt'>, now: number) {
  return endedAt === null && now < holdsUntil
}

export function holdsUntilOf({ kind, endsAt, reviewAt }: Pick<SanctionFacts, 'kind' | 'endsAt' | 'reviewAt'>): number {
  if (kind === 'warn') return FOR_GOOD
  if (endsAt !== null) return endsAt
  if (reviewAt === null) throw new Error('a limit or ban without an end')
  return reviewAt + REVIEW_GRACE_MS
}

/** When it ends by itself at the latest; null for a warning. */
export function lastsUntil({ kind, holdsUntil }: Pick<SanctionFacts, 'kind' | 'holdsUntil'>): number | null {
  return kind === 'warn' ? null : holdsUntil
}

function strictness({ kind, slowSeconds }: SanctionFacts): number {
  if (kind === 'ban') return 3
  if (kind === 'warn') return 2
  return slowSeconds === null ? 1 : 0
}

/** Those that hold in a section, strictest first; of two as strict, the one that holds longer. */
export function holdingIn<S extends SanctionFacts>(rows: readonly S[], section: string, now: number): S[] {
  return rows
    .filter((row) => isHolding(row, now) && (row.section === '' || row.section === section))
    .sort((a, b) => strictness(b) - strictness(a) || b.holdsUntil - a.holdsUntil)
}

export type PersonVerdict<S> = { answer: 'free' } | { answer: 'held' | 'refused'; by: S }

/** What a person may do under what holds for them, beside the interval of a limit. */
export function personVerdict<S extends SanctionFacts>(holding: readonly S[], act: PersonAct): PersonVerdict<S> {
  const barring = holding.find(({ kind }) => kind === 'ban' || kind === 'warn')
  if (barring) return { answer: 'refused', by: barring }
  const checked = holding.find(({ slowSeconds }) => slowSeconds === null)
  if (!checked || act === 'react' || act === 'flag' || act === 'revise') return { answer: 'free' }
  // What is public cannot become other words that nobody has looked at.
  return { answer: act === 'edit' ? 'refused' : 'held', by: checked }
}

/** The limit that asks for the longest interval between comments. */
export function slowestOf<S extends SanctionFacts>(holding: readonly S[]): S | undefined {
  return holding.reduce<S | undefined>(
    (slowest, one) => ((one.slowSeconds ?? 0) > (slowest?.slowSeconds ?? 0) ? one : slowest),
    undefined,
  )
}

type Terms = Pick<SanctionFacts, 'kind' | 'endsAt' | 'reviewAt' | 'slowSeconds'>
type TermsProblem = ['endsAt' | 'reviewAt' | 'slowSeconds', string]

/** What of a sanction does not fit together, as `[field, words]`; undefined if all does. */
export function termsProblem(terms: Terms, now: number): TermsProblem | undefined {
  const { kind, endsAt, reviewAt, slowSeconds } = terms
  if (slowSeconds !== null && kind !== 'limit') return ['slowSeconds', 'Only a limit has an interval.']
  if (kind !== 'warn') return endProblem(terms, now)
  return endsAt === null && reviewAt === null ? undefined : ['endsAt', 'A warning has no end: it is read once.']
}

function endProblem({ kind, endsAt, reviewAt }: Terms, now: number): TermsProblem | undefined {
  if (reviewAt !== null && kind !== 'ban') return ['reviewAt', 'Only a ban can wait for a review. Choose an end.']
  if (reviewAt !== null && endsAt !== null) return ['reviewAt', 'Choose an end or a review, not both.']
  const at = endsAt ?? reviewAt
  if (at === null) return ['endsAt', 'Choose an end: nothing here lasts for ever.']
  const field = endsAt === null ? 'reviewAt' : 'endsAt'
  if (at <= now) return [field, 'Choose a time that is still to come.']
  return at > now + LONGEST_SANCTION_MS ? [field, 'Choose a time within a year.'] : undefined
}

/** Where somebody stands among those who act on each other; `section`: a moderator of sections alone. */
const ladder = ['reader', 'section', 'moderator', 'owner'] as const
export type Rank = (typeof ladder)[number]

/** Why somebody cannot act on a person, in words; undefined if they can. Staff are sanctioned from above only. */
export function barToSanction(
  by: { personId: string; rank: Rank },
  person: { personId: string; rank: Rank },
): string | undefined {
  if (by.personId === person.personId) return 'This is yourself.'
  if (person.rank === 'owner')
    return 'An owner cannot be warned, limited or banned. Another owner can take that role away first.'
  if (ladder.indexOf(by.rank) > ladder.indexOf(person.rank)) return undefined
  return person.rank === 'section'
    ? 'Only a moderator of the whole site can warn, limit or ban one of a section.'
    : 'Only an owner can warn, limit or ban a moderator.'
}

/** Whether the person can ask for another look: once, while a limit or ban holds. */
export function mayAppeal(row: SanctionFacts, now: number): boolean {
  return row.kind !== 'warn' && row.appeal === null && isHolding(row, now)
}

/** Whether an appeal waits for its answer, which is owed also once the sanction is over; of an error nothing is left. */
export function isToJudge({ appeal, ended }: Pick<SanctionFacts, 'appeal' | 'ended'>): boolean {
  return appeal === 'asked' && ended !== 'error'
}

/** Whether it can be taken back as made in error. */
export function mayUndo({ createdAt, ended }: Pick<SanctionFacts, 'createdAt' | 'ended'>, now: number): boolean {
  return now < createdAt + SANCTION_UNDO_MS && (ended === null || ended === 'acknowledged')
}
