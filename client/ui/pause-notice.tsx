import type { ComponentChildren } from 'preact'
import { AHEAD_MS } from './ahead.ts'
import {
  besideAt,
  type CommentingFacts,
  type Mode,
  type State,
  type SuspensionFacts,
  slowestOf,
  stateAt,
  verdictOn,
} from './mode.ts'
import { ClosedCard, PauseCard, PauseLine } from './pause-card.tsx'

interface PauseNoticeProps {
  commenting: CommentingFacts
  /** The time (epoch ms) at which the state is worked out. */
  at: number
  isMember: boolean
  /** The public log of the story. */
  logHref: string
  /** The time for countdowns, where it runs on. */
  now?: number
  /** How a time is written, on a page that stands still. */
  still?: (iso: string) => string
  /** What a reader whom it stops can do about it. */
  acts?: (by: SuspensionFacts) => ComponentChildren
}

/** What holds for a whole thread: a card where a reader cannot write, or lines where writing goes on with a rule. */
export function PauseNotice({ commenting, at, isMember, logHref, now = at, still, acts }: PauseNoticeProps) {
  const state = stateAt(commenting, at)
  const verdict = verdictOn(state, 'post', isMember)
  const soon = soonIn(commenting, state, at)
  const linesFor = (list: readonly SuspensionFacts[], href?: string) => (
    <div class="pause-lines">
      {list.map((one, n) => (
        <PauseLine
          key={one.id}
          suspension={one}
          now={now}
          logHref={n === list.length - 1 ? href : undefined}
          still={still}
          isSoon={soon.includes(one)}
        />
      ))}
    </div>
  )
  if (verdict.answer !== 'refused') {
    const list = [...linesOf(state), ...soon]
    return list.length > 0 ? linesFor(list, logHref) : null
  }
  const { by } = verdict
  if (!by) return <ClosedCard logHref={logHref} />
  const others = besides(commenting, state, by)
  return (
    <>
      <PauseCard suspension={by} others={others} now={now} logHref={logHref} still={still}>
        {acts?.(by)}
      </PauseCard>
      {soon.length > 0 && linesFor(soon)}
    </>
  )
}

/** What slows, checks or keeps open the writing that goes on, one of each kind. */
function linesOf(state: State): SuspensionFacts[] {
  const slowest = slowestOf(state)
  const lines = firstOfEach(state.holding).map((one) => (one.mode === 'slow' && slowest ? slowest : one))
  return lines.length === 0 && state.by ? [state.by] : lines
}

/** What else forbids something when the first ends, and what follows it. */
function besides(commenting: CommentingFacts, { holding }: State, by: SuspensionFacts): SuspensionFacts[] {
  const outlasts = ({ endsAt }: SuspensionFacts) => !by.endsAt || !endsAt || Date.parse(endsAt) > Date.parse(by.endsAt)
  const others = holding.filter((one) => one.mode !== by.mode && outlasts(one))
  const after = commenting.others.filter((one) => by.endsAt === one.startsAt && one.scope !== 'branch')
  return firstOfEach([...others, ...after])
}

const ladder: readonly Mode[] = ['open', 'slow', 'premoderated', 'members', 'paused', 'closed']

/** What begins within the hour and changes something then. */
function soonIn(commenting: CommentingFacts, { mode, by }: State, at: number): SuspensionFacts[] {
  const { soon } = besideAt(commenting, at, AHEAD_MS)
  const isFelt = (one: SuspensionFacts) => {
    if (by?.mode === 'open' && one.madeBy === 'schedule') return Boolean(by.endsAt && by.endsAt <= one.startsAt)
    return ladder.indexOf(one.mode) > ladder.indexOf(mode)
  }
  return firstOfEach(soon.filter(isFelt))
}

function firstOfEach(list: readonly SuspensionFacts[]): SuspensionFacts[] {
  return list.filter((one, n) => list.findIndex((other) => other.mode === one.mode) === n)
}
