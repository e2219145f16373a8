import type { CaseState } from '../../../db/tables.ts'

// The one place that says which step leads from which state to which.

/** What the machine needs to know of a case. Times in epoch ms. */
export interface CaseFacts {
  state: CaseState
  round: number
  /** Whether there is somebody to hear before a finding against them: a comment's writer with an account, in a case of misrepresentation. */
  replyApplies: boolean
  replyAskedAt: number | null
  replyDueAt: number | null
  repliedAt: number | null
  replyWaivedAt: number | null
  /** Whether a finding against the comment needs a second moderator. */
  needsSecond: boolean
  publishAt: number | null
  appealUntil: number | null
}

export type Step =
  /** A moderator takes it in hand, or from another; or lays it down. */
  | { step: 'take' }
  | { step: 'release' }
  | { step: 'begin_review' }
  /** Whether it concerns the site's own staff. */
  | { step: 'mark' }
  | { step: 'ask_reply' }
  /** The person concerned answers, or says that they will not. */
  | { step: 'reply' }
  | { step: 'waive' }
  /** The time for an answer has passed. */
  | { step: 'lapse' }
  | { step: 'decide'; isAdverse: boolean }
  | { step: 'second' }
  | { step: 'decline' }
  | { step: 'undo' }
  /** At its time, or at once because a moderator says so. */
  | { step: 'publish'; isEarly: boolean; mayBeAppealed: boolean }
  | { step: 'appeal' }
  | { step: 'close' }
  /** The writer edited the words away; a moderator may find that this did not mend it. */
  | { step: 'correct' }
  | { step: 'reopen' }
  /** Everybody who flagged took it back; somebody flags it once more. */
  | { step: 'withdraw' }
  | { step: 'resubmit' }
  /** The comment is gone. */
  | { step: 'vanish' }

export type StepName = Step['step']

/** Where a case is judged: nothing has been decided in this round. */
export const OPEN_STATES = ['submitted', 'triage', 'review', 'waiting_reply', 'appealed'] as const
/** Where a moderator has something to do. */
export const WAITING_STATES = ['submitted', 'triage', 'review', 'appealed', 'awaiting_second'] as const
/** Decided, and not told to anybody yet. */
export const PENDING_STATES = ['awaiting_second', 'decided'] as const
export const ENDED_STATES = ['closed', 'corrected', 'withdrawn', 'gone'] as const

type Answer = { to: CaseState } | { refused: string }

const FIRST = ['submitted', 'triage', 'review', 'waiting_reply'] as const

/** Where a step leads to from where a case stands; undefined where it cannot be made. */
type Rule = (facts: CaseFacts, now: number) => CaseState | undefined

const from =
  (states: readonly CaseState[], to: CaseState | ((facts: CaseFacts) => CaseState)): Rule =>
  (facts) =>
    states.includes(facts.state) ? (typeof to === 'string' ? to : to(facts)) : undefined
const staying = ({ state }: CaseFacts) => state

/** Steps that follow from the case and the time alone. */
const plain: Record<Exclude<StepName, 'ask_reply' | 'decide' | 'publish'>, Rule> = {
  take: from([...OPEN_STATES, 'awaiting_second'], ({ state }) => (state === 'submitted' ? 'triage' : state)),
  release: from(OPEN_STATES, staying),
  mark: from(OPEN_STATES, staying),
  begin_review: from(['submitted', 'triage'], 'review'),
  reply: answered,
  waive: answered,
  lapse: (facts, now) =>
    isPast(facts.replyDueAt, now) ? from(['waiting_reply'], workingState)(facts, now) : undefined,
  second: from(['awaiting_second'], 'decided'),
  decline: from(['awaiting_second'], workingState),
  undo: (facts, now) =>
    from(isPast(facts.publishAt, now) ? ['awaiting_second'] : PENDING_STATES, workingState)(facts, now),
  appeal: (facts, now) => (isPast(facts.appealUntil, now) ? undefined : from(['published'], 'appealed')(facts, now)),
  close: (facts, now) => (isPast(facts.appealUntil, now) ? from(['published'], 'closed')(facts, now) : undefined),
  correct: from(FIRST, 'corrected'),
  reopen: from(['corrected'], 'review'),
  withdraw: from(FIRST, 'withdrawn'),
  resubmit: from(['withdrawn'], 'submitted'),
  vanish: from([...OPEN_STATES, ...PENDING_STATES], 'gone'),
}

/**
 * The state a step leads to, or in words why it cannot be made now. Of a finding against somebody it makes sure that
 * they were asked before, and have answered, declined to, or let the time pass.
 */
export function afterStep(facts: CaseFacts, step: Step, now: number): Answer {
  if (step.step === 'decide') return decided(facts, step.isAdverse, now)
  if (step.step === 'ask_reply') return asked(facts)
  const to = step.step === 'publish' ? published(facts, step, now) : plain[step.step](facts, now)
  return to === undefined ? { refused: refusals[step.step] } : { to }
}

function answered(facts: CaseFacts): CaseState | undefined {
  if (!mayReply(facts)) return undefined
  return facts.state === 'waiting_reply' ? workingState(facts) : facts.state
}

function asked({ state, replyApplies, replyAskedAt }: CaseFacts): Answer {
  if (!replyApplies) return { refused: 'There is nobody to ask.' }
  if (replyAskedAt !== null) return { refused: 'They have been asked already.' }
  const isTime = state === 'submitted' || state === 'triage' || state === 'review' || state === 'appealed'
  return isTime ? { to: 'waiting_reply' } : { refused: refusals.ask_reply }
}

function published(
  { state, publishAt }: CaseFacts,
  { isEarly, mayBeAppealed }: Extract<Step, { step: 'publish' }>,
  now: number,
): CaseState | undefined {
  if (state !== 'decided' || !(isEarly || isPast(publishAt, now))) return undefined
  return mayBeAppealed ? 'published' : 'closed'
}

/** Where a case is worked on when nothing is awaited. */
function workingState({ round }: CaseFacts): CaseState {
  return round > 1 ? 'appealed' : 'review'
}

/** Whether the person concerned can answer: from when they are asked until something is decided. */
export function mayReply({ state, replyAskedAt, repliedAt, replyWaivedAt }: CaseFacts): boolean {
  const isOpen = (OPEN_STATES as readonly CaseState[]).includes(state)
  return isOpen && replyAskedAt !== null && repliedAt === null && replyWaivedAt === null
}

/**
 * How far somebody was heard when a case comes back after its end, whoever ended it: an answer that was given stays, else
 * they are asked anew. The time they had may have run out while there was nothing to answer.
 */
export function heardAgain(
  { step }: Pick<Step, 'step'>,
  { repliedAt }: Pick<CaseFacts, 'repliedAt'>,
): Partial<Pick<CaseFacts, 'replyAskedAt' | 'replyDueAt' | 'replyWaivedAt'>> {
  const isBack = step === 'reopen' || step === 'resubmit'
  return isBack && repliedAt === null ? { replyAskedAt: null, replyDueAt: null, replyWaivedAt: null } : {}
}

/** Whether the right of reply stands in the way of a finding against the person concerned. */
export function isOwedReply(facts: CaseFacts, now: number): boolean {
  if (!facts.replyApplies) return false
  if (facts.repliedAt !== null || facts.replyWaivedAt !== null) return false
  return facts.replyAskedAt === null || !isPast(facts.replyDueAt, now)
}

function decided(facts: CaseFacts, isAdverse: boolean, now: number): Answer {
  const isOpen = (OPEN_STATES as readonly CaseState[]).includes(facts.state)
  if (!isOpen) return { refused: refusals.decide }
  if (!isAdverse) return { to: 'decided' }
  if (isOwedReply(facts, now))
    return {
      refused:
        facts.replyAskedAt === null
          ? 'Ask the person concerned for a reply first: this finding goes against them.'
          : 'The person concerned can still answer. A finding against them has to wait for that.',
    }
  return { to: facts.needsSecond ? 'awaiting_second' : 'decided' }
}

function isPast(at: number | null, now: number): boolean {
  return at !== null && at <= now
}

const refusals: Record<StepName, string> = {
  take: 'This case is not open.',
  release: 'This case is not open.',
  mark: 'This case is decided, or at its end.',
  begin_review: 'This case is under review or past it.',
  ask_reply: 'It is too late to ask for a reply.',
  reply: 'This case does not wait for your answer.',
  waive: 'This case does not wait for your answer.',
  lapse: 'The time for an answer has not passed.',
  decide: 'This case is decided, or at its end.',
  second: 'No finding waits for a second moderator here.',
  decline: 'No finding waits for a second moderator here.',
  undo: 'There is nothing to undo, or it is public already.',
  publish: 'No finding waits to be published here.',
  appeal: 'This decision cannot be appealed now.',
  close: 'This case is not at its end.',
  correct: 'This case is not open.',
  reopen: 'Only a case that was corrected can be opened again.',
  withdraw: 'It is too late to withdraw this flag.',
  resubmit: 'This case was not withdrawn.',
  vanish: 'This case is past that.',
}

/** The next time at which something happens to the case by itself; undefined if nothing will. */
export function nextTurn(facts: CaseFacts): number | undefined {
  const at =
    facts.state === 'waiting_reply'
      ? facts.replyDueAt
      : facts.state === 'decided'
        ? facts.publishAt
        : facts.state === 'published'
          ? facts.appealUntil
          : null
  return at ?? undefined
}
