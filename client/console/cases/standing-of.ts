import { clockTime, duration } from '../../ui/times.ts'
import { findingNames } from '../../ui/words.ts'
import type { CaseFile, Decision, StaffView } from '../shapes.ts'
import { standing } from '../strings-judging.ts'

export type Act = 'take' | 'begin_review' | 'ask' | 'decide' | 'second' | 'undo' | 'reopen'

/** The one next thing to do, in words; `act` is null when there is nothing for the viewer to do. */
export interface Next {
  says: string
  act: Act | null
}

const OPEN = new Set<CaseFile['state']>(['submitted', 'triage', 'review', 'waiting_reply', 'appealed'])

/** Whether the case is still to be judged. */
export function isOpen({ state }: Pick<CaseFile, 'state'>): boolean {
  return OPEN.has(state)
}

/** Whether it ended without a finding. */
export function isEnded({ state }: Pick<CaseFile, 'state'>): boolean {
  return state === 'corrected' || state === 'withdrawn' || state === 'gone'
}

/** Whether the viewer is one of the people in the case, who may change nothing in it. */
export function isPartOf({ bar }: StaffView): boolean {
  return bar !== null && bar !== 'earlier'
}

/** The finding of the present round, public or not. */
export function decisionOf({ staff, round }: CaseFile): Decision | undefined {
  return staff?.decisions.find((one) => one.round === round)
}

/** Whether somebody else has the case in hand. */
export function isForeign({ isMine, assignee }: CaseFile): boolean {
  return !isMine && assignee !== null
}

/** Whether the person concerned can still be asked. */
export function mayAsk(file: CaseFile): boolean {
  return (
    Boolean(file.staff?.repliesAsked) && file.replyAskedAt === null && isOpen(file) && file.state !== 'waiting_reply'
  )
}

export type Hearing = 'nobody' | 'unasked' | 'waiting' | 'replied' | 'waived' | 'lapsed'

/** What has become of the right of reply. */
export function hearingOf(file: CaseFile, now: number): Hearing {
  if (file.repliedAt) return 'replied'
  if (file.hasWaivedReply) return 'waived'
  if (file.replyDueAt) return Date.parse(file.replyDueAt) <= now ? 'lapsed' : 'waiting'
  return file.staff?.repliesAsked ? 'unasked' : 'nobody'
}

const { next } = standing
const decideWords: Record<Exclude<Hearing, 'unasked'>, string> = {
  nobody: next.decide,
  waiting: next.wait,
  replied: next.decideReplied,
  waived: next.decideWaived,
  lapsed: next.decideLapsed,
}

function nextOfOpen(file: CaseFile, now: number): Next {
  if (isForeign(file)) return { says: next.takeOver(file.assignee ?? ''), act: 'take' }
  if (file.state === 'waiting_reply') return { says: next.wait, act: null }
  if (!file.isMine) return { says: file.state === 'appealed' ? next.appeal : next.take, act: 'take' }
  if (file.state === 'submitted' || file.state === 'triage')
    return { says: file.kind === 'misrepresentation' ? next.review : next.reviewOne, act: 'begin_review' }
  const hearing = hearingOf(file, now)
  return hearing === 'unasked' ? { says: next.ask, act: 'ask' } : { says: decideWords[hearing], act: 'decide' }
}

/** Whether the viewer may take the finding back, or publish it at once. */
export function isTheirs(file: CaseFile): boolean {
  return file.staff?.mayUndo === true
}

/** What comes next, for a moderator who may judge the case. */
export function nextOf(file: CaseFile, now: number): Next {
  if (isOpen(file)) return nextOfOpen(file, now)
  if (file.state === 'awaiting_second')
    return decisionOf(file)?.isOwn ? { says: next.secondOwn, act: 'undo' } : { says: next.second, act: 'second' }
  if (file.state === 'decided')
    return isTheirs(file) ? { says: next.undo, act: 'undo' } : { says: next.theirs, act: null }
  if (file.state === 'corrected') return { says: next.reopen, act: 'reopen' }
  return { says: next.none, act: null }
}

function waitingWords({ commenter, replyDueAt }: CaseFile, now: number): string {
  const left = replyDueAt ? Date.parse(replyDueAt) - now : 0
  const clock = left > 0 && replyDueAt ? standing.until(clockTime(replyDueAt, now), duration(left)) : standing.timeOver
  return `${standing.waiting(commenter)} ${clock}`
}

function findingWords(file: CaseFile): string {
  const finding = decisionOf(file)?.finding ?? file.finding
  return finding ? findingNames[finding] : ''
}

function publicWords(file: CaseFile, now: number): string {
  const isPublic = file.kind === 'misrepresentation' && decisionOf(file)?.action !== 'none'
  const said = isPublic ? standing.published(findingWords(file)) : standing.settled(findingWords(file))
  return file.appealUntil ? `${said} ${standing.appealUntil(clockTime(file.appealUntil, now))}` : said
}

/** The state as far as the viewer is told: what is between moderators is one thing for a story's author. */
export function shownState({ state }: Pick<CaseFile, 'state'>, isStaff: boolean): CaseFile['state'] {
  return !isStaff && (state === 'decided' || state === 'awaiting_second') ? 'review' : state
}

/** Where the case stands, in a sentence. */
export function stateOf(file: CaseFile, now: number): string {
  const state = shownState(file, file.staff !== null)
  switch (state) {
    case 'submitted':
      return standing.submitted
    case 'triage':
      return file.assignee || file.isMine ? '' : standing.free
    case 'review':
      return standing.review
    case 'waiting_reply':
      return waitingWords(file, now)
    case 'awaiting_second':
      return standing.seconding(findingWords(file))
    case 'decided':
      return standing.decided(findingWords(file))
    case 'published':
      return publicWords(file, now)
    case 'closed':
      return standing.closed(findingWords(file))
    default:
      return standing[state]
  }
}

/** Who has it in hand, where that matters. */
export function handOf(file: CaseFile): string | null {
  if (!isOpen(file) && file.state !== 'awaiting_second') return null
  if (file.isMine) return standing.mine
  if (file.assignee) return standing.theirs(file.assignee)
  return file.state === 'submitted' || file.state === 'triage' ? null : standing.free
}

export type Stage = keyof typeof standing.stages

const stageOf: Partial<Record<CaseFile['state'], Stage>> = {
  submitted: 'flagged',
  triage: 'flagged',
  review: 'review',
  appealed: 'review',
  waiting_reply: 'reply',
  awaiting_second: 'finding',
  decided: 'finding',
  published: 'published',
  closed: 'published',
}

/** The stages of the case, and which it is at; undefined for one that ended without a finding. */
export function stagesOf(file: CaseFile): { all: Stage[]; at: Stage } | undefined {
  const at = stageOf[shownState(file, file.staff !== null)]
  if (!at) return undefined
  const mayBeHeard = at === 'flagged' || at === 'review' ? file.staff?.repliesAsked : false
  const hears = mayBeHeard || file.replyAskedAt !== null
  const last = file.kind === 'misrepresentation' ? 'published' : 'told'
  const all: Stage[] = ['flagged', 'review', ...(hears ? (['reply'] as const) : []), 'finding', last]
  return { all, at: at === 'published' ? last : at }
}

/** The newest step somebody made, for whoever has to know what changed. */
export function lastStep({ staff }: CaseFile): StaffView['steps'][number] | undefined {
  return staff?.steps.at(-1)
}
