import { duration } from '../ui/times.ts'
import type { SanctionKind, StaffSanction, Standing } from './shapes.ts'

// Words about people: what is known of them, and what moderators do about them.

const times = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

export const standing = {
  counted: (n: number) => (n === 1 ? 'appeal' : 'appeals'),
  toSanctions: 'Warnings, limits and bans',
  toRoles: 'Everybody and their roles',
  toPerson: 'All about this person',
  since: (day: string) => `Account since ${day}`,
  guestSince: (day: string) => `Guest since ${day}`,
  roles: { reader: 'reader', member: 'member', author: 'author', moderator: 'moderator', owner: 'owner' },
  countsTitle: 'Here so far',
  counts: {
    published: 'Comments published',
    approved: 'Let through by a moderator',
    waiting: 'Waiting',
    rejected: 'Rejected or sent back',
    removed: 'Removed',
    flags: 'Flags, last 180 days',
  },
  flags: ({ flagsUpheld, flagsUnfounded, flagsOpen }: Standing['counts']) =>
    `${flagsUpheld} upheld, ${flagsUnfounded} unfounded, ${flagsOpen} open`,
  findingsTitle: 'Findings on their comments',
  noFindings: 'None.',
  casesTitle: 'Earlier decisions',
  writtenTitle: 'Last comments',
  noWritten: 'They have not written here.',
  noneInOwn: 'They have not written in your sections.',
  ownAlone:
    'You see comments, decisions and sanctions of your sections, sanctions of the whole site, and numbers of everything.',
  gone: 'Deleted by its writer',
  states: {
    visible: 'published',
    pending: 'waits for a moderator',
    approved: 'let through, waits for reopening',
    returned: 'sent back',
    rejected: 'rejected',
    deleted: 'deleted',
    removed: 'removed',
  },
} as const

export const notes = {
  title: 'Private notes',
  hint: 'For moderators and owners. The person never sees them.',
  none: 'No notes yet.',
  label: 'Add a note',
  add: 'Add the note',
  added: 'The note was added.',
  remove: 'Delete',
  removeOf: (by: string) => `Delete the note by ${by}`,
  removed: 'The note was deleted.',
  somebody: 'Somebody who has left',
} as const

const marks: Record<SanctionKind, string> = { warn: 'Warning', limit: 'Limit', ban: 'Ban' }

export const sanction = {
  title: 'Warnings, limits and bans',
  none: 'Nothing so far.',
  marks,
  openers: { warn: 'Warn', limit: 'Limit', ban: 'Ban' },
  actsLabel: 'What to do about this person',
  formTitle: (kind: SanctionKind, name: string) =>
    ({ warn: `Warn ${name}`, limit: `Limit ${name}`, ban: `Ban ${name}` })[kind],
  confirm: { warn: 'Send the warning', limit: 'Limit', ban: 'Ban' },
  done: (kind: SanctionKind, name: string) =>
    ({ warn: `${name} was warned.`, limit: `${name} is limited.`, ban: `${name} is banned.` })[kind],
  rule: 'Rule',
  choose: 'Choose a rule',
  ruleMissing: 'Choose the rule that was broken.',
  reason: 'Reason, as the person reads it',
  reasonHint: 'What they did, and what you ask of them. Nobody else but staff reads it.',
  how: 'How',
  checked: 'Comments are checked first',
  interval: 'One comment at an interval',
  intervalLabel: 'Time between two comments',
  until: 'Until when',
  ends: { d1: '1 day', d7: '7 days', d30: '30 days', d90: '90 days', at: 'A date…', review: 'Until reviewed' },
  endAt: 'End',
  reviewAt: 'Review by',
  endMissing: 'Choose an end.',
  endWrong: 'Choose a time within a year that is still to come.',
  reviewHint: 'It ends by itself 14 days after this day if nobody reviews it.',
  where: 'Where',
  wholeSite: 'The whole site',
  oneSection: 'One section',
  section: 'Name of the section',
  sectionMissing: 'Name the section.',
  chooseSection: 'Choose a section',
  unnamedSection: 'the section that you name',
  onSite: 'on the whole site',
  onlyIn: (section: string) => `Only in ${section}`,
  ownHint: 'You moderate your sections alone, so it holds in this one.',
  led: 'Comments that led to it',
  ledHint: 'The person sees which. Those you choose here are named to them.',
  note: 'Private note',
  effectsTitle: 'What happens',
  previewTitle: 'What the person reads',
  by: (name: string | null) => (name ? `by ${name}` : 'by somebody who has left'),
  holds: 'in force',
  unread: 'not read yet',
  section_: (section: string) => `in ${section}`,
  history: (count: number) => `History, ${times(count, 'step', 'steps')}`,
  steps: {
    made: 'Made',
    acknowledged: 'Read by the person',
    changed: 'Changed',
    lifted: 'Ended early',
    error: 'Taken back, made in error',
    appealed: 'Appealed',
    appeal_upheld: 'Appeal turned down',
    appeal_lifted: 'Appeal granted',
    over: 'Over',
  },
  byItself: 'by itself',
  before: (facts: string) => `Before: ${facts}`,
  undo: 'Made in error',
  undoHint: 'Within ten minutes. It counts nowhere then, and only this history tells of it.',
  end: 'End early',
  change: 'Change',
  judge: 'Decide the appeal',
  appealSays: 'The person writes',
  why: 'Why, for staff',
  answer: 'Why; the person reads it',
  decision: 'Decision',
  uphold: 'It stands',
  lift: 'Lift it now',
  wasRight: 'It was right',
  wasWrong: 'It should not have been made',
  send: { undo: 'Take it back', end: 'End it now', change: 'Change it', judge: 'Send the decision' },
  decisionMissing: 'Choose a decision.',
  saved: 'Done.',
  otherJudges: 'An appeal waits. A moderator who neither made nor changed it decides it.',
} as const

export const sanctionLists = {
  title: 'Warnings, limits and bans',
  tabs: { appeals: 'Appeals', reviews: 'Reviews due', holding: 'In force' },
  tabsLabel: 'Lists',
  none: {
    appeals: 'No appeal waits.',
    reviews: 'No review is due.',
    holding: 'Nobody is limited or banned.',
  },
  noneInOwn: 'Nobody is limited or banned in your sections.',
  hint: 'What waits longest comes first. To warn, limit or ban somebody, open their name beside a case or a held comment.',
} as const

/** Erasing a guest, who has no account from which to do it. */
export const guest = {
  title: 'Guest',
  hint: 'A guest has no account, so only an owner can erase what is kept of one: the name, and the address if one was given.',
  open: 'Erase this guest',
  words: 'Their comments',
  keep: 'Stay, without the name',
  delete: 'Lose their words',
  choose: 'Choose what becomes of their comments.',
  after: 'This cannot be undone.',
  erase: 'Erase',
  done: (name: string) => `${name} is being erased.`,
} as const

/** Where a sanction stands, in a few words. */
export function standsAs(one: StaffSanction, write: (iso: string) => string): string {
  if (one.ended === 'error') return 'made in error, counts nowhere'
  if (one.ended === 'acknowledged') return 'read by the person'
  if (one.ended)
    return `${{ over: 'over', lifted: 'ended early', appeal: 'lifted on appeal' }[one.ended]} ${one.endedAt ? write(one.endedAt) : ''}`
  if (one.kind === 'warn') return sanction.unread
  if (one.reviewAt) return `in force, to be reviewed by ${write(one.reviewAt)}`
  return `in force until ${one.endsAt ? write(one.endsAt) : ''}`
}

interface Terms {
  kind: SanctionKind
  slowSeconds: number | null
  section: string
  /** When it ends or is reviewed; null while that is not chosen. */
  at: string | null
  isReview: boolean
}

/** What follows from what is being filled in, before it is done. */
export function effectsOf({ kind, slowSeconds, section, at, isReview }: Terms, name: string): string[] {
  const where = section ? `in ${section}` : 'anywhere on the site'
  const end =
    at && (isReview ? `A review is due by ${at}; 14 days later it ends by itself.` : `It ends by itself on ${at}.`)
  const told = `${name} is told at once, with the rule and your reason, in a notice and in the place of the form.`
  if (kind === 'warn')
    return [
      `${name} cannot write ${where} until they have said that they have read it: once is enough.`,
      'A text they send before is kept as their draft.',
      'It stays in their standing; nothing else follows from it.',
    ]
  const what =
    kind === 'ban'
      ? [
          `${name} cannot comment, edit, agree, flag or report ${where}, on any page, from the moment you are told that it is done.`,
          'They can still read, follow, delete their comments, answer in cases, and report what is against the law. Texts they send are kept as drafts.',
          'What they wrote before stays as it is.',
        ]
      : slowSeconds === null
        ? [
            `Each new comment of ${name} ${where} waits in the queue until a moderator lets it through.`,
            'They cannot change comments that are public.',
          ]
        : [
            `${name} can post one comment in ${duration(slowSeconds * 1000)} ${where}; texts sent sooner are kept as drafts.`,
          ]
  return [
    ...what,
    told,
    ...(end ? [end] : []),
    'They can appeal once; another moderator decides.',
    'The public log gets an entry that does not say whom or what it is about.',
  ]
}
