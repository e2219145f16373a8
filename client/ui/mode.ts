import type * as z from 'zod'
import type { Commenting, CommentingMode, Suspension } from '../../server/contract/suspensions.ts'

export type Mode = z.output<typeof CommentingMode>
export type SuspensionFacts = z.output<typeof Suspension>
export type CommentingFacts = z.output<typeof Commenting>

/** What commenting is at a place and a time. */
export interface State {
  mode: Mode
  /** The suspension behind the mode; null if it is open, or closed for good. */
  by: SuspensionFacts | null
  /** Everything that holds, strictest first; without what only keeps the thread open. */
  holding: readonly SuspensionFacts[]
}

/** What the server would say to a reader who writes, beside the interval of slow mode. */
export type Verdict = { answer: 'allowed' } | { answer: 'held' | 'refused'; by: SuspensionFacts | null }

const ladder: readonly Mode[] = ['open', 'slow', 'premoderated', 'members', 'paused', 'closed']

/**
 * The state at a time (epoch ms) out of what the server told last: suspensions begin and end by their own times,
 * whoever is connected. The same as `commentingAt` in server/suspensions/rules.ts.
 *
 * @param path ids of the comment written under (or edited) and of those above it; none for the story itself.
 */
export function stateAt(
  { mode, suspension, others }: CommentingFacts,
  now: number,
  path: readonly string[] = [],
): State {
  const standing = [...(suspension ? [suspension] : []), ...others].filter(
    (one) =>
      // The server's word that it has begun counts more than a clock that is behind.
      (one === suspension || Date.parse(one.startsAt) <= now) &&
      !isOver(one, now) &&
      (one.scope !== 'branch' || path.includes(one.commentId ?? '')),
  )
  const exception = standing.find((one) => one.mode === 'open')
  const holding = standing
    .filter((one) => one.mode !== 'open' && !(exception && one.madeBy === 'schedule'))
    .sort(byStrictness)
  if (mode === 'closed' && !suspension && !exception) return { mode: 'closed', by: null, holding }
  const by = holding[0] ?? exception ?? null
  return { mode: by?.mode ?? 'open', by, holding }
}

/** Suspensions of a branch that hold, and those that begin within `aheadMs`, soonest first. */
export function besideAt({ suspension, others }: CommentingFacts, now: number, aheadMs: number) {
  const left = others.filter((one) => !isOver(one, now))
  const starts = (one: SuspensionFacts) => Date.parse(one.startsAt)
  return {
    branches: left
      .filter((one) => one.scope === 'branch' && starts(one) <= now && one !== suspension)
      .sort(byStrictness),
    soon: left
      .filter((one) => starts(one) > now && starts(one) <= now + aheadMs && one.scope !== 'branch')
      .sort((a, b) => starts(a) - starts(b)),
  }
}

/** What the server answers to a reader's write: `verdictOn` of its rules, without the offices that end at its door. */
export function verdictOn({ mode, by, holding }: State, act: 'post' | 'edit' | 'react', isMember: boolean): Verdict {
  const first = (mode: Mode) => holding.find((one) => one.mode === mode)
  if (mode === 'closed') return { answer: 'refused', by }
  const paused = holding.find((one) => one.mode === 'paused' && !(act !== 'post' && one.allowsEdits))
  if (paused) return { answer: 'refused', by: paused }
  const members = first('members')
  if (members && !isMember) return { answer: 'refused', by: members }
  const checked = first('premoderated')
  if (checked && act !== 'react') return { answer: act === 'edit' ? 'refused' : 'held', by: checked }
  return { answer: 'allowed' }
}

/** The suspension whose slow mode asks for the longest wait. */
export function slowestOf({ holding }: State): SuspensionFacts | null {
  const slow = holding.filter((one) => one.mode === 'slow')
  return slow.reduce<SuspensionFacts | null>(
    (most, one) => (most && (most.slowSeconds ?? 0) >= (one.slowSeconds ?? 0) ? most : one),
    null,
  )
}

/** The next time (epoch ms) at which the state, or what is told of it beforehand, changes by itself. */
export function nextTurn({ suspension, others }: CommentingFacts, now: number, aheadMs: number): number | undefined {
  const times = [...(suspension ? [suspension] : []), ...others].flatMap(({ startsAt, endsAt }) => {
    const start = Date.parse(startsAt)
    return [start - aheadMs, start, Date.parse(endsAt ?? '')]
  })
  const ahead = times.filter((time) => time > now)
  return ahead.length > 0 ? Math.min(...ahead) : undefined
}

function isOver({ endsAt, endedAt }: SuspensionFacts, now: number): boolean {
  return (endsAt !== null && Date.parse(endsAt) <= now) || (endedAt !== null && Date.parse(endedAt) <= now)
}

/** Strictest first; of two as strict, the one that holds longer. */
function byStrictness(a: SuspensionFacts, b: SuspensionFacts): number {
  const end = (one: SuspensionFacts) => (one.endsAt ? Date.parse(one.endsAt) : Number.MAX_SAFE_INTEGER)
  return (
    ladder.indexOf(b.mode) - ladder.indexOf(a.mode) ||
    end(b) - end(a) ||
    Date.parse(a.startsAt) - Date.parse(b.startsAt)
  )
}
