import type * as z from 'zod'
import type { CommentingMode, Suspension } from '../../server/contract/suspensions.ts'

type Mode = z.output<typeof CommentingMode>
type Facts = z.output<typeof Suspension>

/** What a suspension says of itself: in the thread, in the console before it is made, and in pages. */
export type PauseFacts = Pick<Facts, 'reason' | 'startsAt' | 'endsAt' | 'reviewAt'> &
  Partial<Pick<Facts, 'mode' | 'scope' | 'section' | 'slowSeconds' | 'allowsEdits' | 'madeBy' | 'extendedAt'>>

/** The names of the modes as marks beside a story or over a notice. */
export const modeMarks: Record<Mode, string> = {
  open: 'Kept open',
  slow: 'Slow mode',
  premoderated: 'Checked first',
  members: 'Members only',
  paused: 'Paused',
  closed: 'Closed',
}

/** “30 seconds”, “5 minutes”, “1 hour”, “1 day”. */
export function intervalWords(seconds: number): string {
  const counted = (count: number, one: string) => (count === 1 ? `1 ${one}` : `${count} ${one}s`)
  if (seconds % 86_400 === 0) return counted(seconds / 86_400, 'day')
  if (seconds % 3600 === 0) return counted(seconds / 3600, 'hour')
  if (seconds % 60 === 0) return counted(seconds / 60, 'minute')
  return seconds < 120 ? counted(seconds, 'second') : counted(Math.round(seconds / 60), 'minute')
}

function what({ scope = 'story', section }: PauseFacts): string {
  if (scope === 'section') return `Comments on stories in ${section}`
  return {
    site: 'Comments on all stories of this site',
    story: 'Comments on this story',
    branch: 'Replies to this comment',
  }[scope]
}

function where({ scope = 'story', section }: PauseFacts): string {
  if (scope === 'section') return ` on stories in ${section}`
  return { site: ' on all stories of this site', story: '', branch: ' for replies to this comment' }[scope]
}

const once = ({ slowSeconds }: PauseFacts) => `comment per person in ${intervalWords(slowSeconds ?? 60)}`

/**
 * What holds, and where, as a sentence with its full stop.
 * @param until the end as it is to be written; null without one.
 * @param isMarked the name of the mode stands beside it.
 */
export function pauseTitle(facts: PauseFacts, until: string | null, isMarked = false): string {
  const to = until === null ? '' : ` until ${until}`
  switch (facts.mode ?? 'paused') {
    case 'open':
      return `Kept open by a moderator${to}.`
    case 'slow':
      return `${isMarked ? 'One' : 'Slow mode: one'} ${once(facts)}${where(facts)}${to && `,${to}`}.`
    case 'premoderated':
      return `${what(facts)} are checked before they appear${to && `,${to}`}.`
    case 'members':
      return `${what(facts)} are for members only${to}.`
    case 'paused':
      return `${what(facts)} are paused${to}.`
    case 'closed':
      return `${what(facts)} are closed${to}.`
  }
}

/** What begins at a time, as a sentence. */
export function plannedTitle(facts: PauseFacts, at: string): string {
  const subject = what(facts)
  switch (facts.mode ?? 'paused') {
    case 'open':
      return `A moderator keeps comments open from ${at}.`
    case 'slow':
      return `Slow mode${where(facts)} begins at ${at}: one ${once(facts)}.`
    case 'premoderated':
      return `${subject} are checked before they appear from ${at}.`
    case 'members':
      return `${subject} are for members only from ${at}.`
    case 'paused':
      return `${subject} pause at ${at}.`
    case 'closed':
      return `${subject} close at ${at}.`
  }
}

/** A mode in passing, beside a stricter one: “slow mode until 18:00”. */
export function besideWords({ mode = 'paused', slowSeconds, scope }: PauseFacts, until: string | null): string {
  const to = until === null ? '' : ` until ${until}`
  const from = scope === 'site' ? ' on the whole site' : scope === 'section' ? ' in this section' : ''
  const names: Record<Mode, string> = {
    open: 'kept open',
    slow: `slow mode, one comment in ${intervalWords(slowSeconds ?? 60)}`,
    premoderated: 'comments are checked before they appear',
    members: 'for members only',
    paused: 'paused',
    closed: 'closed',
  }
  return `${names[mode]}${from}${to && `,${to}`}`
}

/** How it came about, where no person began it now; empty otherwise. */
export function originWords({ madeBy, endsAt, mode = 'paused' }: PauseFacts): string {
  const noun = mode === 'paused' ? 'pause' : 'rule'
  if (madeBy === 'heat') return `This ${noun} began by itself because many flags or comments came in at once.`
  if (madeBy !== 'schedule') return ''
  return endsAt ? `This is a regular ${noun}; it comes by itself.` : 'This happens by itself when a story gets older.'
}

/** What a reader whom it stops can still do. */
export function stillCan({ mode = 'paused', allowsEdits, scope }: PauseFacts): string {
  if (mode === 'members') return 'Everybody can still read, share and flag comments.'
  const own = mode === 'paused' && allowsEdits ? 'change or delete your own' : 'delete your own'
  const agree = mode === 'paused' && allowsEdits ? 'share, flag and agree with' : 'share and flag'
  const first = `You can still read, ${agree} comments, and ${own}.`
  return scope === 'branch' ? `${first} The rest of the thread is open.` : first
}

/** What a pause says to readers around the times. */
export const pauseWords = {
  since: 'Since',
  from: 'From',
  opensIn: (time: string) => `Opens again in ${time}`,
  endsIn: (time: string) => `Ends in ${time}`,
  opensAt: 'Opens again:',
  endsAt: 'Ends:',
  reviewIn: (clock: string, time: string) => `Moderators look at this again by ${clock}, in ${time}`,
  reviewBy: (clock: string) => `Moderators look at this again by ${clock}`,
  reviewPast: (clock: string) => `The review planned for ${clock} has not been made yet`,
  extended: 'Extended once by itself, because flags were still open.',
  also: (what: string) => `Also: ${what}.`,
  after: (what: string) => `After that: ${what}.`,
  closed: 'Comments on this story are closed.',
  stillClosed: 'You can still read, share and flag comments, and delete your own.',
  log: 'Log of decisions',
} as const
