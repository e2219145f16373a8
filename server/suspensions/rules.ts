import type { CommentingMode, SuspensionScope } from '../../db/tables.ts'

/** What the rules need to know of a suspension; times in epoch ms. */
export interface SuspensionFacts {
  scope: SuspensionScope
  mode: CommentingMode
  slowSeconds: number | null
  allowsEdits: boolean
  madeBy: 'person' | 'schedule' | 'heat'
  branchRootSeq: number | null
  branchPath: string | null
  createdAt: number
  startsAt: number
  endsAt: number | null
  /** When its beginning was written to the log; null before. */
  begunAt: number | null
  endedAt: number | null
}

/** Where something is written: the place of the comment being answered or edited; null on the story itself. */
export type WritingPlace = { rootSeq: number; path: string } | null

/** Who writes. `office`: author or staff, in a first-party session. */
export type Standing = 'reader' | 'member' | 'office'

/** What commenting is at a place and a time: the strictest mode, what it comes from, and all that holds. */
export interface StateOf<S> {
  mode: CommentingMode
  /** Null if open, or if the story is closed for good. */
  by: S | null
  /** Everything that holds, strictest first. */
  holding: S[]
}

const DAY_MS = 24 * 60 * 60 * 1000
export const LONGEST_SUSPENSION_MS = 90 * DAY_MS
/** Suspensions that begin within so long are told beforehand, and what schedules do is looked up for so long. */
export const TOLD_AHEAD_MS = DAY_MS

const ladder: readonly CommentingMode[] = ['open', 'slow', 'premoderated', 'members', 'paused', 'closed']

/** One that began, by an acknowledgement or the log, holds on every node, also where the clock is behind. */
export function holdsAt({ createdAt, startsAt, begunAt, endsAt, endedAt }: SuspensionFacts, now: number): boolean {
  const hasBegun = begunAt !== null || startsAt <= Math.max(now, createdAt)
  return hasBegun && endedAt === null && (endsAt === null || now < endsAt)
}

export function isOver({ endedAt, endsAt }: Pick<SuspensionFacts, 'endedAt' | 'endsAt'>, now: number): boolean {
  return endedAt !== null || (endsAt !== null && endsAt <= now)
}

export function isMilder(mode: CommentingMode, than: CommentingMode): boolean {
  return ladder.indexOf(mode) < ladder.indexOf(than)
}

/** Whether its flags are looked at before it ends: a pause of a story or branch that has an end, once. */
export function mayExtendByItself(
  row: Pick<SuspensionFacts, 'mode' | 'scope' | 'endsAt' | 'madeBy'> & { extendedAt: number | null },
): boolean {
  const isNarrow = row.scope === 'story' || row.scope === 'branch'
  return (
    isNarrow && row.mode === 'paused' && row.endsAt !== null && row.extendedAt === null && row.madeBy !== 'schedule'
  )
}

function covers({ scope, branchRootSeq, branchPath }: SuspensionFacts, place: WritingPlace): boolean {
  if (scope !== 'branch') return true
  return place !== null && place.rootSeq === branchRootSeq && branchPath !== null && place.path.startsWith(branchPath)
}

/** Strictest first; of two as strict, the one that holds longer. */
function byStrictness(a: SuspensionFacts, b: SuspensionFacts): number {
  const end = (s: SuspensionFacts) => s.endsAt ?? Number.MAX_SAFE_INTEGER
  return ladder.indexOf(b.mode) - ladder.indexOf(a.mode) || end(b) - end(a) || a.startsAt - b.startsAt
}

/**
 * The state of commenting from rows and a time alone: a stopped timer can neither keep a thread shut nor open it.
 * Strictest wins. Where a moderator keeps a story open (mode `open`), what its age or a schedule would shut stays open;
 * what a person or heat has suspended does not.
 *
 * @param suspensions all that reach the story.
 * @param place where something is to be written; a branch's suspension holds only there.
 */
export function commentingAt<S extends SuspensionFacts>(
  baseMode: 'open' | 'closed',
  suspensions: readonly S[],
  now: number,
  place: WritingPlace = null,
): StateOf<S> {
  const standing = suspensions.filter((s) => holdsAt(s, now) && covers(s, place))
  const keptOpen = standing.find((s) => s.mode === 'open')
  const holding = standing.filter((s) => s.mode !== 'open' && !(keptOpen && s.madeBy === 'schedule')).sort(byStrictness)
  if (baseMode === 'closed' && !keptOpen) return { mode: 'closed', by: null, holding }
  const by = holding[0] ?? keptOpen ?? null
  return { mode: by?.mode ?? 'open', by, holding }
}

/** Suspensions readers are told of beside the one behind the mode: what else holds, and what begins soon. */
export function alsoTold<S extends SuspensionFacts>(suspensions: readonly S[], by: S | null, now: number): S[] {
  return suspensions
    .filter((s) => s !== by && s.endedAt === null && (s.endsAt === null || now < s.endsAt))
    .filter((s) => s.startsAt <= now + TOLD_AHEAD_MS)
    .sort(byStrictness)
}

/** `edit` means a comment that is public, `revise` one that is not yet; `react`, to agree with one or no longer. */
export type Act = 'post' | 'edit' | 'revise' | 'react'

export type Verdict<S> =
  | { answer: 'allowed' /** Readers could not write this: it is labelled. */; isOfficial: boolean }
  /** The comment is kept for a moderator. */
  | { answer: 'held' }
  | { answer: 'refused'; by: S | null }

/** What the guard answers to a write, beside the interval of slow mode. */
export function verdictOn<S extends SuspensionFacts>(
  { mode, by, holding }: StateOf<S>,
  act: Act,
  who: Standing,
): Verdict<S> {
  const first = (...modes: CommentingMode[]) => holding.find((s) => modes.includes(s.mode))
  if (mode === 'closed') return { answer: 'refused', by }
  const paused = first('paused')
  if (who === 'office') return { answer: 'allowed', isOfficial: act === 'post' && paused !== undefined }

  const strictPause = act === 'post' ? paused : holding.find((s) => s.mode === 'paused' && !s.allowsEdits)
  if (strictPause) return { answer: 'refused', by: strictPause }
  const members = first('members')
  if (members && who === 'reader') return { answer: 'refused', by: members }
  const premoderated = act === 'react' ? undefined : first('premoderated')
  if (premoderated) return act === 'edit' ? { answer: 'refused', by: premoderated } : { answer: 'held' }
  return { answer: 'allowed', isOfficial: false }
}

/** Seconds that slow mode asks between two comments of one person; 0 where it does not hold for them. */
export function slowSecondsOf<S extends SuspensionFacts>({ holding }: StateOf<S>, who: Standing): number {
  if (who === 'office') return 0
  return Math.max(0, ...holding.flatMap((s) => (s.mode === 'slow' ? [s.slowSeconds ?? 0] : [])))
}

/** The next time at which the state may be another though no row changes; undefined if none. */
export function nextChange(suspensions: readonly SuspensionFacts[], now: number): number | undefined {
  const times = suspensions
    .filter((s) => s.endedAt === null)
    .flatMap((s) => [s.startsAt - TOLD_AHEAD_MS, s.startsAt, s.endsAt ?? now])
    .filter((time) => time > now)
  return times.length > 0 ? Math.min(...times) : undefined
}

/** Why the times of a suspension cannot stand, in words; undefined if they can. @param at its end or review date. */
export function dateProblem(startsAt: number, at: number, now: number): string | undefined {
  if (startsAt > now + LONGEST_SUSPENSION_MS) return 'Let it start within the next 90 days.'
  if (at <= Math.max(now, startsAt))
    return startsAt > now ? 'Choose an end after the start.' : 'Choose a time that is still to come.'
  if (at > Math.max(now, startsAt) + LONGEST_SUSPENSION_MS) return 'Choose a time within 90 days of the start.'
  return undefined
}

/** How long a suspension is extended by itself when too many flags are open at its end; 0 if it is not. */
export function extensionOf(
  {
    mayExtend,
    extendedAt,
    madeBy,
    startsAt,
    endsAt,
  }: SuspensionFacts & { mayExtend: boolean; extendedAt: number | null },
  openFlags: number,
  limit: number,
): number {
  if (!mayExtend || extendedAt !== null || endsAt === null || openFlags < limit) return 0
  const length = endsAt - startsAt
  const longest = madeBy === 'heat' ? LONGEST_AUTOMATIC_MS - length : LONGEST_EXTENSION_MS
  return Math.max(0, Math.min(length, longest))
}

const LONGEST_EXTENSION_MS = 60 * 60 * 1000
/** An automatic pause and its extension together. */
export const LONGEST_AUTOMATIC_MS = 60 * 60 * 1000

/** When flags are looked at again: shortly before the end, so that the thread does not open in between. */
export function recheckAt({ startsAt, endsAt }: { startsAt: number; endsAt: number }): number {
  return endsAt - Math.min(60_000, Math.floor((endsAt - startsAt) / 10))
}
