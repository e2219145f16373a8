import { ruleNames } from '../ui/words.ts'
import type { CaseKind, CaseQueue, CaseState, CaseSummary, Match } from './shapes.ts'

/** The words of the list of cases, and of a case as it is read. */

export const queueNames: Record<CaseQueue, string> = {
  open: 'Open',
  mine: 'Mine',
  waiting: 'Waiting',
  appeals: 'Appeals',
  decided: 'Decided',
  ended: 'Ended',
}

/** What each queue holds, for whoever points at its tab. */
export const queueMeanings: Record<CaseQueue, string> = {
  open: 'Wait for a moderator',
  mine: 'In your own hands',
  waiting: 'Wait for the reply of the person concerned',
  appeals: 'To be judged again, by another moderator',
  decided: 'Have a finding',
  ended: 'Ended without a finding',
}

export const kindNames: Record<CaseKind, string> = {
  misrepresentation: 'Misrepresentation',
  conduct: 'Conduct',
  illegal: 'Illegal content',
}

/** The states of a case, in the middle of a line. */
const stateWords: Record<CaseState, string> = {
  submitted: 'new',
  triage: 'taken',
  review: 'in review',
  waiting_reply: 'waiting for a reply',
  awaiting_second: 'waits for a second moderator',
  decided: 'not public yet',
  published: 'published',
  appealed: 'under appeal',
  closed: 'closed',
  corrected: 'corrected by the writer',
  withdrawn: 'withdrawn',
  gone: 'the comment is gone',
}

/** Of cases that are never public: the people in them are told. */
const toldWords: Partial<Record<CaseState, string>> = { decided: 'not told yet', published: 'told' }

export function isState(name: string | null): name is CaseState {
  return name !== null && name in stateWords
}

/** Where a case stands, in the middle of a line. */
export function stateName(state: CaseState, kind: CaseKind): string {
  return (kind === 'misrepresentation' ? undefined : toldWords[state]) ?? stateWords[state]
}

const queues: Partial<Record<CaseState, CaseQueue>> = {
  waiting_reply: 'waiting',
  decided: 'decided',
  published: 'decided',
  closed: 'decided',
  corrected: 'ended',
  withdrawn: 'ended',
  gone: 'ended',
}

/** The queue a case is found in. */
export function queueOf(state: CaseState): CaseQueue {
  return queues[state] ?? 'open'
}

/** What a case is about, in a word or two. */
export function kindWords({ kind, outsidePostId, flagKinds }: CaseSummary): string {
  if (outsidePostId) return 'Elsewhere'
  if (kind !== 'conduct') return kindNames[kind]
  return flagKinds.length > 0 ? flagKinds.map((code) => ruleNames[code]).join(', ') : kindNames.conduct
}

export const queueWords = {
  title: 'Cases',
  ofStories: 'Cases about your stories',
  which: 'Which cases',
  kind: 'Kind',
  allKinds: 'All kinds',
  reported: 'Conduct and illegal content',
  none: {
    open: 'No open cases. New flags appear here by themselves.',
    mine: 'You have no case in hand. Take one from the open cases.',
    waiting: 'No case waits for a reply.',
    appeals: 'Nobody appeals a finding.',
    decided: 'No case has been decided yet.',
    ended: 'No case has ended without a finding.',
  } satisfies Record<CaseQueue, string>,
  sanctionAppeals: (n: number) =>
    n === 1 ? '1 appeal against a limit or ban' : `${n} appeals against limits and bans`,
  sanctionAppealsAt: 'Decided under People, beside what was done before',
  noneHere: 'No cases about this story.',
  choose: 'Choose a case, or press j and k to go through them.',
  arrivals: (n: number) => (n === 1 ? 'Show 1 new' : `Show ${n} new`),
  handled: (n: number) => `Put ${n} handled away`,
  gone: 'Handled',
  flags: (n: number) => (n === 1 ? '1 flag' : `${n} flags`),
  weight: (weight: number) => `weight ${weight.toFixed(1)}`,
  yours: 'yours',
  theirs: (name: string) => `${name} is on it`,
  update: (n: number) => `UPDATE ${n} answers it`,
  due: (time: string) => `due in ${time}`,
  overdue: (time: string) => `overdue by ${time}`,
}

export const matches: Record<Match['how'], (score: number | null) => string> = {
  exact: () => 'Found word for word',
  normalised: () => 'Found, with different quotation marks, spacing or capitals',
  fuzzy: (score) => `Found, worded a little differently (${Math.floor((score ?? 0) * 100)} % the same)`,
  absent: () => 'Not found in the text',
}

export const file = {
  previous: 'Previous case',
  next: 'Next case',
  all: 'All cases',
  flagged: 'Flagged',
  opened: 'Opened by a moderator',
  answer: 'Answer with an update',
  publicPage: 'Public page',
  wrote: 'They wrote',
  says: 'It says',
  comment: 'The comment',
  commentBy: (name: string) => `${name}, in a comment`,
  posted: (name: string, host: string) => `${name}, on ${host}`,
  sources: { story: 'In the story', comment: 'In another comment', update: 'In an update' },
  whole: 'Show the whole text',
  part: 'Show the passage only',
  translation: 'Translation',
  inTranslation: 'The claim was found in the translation.',
  original: (language: string) => `As posted, in ${language}`,
  origin: (name: string) => `First written, it is said, by ${name}.`,
  links: {
    unchecked: 'Whether it is still there was not checked.',
    alive: 'It was still there',
    gone: 'It was gone',
    unreachable: 'The site did not answer',
    refused: 'The site did not let this server look',
  },
  changed: {
    edited: 'Edited since it was flagged. It stands here as it was flagged.',
    now: 'As it stands now',
    deleted: 'Its writer has deleted it since. It stands here as it was flagged.',
    removed: 'It was removed, and readers see a line in its place. It stands here as it was flagged.',
    hidden: 'Readers do not see it now. It stands here as it was flagged.',
    source: 'Changed since it was quoted.',
    hearsay:
      'This text came from a reader’s browser, and no other reader’s has confirmed it yet. Compare it with the page itself.',
    stands: 'The quoted passage still stands in it.',
    standsAlmost: 'The quoted passage still stands in it, with small differences in typography.',
    standsOtherwise: 'The quoted passage is worded differently in it now.',
    passageGone: 'The quoted passage is not in it any more.',
  },
  flagsTitle: 'Why it was flagged',
  flag: {
    weight: (weight: number) => `weight ${weight.toFixed(2)}`,
    by: (name: string) => `by ${name}`,
    withdrawn: 'Withdrawn',
    law: 'Law or right named',
    nothing: 'No words were added.',
  },
  people: {
    title: 'Who they are',
    hint: 'What they did here before; findings are those of the last 180 days. Weight orders the queue; it decides nothing.',
    column: {
      who: 'Person',
      since: 'Account since',
      comments: 'Comments',
      removed: 'Removed',
      flags: 'Their flags',
      weight: 'Weight',
      against: 'Findings against',
    },
    wroteIt: 'wrote it',
    flaggedIt: 'flagged it',
    none: 'none',
    flags: (upheld: number, denied: number, open: number) => {
      const said = [
        upheld > 0 && `${upheld} upheld`,
        denied > 0 && `${denied} not upheld`,
        open > 0 && `${open} open`,
      ].filter(Boolean)
      return said.length > 0 ? said.join(', ') : 'none'
    },
    noAccount: (name: string) => `${name} has no account here.`,
  },
  notes: {
    title: 'Notes',
    hint: 'Read by moderators only, never by the people in the case.',
    label: 'A note for other moderators',
    add: 'Add note',
    added: 'The note is kept with the case.',
    empty: 'Write the note.',
  },
  rounds: {
    title: 'Appeal',
    earlier: (round: number) => `Round ${round}`,
    by: { concerned: 'wrote it, and appeals', flagger: 'flagged it, and appeals' },
    standsMeanwhile: 'The finding stands, with a word that it is under appeal, until you decide.',
  },
  reach: {
    title: 'Reach',
    would: (n: number) =>
      n === 0
        ? 'Published beside the comment, a finding would tell nobody beyond the people in the case.'
        : `Published beside the comment, a finding would tell ${n === 1 ? '1 person' : `${n} people`} beyond those in the case:`,
    beyond: (heads: string) => `Beyond those in the case: ${heads}.`,
    told: (told: number, read: number) => `Told ${told === 1 ? '1 person' : `${told} people`}; ${read} read it.`,
    heads: {
      replied: 'replied',
      agreed: 'agreed',
      quoted: 'quoted it',
      subscribed: 'follow the story',
    },
    hint: 'Some may be counted under several heads. Each is told once.',
  },
  steps: {
    title: (n: number) => (n === 1 ? '1 step in the log' : `${n} steps in the log`),
    entry: (n: number) => `entry ${n}`,
    roles: {
      reader: 'a reader',
      author: 'the author',
      moderator: 'a moderator',
      owner: 'the owner',
      automatic: 'by itself',
    } as Record<string, string>,
    names: {
      open: 'Flagged',
      take: 'Taken in hand',
      release: 'Laid down',
      begin_review: 'Review begun',
      mark: 'Marked: about the site’s staff, or not',
      ask_reply: 'Reply asked for',
      reply: 'Reply given',
      waive: 'Reply declined',
      lapse: 'Time for a reply over',
      decide: 'Finding recorded',
      second: 'Finding confirmed',
      decline: 'Finding not confirmed',
      undo: 'Finding undone',
      publish: 'Finding published',
      appeal: 'Appealed',
      join_appeal: 'Appealed as well',
      close: 'Closed',
      correct: 'Corrected by the writer',
      reopen: 'Opened again',
      withdraw: 'Flags withdrawn',
      resubmit: 'Flagged again',
      vanish: 'The comment is gone',
      answer: 'Answered by the author',
      unanswer: 'The author took the answer back',
      correct_post: 'Put right whose post it is',
      'case.flagged': 'Flagged',
      'case.decided': 'Finding made public in the log',
      'case.appealed': 'Appeal made public in the log',
    } as Record<string, string>,
    /** Of cases that are never public. */
    told: { publish: 'The people in it told' } as Record<string, string>,
  },
  putRight: {
    open: 'Put right…',
    title: 'Whose post is it?',
    hint: 'For every case about this post. The names stand in what readers see under the story.',
    postedBy: 'Posted by',
    postedByMissing: 'Say whose account it stands under.',
    originatedBy: 'First written by, if that is somebody else',
    save: 'Put right',
    done: 'It is put right.',
  },
}
