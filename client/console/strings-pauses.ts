import { intervalWords, modeMarks } from '../ui/pause-words.ts'
import type { Mode, ReasonCode, Scope } from './shapes.ts'

/** The words for making, reading and ending a suspension. */

/** Sentences to start from; the moderator makes them their own. */
export const usualWords: Record<ReasonCode, string> = {
  heated: 'The discussion has become heated. We are pausing it for a while and will be back.',
  legal: 'We must pause comments on this story for legal reasons.',
  unverified_news: 'The facts of this story are still being checked. Comments open again when more is known.',
  privacy: 'Comments named people who are not part of the public story. We are looking through them.',
  brigading: 'Many comments are arriving at once from elsewhere. We are pausing to look through them.',
  misrepresentation_review: 'Moderators are checking reports that quote the story wrongly.',
  staffing: 'No moderator is on duty at the moment. Comments open again when somebody is.',
  technical: 'We are repairing something. Comments open again when it is done.',
  other: '',
}

const milderWords: Record<ReasonCode, string> = {
  heated: 'The discussion has become heated.',
  legal: 'For legal reasons we have to read carefully here.',
  unverified_news: 'The facts of this story are still being checked.',
  privacy: 'Comments named people who are not part of the public story.',
  brigading: 'Many comments are arriving at once from elsewhere.',
  misrepresentation_review: usualWords.misrepresentation_review,
  staffing: 'Few moderators are on duty at the moment.',
  technical: 'We are repairing something.',
  other: '',
}

/** The usual words for a reason under a mode; empty where there are none. */
export function usualFor(mode: Mode, code: ReasonCode): string {
  if (mode === 'open') return ''
  return mode === 'paused' || mode === 'closed' ? usualWords[code] : milderWords[code]
}

/** What a mode is called, what choosing it means, and the head of a suspension that stands. */
export const modes: Record<Mode, { name: string; choose: string; means: string; stands: string }> = {
  open: {
    name: modeMarks.open,
    choose: 'Keep open',
    means:
      'Open, although a schedule or the story’s age would shut it. What a moderator pauses is paused all the same.',
    stands: 'Commenting is kept open',
  },
  slow: {
    name: modeMarks.slow,
    choose: 'Slow mode',
    means: 'Each person can post one comment in a stated time.',
    stands: 'Slow mode',
  },
  premoderated: {
    name: modeMarks.premoderated,
    choose: 'Checked before they appear',
    means: 'Each comment waits until a moderator lets it through.',
    stands: 'Comments are checked before they appear',
  },
  members: {
    name: modeMarks.members,
    choose: 'Members only',
    means: 'Only members can write; everybody can read.',
    stands: 'Members only',
  },
  paused: {
    name: modeMarks.paused,
    choose: 'Pause',
    means: 'No reader can write until it opens again. The author and staff can post labelled notes.',
    stands: 'Commenting is paused',
  },
  closed: {
    name: modeMarks.closed,
    choose: 'Close',
    means: 'Nobody can write, staff included.',
    stands: 'Commenting is closed',
  },
}

export const slow = {
  label: 'One comment per person',
  every: (seconds: number) => `in ${intervalWords(seconds)}`,
  each: (seconds: number) => `one comment per person in ${intervalWords(seconds)}`,
}

/** Which stories a suspension covers, in the places where it is named. */
export const scopes = {
  /** As an answer to “where?”. */
  where: {
    site: 'The whole site',
    section: (section: string) => `Section ${section}`,
    story: 'This story',
    branch: 'One branch',
  },
  branchOf: (author: string) => `Under ${author}’s comment`,
  branchIn: (title: string) => `A branch in “${title}”`,
  /** Inside a sentence: “Pause commenting …?” */
  on: {
    site: 'on the whole site',
    section: (section: string) => `in the section ${section}`,
    story: 'on this story',
    branch: 'under one comment',
  } satisfies Record<Scope, string | ((section: string) => string)>,
}

export const pause = {
  title: 'Commenting',
  isOpen: 'Open: nothing is paused here.',
  isClosed: 'Closed. Readers cannot post here.',
  begin: 'Pause commenting',
  another: 'Another pause or mode',
  keepOpen: 'Keep this story open',
  checkFirst: 'Check comments before they appear',
  where: 'Where',
  chips: { site: 'Whole site', section: 'A section', story: 'A story', thisStory: 'This story', branch: 'One branch' },
  ofSection: (section: string) => `Section ${section}`,
  whichSection: 'Which section',
  chooseSection: 'Choose a section',
  sectionStories: (section: string, n: number) => `${section} (${n === 1 ? '1 story' : `${n} stories`})`,
  sectionMissing: 'Choose a section.',
  whichStory: 'Which story: part of its title',
  anotherStory: 'Another story',
  storyMissing: 'Choose a story.',
  mode: 'What',
  code: 'Kind of reason',
  chooseCode: 'Choose one',
  codeMissing: 'Choose the kind of reason.',
  reason: 'Reason, in words readers will see',
  useWords: 'Start from our usual words',
  starts: 'From',
  startsNow: 'Now',
  startsAt: 'Later',
  startLabel: 'Begins at',
  until: 'Until',
  presets: {
    m15: '15 min',
    m30: '30 min',
    h1: '1 hour',
    h3: '3 hours',
    morning: 'Tomorrow 08:00',
    at: 'Other time',
    review: 'No end yet',
  },
  morningAfter: 'The day after, 08:00',
  endLabel: { shut: 'Reopens at', other: 'Ends at' },
  reviewLabel: 'We look at it again at',
  zone: (zone: string) => `Your time, ${zone}.`,
  reopensAt: (time: string) => `Reopens at ${time}.`,
  endsAt: (time: string) => `Ends at ${time}.`,
  startMissing: 'Choose when it begins.',
  startFar: 'It can begin within the next 90 days.',
  untilMissing: 'Choose a time, so that a pause cannot quietly last for ever.',
  untilPast: 'Choose a time that is still to come.',
  untilBeforeStart: 'Choose a time after it begins.',
  untilFar: 'A pause can last 90 days at most.',
  next: 'Then',
  thenOpen: 'Open to everybody',
  thenFor: 'For',
  thenLengths: { m30: '30 minutes', h1: '1 hour', h3: '3 hours', day: '24 hours' },
  edits: 'People can correct what they have posted, and agree with comments',
  note: 'Private note',
  noteHint: 'For moderators only.',
  preview: 'What readers will see',
  check: 'Check and confirm',
  change: 'Change something',
  done: {
    paused: 'Commenting is paused.',
    closed: 'Commenting is closed.',
    slow: 'Slow mode holds.',
    premoderated: 'Comments are now checked before they appear.',
    members: 'Only members can write now.',
    open: 'The story is kept open.',
  } satisfies Record<Mode, string>,
  planned: 'It is planned.',
  onlyModerators: 'Moderators pause and reopen commenting.',
  onlyWhole: 'Moderators of the whole site change this.',
  arrived: 'This came meanwhile, from somebody else. What you have written here is kept.',
}

export const branch = {
  label: 'The comment at its top',
  find: 'Find it by words or name, or paste its link',
  missing: 'Choose the comment at the top of the branch.',
  none: 'No comment of this thread fits. Its link works as well.',
  notHere: 'That comment belongs to another story.',
  another: 'Another comment',
  empty: 'There are no comments yet.',
}

const low = (name: string) => `${name.charAt(0).toLowerCase()}${name.slice(1)}`

/** What stands over a suspension that does not simply hold. */
export const heads = {
  planned: (name: string) => `Planned: ${low(name)}`,
  branch: (name: string) => `One branch: ${low(name)}`,
  aside: (name: string) => `Set aside: ${low(name)}`,
}

/** How commenting on a story stands, in a list of stories. */
export const states = {
  open: 'Open',
  until: (time: string) => ` until ${time}`,
  review: (time: string) => `, review ${time}`,
  overdue: ', review overdue',
  wide: { site: ' (whole site)', section: ' (section)' },
}

/** A suspension on one line. */
export const lines = {
  line: (where: string, name: string, times: string) => `${where}: ${name.toLowerCase()} ${times}`,
  from: (time: string) => `from ${time}`,
  until: (time: string) => `until ${time}`,
  review: (time: string) => `with a review by ${time}`,
  forGood: 'without an end',
}

/** A suspension that stands, is planned, or is over. */
export const standing = {
  where: 'Where',
  from: 'From',
  since: 'Since',
  reopens: 'Reopens',
  ends: 'Ends',
  review: 'Review',
  remaining: (left: string) => `${left} left`,
  begins: (left: string) => `in ${left}`,
  ending: 'Ending',
  by: 'By',
  bySchedule: 'a schedule',
  byHeat: 'itself, because the story was heated',
  made: (by: string) => `By ${by}.`,
  follows: 'Follows what stands before it',
  extendedBySelf: 'Extended once by itself, because flags were still open.',
  edits: 'Corrections and agreeing are allowed.',
  note: 'Note',
  requests: (n: number) => (n === 1 ? '1 person asks for reopening' : `${n} people ask for reopening`),
  overdue: 'The review is overdue',
  overdueText: (time: string) =>
    `It was to be looked at by ${time}, and the notice tells readers that it has not been. Reopen it, or set a new date.`,
  readersSee: 'The notice readers see',
}
