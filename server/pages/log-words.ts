import type * as z from 'zod'
import { findingNames } from '../../client/ui/words.ts'
import type { LogEntry } from '../contract/log.ts'
import type { CommentingMode } from '../contract/suspensions.ts'
import { momentWords } from './moment.tsx'
import { permalink } from './thread/addresses.ts'
import { wordFor } from './words.ts'

// What the log says, once for the page and the feed.

export type Entry = z.output<typeof LogEntry>

/** A piece of a sentence: words, a time (epoch ms), or words that lead somewhere on this site. */
export type Part = string | { at: number } | { text: string; href: string }
export type Sentence = Part[]

type Mode = z.output<typeof CommentingMode>
type Step = 'planned' | 'cancelled' | 'started' | 'extended' | 'ended'

const steps: Record<Mode, Record<Step, string>> = {
  paused: {
    planned: 'Pause planned',
    cancelled: 'Planned pause cancelled',
    started: 'Comments paused',
    extended: 'Pause extended',
    ended: 'Pause ended',
  },
  closed: {
    planned: 'Closing planned',
    cancelled: 'Planned closing cancelled',
    started: 'Comments closed',
    extended: 'Closing extended',
    ended: 'Closing ended',
  },
  members: {
    planned: 'Members only: planned',
    cancelled: 'Members only: cancelled before it began',
    started: 'Members only',
    extended: 'Members only: extended',
    ended: 'Members only: ended',
  },
  premoderated: {
    planned: 'Checking of comments planned',
    cancelled: 'Planned checking of comments cancelled',
    started: 'Comments checked before they appear',
    extended: 'Checking of comments extended',
    ended: 'Checking of comments ended',
  },
  slow: {
    planned: 'Slow mode planned',
    cancelled: 'Planned slow mode cancelled',
    started: 'Slow mode begun',
    extended: 'Slow mode extended',
    ended: 'Slow mode ended',
  },
  open: {
    planned: 'Exception planned: comments kept open',
    cancelled: 'Planned exception cancelled',
    started: 'Comments kept open',
    extended: 'Exception extended: comments kept open',
    ended: 'Exception ended',
  },
}

const scheduled: Record<Mode, string> = {
  paused: 'pause',
  closed: 'closing',
  members: 'members only',
  premoderated: 'checking of comments',
  slow: 'slow mode',
  open: 'exception',
}

/** What was done, in a few words. */
export function headingOf({ verb, detail }: Entry): string {
  const mode = modeOf(detail)
  switch (verb) {
    case 'suspension.planned':
      return steps[mode].planned
    case 'suspension.cancelled':
      return steps[mode].cancelled
    case 'suspension.started':
      return steps[mode].started
    case 'suspension.extended':
      return steps[mode].extended
    case 'suspension.ended':
      return steps[mode].ended
    case 'schedule.made':
      return `Schedule set up: ${scheduled[mode]}`
    case 'schedule.moved':
      return `Schedule moved to another time zone: ${scheduled[mode]}`
    case 'schedule.stopped':
      return `Schedule stopped: ${scheduled[mode]}`
    case 'case.step':
      return 'A step in a case'
    case 'sanction.step':
      return 'A step about a person'
    case 'case.appealed':
      return 'Appeal against a finding'
    case 'case.decided':
      return `Finding: ${wordFor(findingNames, detail.finding).toLowerCase()}`
    case 'update.published':
      return `UPDATE ${detail.number} published`
    case 'update.edited':
      return `UPDATE ${detail.number} edited`
    case 'update.withdrawn':
      return `UPDATE ${detail.number} withdrawn`
    case 'log.words_removed':
      return `Words removed from entry ${detail.number}`
  }
}

export function modeOf({ mode }: Entry['detail']): Mode {
  return typeof mode === 'string' && mode in steps ? (mode as Mode) : 'paused'
}

const offices = {
  reader: 'Somebody in the case',
  author: 'The story’s author',
  moderator: 'A moderator',
  owner: 'An owner',
  publisher: 'The publisher',
  sealed: 'Told to staff only',
}

/** In which office; never by whom. */
export function officeWords({ role, verb, detail }: Entry): string {
  if (role !== 'automatic') return offices[role]
  if (verb === 'suspension.extended' || detail.madeBy === 'heat') return 'By itself'
  return detail.madeBy === 'schedule' ? 'By schedule' : 'By itself, as planned'
}

/** Where it holds, as the end of a sentence; empty where the page's heading says it already. */
export function whereOf({ storyId, storyTitle, detail }: Entry, namesStory: boolean): Part[] {
  if (detail.scope === 'site') return ['on the whole site']
  if (detail.scope === 'section') return [`in the section ${detail.section}`]
  if (storyId === null) return []
  const story: Part =
    storyTitle === null ? 'a story that is no longer here' : { text: storyTitle, href: `/stories/${storyId}` }
  if (detail.scope !== 'branch') return namesStory ? ['on ', story] : []
  const branch: Part = { text: 'one branch', href: permalink(`/stories/${storyId}`, String(detail.commentId)) }
  return ['on ', branch, ' of the thread', ...(namesStory ? [' under ', story] : [])]
}

/** Where an entry of the log can always be found, also once many have come after it. */
export function entryPath(number: number): string {
  return `/log?after=${number + 1}#e-${number}`
}

/** Sentences without links and with their times written out. */
export function plainWords(sentences: readonly Sentence[]): string {
  return sentences.map((parts) => parts.map(plainPart).join('')).join(' ')
}

function plainPart(part: Part): string {
  if (typeof part === 'string') return part
  return 'at' in part ? momentWords(part.at) : part.text
}
