import type { Mode } from './shapes.ts'
import { slow } from './strings-pauses.ts'

/** What a suspension will do, in plain sentences: said before it is done. */

export const who = {
  readers: 'Readers',
  members: 'Members',
  both: 'Readers and members',
  office: 'The author and moderators',
  everybody: 'Everybody',
}

const reading = 'can read, share and flag, and delete their own comments.'
const kept = 'What they are writing is kept as a draft.'

export const can = {
  nothing: `${reading} They cannot post, reply, edit or agree. ${kept}`,
  correctOnly: `${reading} They can correct what they have posted and agree with comments, but not post or reply. ${kept}`,
  slowly: (seconds: number) => `can post ${slow.each(seconds)}. A text that comes sooner is kept as a draft.`,
  held: 'can post, but only they see a comment until a moderator lets it through. They cannot edit what is public.',
  always: 'can post, reply and edit as always.',
  labelled: 'can post notes, which are labelled, and publish updates.',
  updatesOnly: 'cannot post comments either. They can still publish updates.',
  keptOpen:
    'can post as always, even while a schedule or the story’s age would shut it. What a moderator or heat has paused stays paused.',
}

type In = { where: string }
const shut: Record<Mode, (at: In) => string> = {
  paused: ({ where }) => `Pause commenting ${where}?`,
  closed: ({ where }) => `Close commenting ${where}?`,
  slow: ({ where }) => `Begin slow mode ${where}?`,
  premoderated: ({ where }) => `Check comments before they appear ${where}?`,
  members: ({ where }) => `Let only members write ${where}?`,
  open: ({ where }) => `Keep commenting open ${where}?`,
}

const act: Record<Mode, string> = {
  paused: 'Pause',
  closed: 'Close',
  slow: 'Slow mode',
  premoderated: 'Check first',
  members: 'Members only',
  open: 'Keep open',
}

export const effects = {
  title: (mode: Mode, where: string) => shut[mode]({ where }),
  wideSite: (n: number) => `This reaches the whole site: all ${n} stories, and every story begun while it stands.`,
  wideSection: (section: string, n: number) =>
    `This reaches the whole section ${section}: ${n === 1 ? 'its 1 story' : `all ${n} stories`}, and every story begun in it while it stands.`,
  branch: 'It holds under one comment. The rest of the thread goes on.',
  count: {
    stories: 'Stories reached',
    recentComments: 'Comments in the last hour',
    drafts: 'Unfinished texts',
    held: 'Comments that wait',
    openFlags: 'Open flags',
  },
  draftsKept: 'Unfinished texts stay with their writers and come back when it opens.',
  standing: 'What holds there already',
  strictest: 'The strictest wins; each forbids what it forbids beside the others.',
  begins: (time: string) => `It begins by itself at ${time}.`,
  reopens: (time: string) => `It reopens by itself at ${time}.`,
  endsBySelf: (time: string) => `It ends by itself at ${time}.`,
  thenMode: (words: string, time: string) => `Then ${words}, until ${time}; then open.`,
  /** What follows, in passing. */
  following: {
    slow: (seconds: number) => `slow mode (${slow.each(seconds)})`,
    premoderated: () => 'comments are checked before they appear',
    members: () => 'only members can write',
  },
  review: (time: string) =>
    `It stays until somebody ends it. If that has not happened by ${time}, the notice says so and the console raises it.`,
  extends: (limit: number) =>
    `If ${limit === 1 ? 'a flag is' : `${limit} or more flags are`} still open when it ends, it is extended once by itself, for as long as it lasted but an hour at most, and a moderator is asked.`,
  log: 'The reason, the times and your role go into the public log; your name does not.',
  sameStands: (line: string) => `${line}. It can be extended instead; what you have written here is kept.`,
  unknown: 'How many it reaches could not be counted. It can be done all the same.',
  confirm: (mode: Mode, wide: string, times: string) => `${act[mode]}${wide && ` ${wide}`} ${times}`,
  wide: { site: 'the whole site', section: 'the section', branch: 'this branch', story: '' },
  wideOther: { site: 'on the whole site', section: 'in the section', branch: 'on this branch', story: '' },
  untilTime: (time: string) => `until ${time}`,
  fromUntil: (from: string, time: string) => `from ${from} until ${time}`,
  untilReopened: 'until reopened',
  untilEnded: 'until ended',
}
