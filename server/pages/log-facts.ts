import { reasonNames, ruleNames, updateKindNames } from '../../client/ui/words.ts'
import type { PublicFinding, SuspensionLength } from '../../db/pages.ts'
import { type Entry, entryPath, modeOf, type Part, type Sentence } from './log-words.ts'
import { permalink } from './thread/addresses.ts'
import { duration, wordFor } from './words.ts'

type Detail = Entry['detail']

/** What has become since of what an entry is about; left out of the feed, whose entries stay as they are. */
export interface Since {
  /** The suspension as it stands now. */
  suspension?: SuspensionLength | undefined
  /** The finding of its case as it is public now; undefined where the case has no page. */
  finding?: PublicFinding | undefined
  /** Epoch ms. */
  now: number
}

/** The facts of an entry: planned and real length, dates, reason, what follows. */
export function factsOf(entry: Entry, since?: Since): Sentence[] {
  const { verb, detail } = entry
  switch (verb) {
    case 'suspension.planned':
    case 'suspension.cancelled':
      return [...conditions(detail), planAhead(detail, verb === 'suspension.cancelled')]
    case 'suspension.started':
      return [...conditions(detail), ...begun(detail), planned(detail), ...lasted(detail, since)]
    case 'suspension.extended':
      return extended(entry)
    case 'suspension.ended':
      return ended(detail)
    case 'schedule.moved':
      return [rhythm(detail), [`Before, the hours were those of ${detail.previousTimeZone}.`]]
    case 'schedule.made':
    case 'schedule.stopped':
      return [...conditions(detail), rhythm(detail)]
    case 'case.step':
    case 'sanction.step':
      return []
    case 'case.appealed':
      return [caseNamed(entry, since), ['Another moderator looks at it again; until then the finding stands.']]
    case 'case.decided':
      return found(entry, since)
    case 'update.published':
    case 'update.edited':
      return [[`${wordFor(updateKindNames, detail.kind)}.`], ...claim(detail)]
    case 'update.withdrawn':
      return [[`${wordFor(updateKindNames, detail.kind)}.`]]
    case 'log.words_removed':
      return [['The words of ', linked(Number(detail.number)), ' were taken out; the rest of it stands unchanged.']]
  }
}

function conditions(detail: Detail): Sentence[] {
  const { slowSeconds, reasonCode } = detail
  return [
    ...(reasonCode ? [[`${wordFor(reasonNames, reasonCode)}.`]] : []),
    ...(typeof slowSeconds === 'number' ? [[`One comment a person every ${secondsWords(slowSeconds)}.`]] : []),
  ]
}

function secondsWords(seconds: number): string {
  if (seconds % 60 === 0) return seconds === 60 ? 'minute' : duration(seconds * 1000)
  return seconds < 120 ? `${seconds} seconds` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

function planAhead({ startsAt, endsAt, reviewAt }: Detail, isOver: boolean): Sentence {
  const [start, end, review] = [time(startsAt), time(endsAt), time(reviewAt)]
  const from: Part[] = [isOver ? 'It was to hold' : 'It is to hold', ...(start ? [' from ', start] : [])]
  if (start && end) return [...from, ' until ', end, `: ${duration(end.at - start.at)}.`]
  return [...from, ', without an end', ...(review ? ['; to be looked at again by ', review] : []), '.']
}

function begun({ madeBy }: Detail): Sentence[] {
  return madeBy === 'heat' ? [['It began by itself, because more came in than the site’s limits allow.']] : []
}

/** As it was planned when it began, whatever was changed later. */
function planned({ startsAt, endsAt, reviewAt }: Detail): Sentence {
  const [start, end, review] = [time(startsAt), time(endsAt), time(reviewAt)]
  if (start && end) return [`Planned: ${duration(end.at - start.at)}, until `, end, '.']
  return ['Planned without an end', ...(review ? ['; to be looked at again by ', review] : []), '.']
}

/** How long it really lasted, or that it stands. An end that has come counts, also before it was written down. */
function lasted(detail: Detail, since: Since | undefined): Sentence[] {
  if (!since?.suspension) return []
  const { startsAt, endsAt, endedAt } = since.suspension
  const moved = endsAt !== null && time(detail.endsAt)?.at !== endsAt
  const extension: Sentence[] = moved ? [['Extended since, until ', { at: endsAt }, '.']] : []
  const end = endedAt ?? (endsAt !== null && endsAt <= since.now ? endsAt : null)
  return end === null ? extension : [...extension, [`Lasted: ${duration(end - startsAt)}.`]]
}

/** Whether a suspension that an entry began still stands; then the page says so. */
export function stands({ verb }: Entry, { suspension, now }: Since): boolean {
  if (verb !== 'suspension.started' || !suspension) return false
  return suspension.endedAt === null && (suspension.endsAt === null || suspension.endsAt > now)
}

export function standingWords({ detail }: Entry): string {
  return modeOf(detail) === 'paused' ? 'Still paused.' : 'Still in force.'
}

function extended({ role, detail }: Entry): Sentence[] {
  const [start, oldStart] = [time(detail.startsAt), time(detail.previousStartsAt)]
  const [end, oldEnd] = [time(detail.endsAt), time(detail.previousEndsAt)]
  const [review, oldReview] = [time(detail.reviewAt), time(detail.previousReviewAt)]
  const why = 'Flags were still open when it was to end. By itself it is extended only once.'
  return [
    ...(oldStart && start ? [['It begins later: ', start, '.']] : []),
    ...dated('New end', end),
    ...(end ? [] : dated('New date of review', review)),
    ...dated('Before', oldEnd),
    ...(oldEnd ? [] : dated('Before, a review', oldReview)),
    ...(end && oldEnd && !oldStart ? [[`${duration(end.at - oldEnd.at)} longer.`]] : []),
    ...(role === 'automatic' && !oldStart ? [[why]] : []),
  ]
}

function dated(name: string, at: Part | undefined): Sentence[] {
  return at ? [[`${name}: `, at, '.']] : []
}

function ended(detail: Detail): Sentence[] {
  const [start, end, plan] = [time(detail.startedAt), time(detail.endedAt), time(detail.plannedEnd ?? detail.endsAt)]
  if (!start || !end) return []
  const real = duration(end.at - start.at)
  if (!plan) return [[`It lasted ${real}. No end had been planned.`]]
  if (end.at >= plan.at) return [[`It lasted ${real}, to its planned end.`]]
  return [[`It lasted ${real} of the ${duration(plan.at - start.at)} that were planned.`]]
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const runs: Record<string, string> = {
  '1,2,3,4,5,6,7': 'Every day',
  '1,2,3,4,5': 'Monday to Friday',
  '6,7': 'Saturday and Sunday',
}

function rhythm({ kind, days, from, until, timeZone, afterDays }: Detail): Sentence {
  if (kind === 'age') return [`From ${duration(Number(afterDays) * 86_400_000)} after a story is published.`]
  const names = String(days)
    .split(',')
    .map((day) => weekdays[Number(day) - 1])
  return [`${runs[String(days)] ?? names.join(', ')}, ${from} to ${until} (${timeZone}).`]
}

/** What was done, by its code. */
const done: Record<string, string> = {
  none: 'No note was put beside the comment.',
  note: 'A note was put beside the comment.',
  ask_edit: 'A note was put beside the comment, and its writer was asked to correct it.',
  collapse: 'The comment was folded, with a note beside it.',
  remove: 'The comment was removed.',
  statement: 'It concerns a post on another site.',
}

/** A note goes with its comment; the log then says so instead of repeating what was said of words that are gone. */
function found(entry: Entry, since: Since | undefined): Sentence[] {
  const { detail, storyId } = entry
  const { action, rule, round, isSeconded } = detail
  const before: Sentence[] = [
    caseNamed(entry, since),
    ...(Number(round) > 1 ? [['It was looked at again after an appeal.']] : []),
    ...(isSeconded ? [['A second moderator has confirmed it.']] : []),
    ...(rule ? [[`Rule: ${wordFor(ruleNames, rule).toLowerCase()}.`]] : []),
  ]
  const was: Sentence = [done[String(action)] ?? 'It was recorded.']
  const isNoted = action === 'note' || action === 'ask_edit' || action === 'collapse'
  if (!since || detail.kind !== 'misrepresentation') return [...before, was]
  if (isReplaced(entry, since)) return [...before, was, ['A later finding has taken its place.']]
  if (!isNoted || !since.finding) return [...before, was]
  const { commentId } = since.finding
  if (commentId === null) return [...before, ['The note went with the comment, which is not there any more.']]
  const comment = { text: 'the comment', href: permalink(`/stories/${storyId}`, commentId) }
  return [...before, ['The note stands beside ', comment, '.']]
}

/** The case, with the way to its page where it has one. */
function caseNamed({ detail }: Entry, since: Since | undefined): Sentence {
  const reference = String(detail.reference)
  return since?.finding ? ['Case ', { text: reference, href: `/cases/${reference}` }, '.'] : [`Case ${reference}.`]
}

function isReplaced({ detail }: Entry, { finding }: Since): boolean {
  return finding ? finding.round !== detail.round : detail.action !== 'none'
}

/** The reasons of the finding that an entry is about, as long as it stands and its words are there. */
export function reasonsOf({ verb, detail }: Entry, { finding }: Since): string | undefined {
  if (verb !== 'case.decided' || !finding || finding.round !== detail.round) return undefined
  return finding.commentId !== null || finding.action === 'statement' ? finding.explanation : undefined
}

const standing = {
  rumour: 'a rumour',
  reported: 'reported, not confirmed',
  confirmed: 'confirmed',
  denied: 'denied',
  disputed: 'disputed',
}

function claim({ status }: Detail): Sentence[] {
  return status ? [[`What it tells is ${wordFor(standing, status)}.`]] : []
}

export function linked(number: number): Part {
  return { text: `entry ${number}`, href: entryPath(number) }
}

/** A time of the detail; undefined where it has none. */
function time(value: Detail[string] | undefined): { at: number } | undefined {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(at) ? undefined : { at }
}
