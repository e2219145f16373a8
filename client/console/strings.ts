/** Every word the console says, in one place. */

export const shell = {
  name: 'Console',
  skip: 'Skip to the main part',
  nav: 'Console',
  cases: 'Cases',
  desk: 'Desk',
  stories: 'Stories',
  pauses: 'Pauses',
  figures: 'Figures',
  people: 'People',
  settings: 'Settings',
  asked: 'to look at',
  log: 'Public log',
  account: 'your account',
  signOut: 'Sign out',
  keys: 'Keyboard',
  roles: { owner: 'Owner', moderator: 'Moderator', author: 'Author', none: 'Reader' },
  signedOutTitle: 'Sign in to use the console',
  signedOut: 'Moderators, authors and the owner of this site work here.',
  signIn: 'Sign in',
  noOfficeTitle: 'This is where moderators and authors work',
  noOffice: (name: string) =>
    `You are signed in as ${name}, who is a reader here. Readers write and flag on the story pages; nothing in the console is yours to do. If you should be an author or a moderator, ask the owner of this site.`,
  toFront: 'Go to the front page',
  unknownTitle: 'There is no such page',
  unknown: 'The address may be mistyped, or the page may have moved.',
  offline: 'You are offline. What you see may be out of date; what you type is kept.',
  expired: 'You have been signed out. What you typed is kept in this tab.',
  signInAgain: 'Sign in again',
  officeChanged: 'What you do here was changed by an owner of this site.',
}

export const common = {
  loading: 'Loading',
  retry: 'Try again',
  failed: 'This could not be loaded.',
  more: 'Show more',
  cancel: 'Cancel',
  search: 'Search',
  optional: 'optional',
  left: (n: number) => (n === 1 ? '1 character left' : `${n} characters left`),
  over: (n: number) => (n === 1 ? '1 character too many' : `${n} characters too many`),
  tooShort: (min: number) => `Write at least ${min} characters.`,
  tooLong: (max: number) => `Write at most ${max} characters.`,
  newTab: '(opens in a new tab)',
  noStory: 'No story found.',
}

export const stories = {
  title: 'Stories',
  own: 'Your stories',
  search: 'Search titles',
  column: { title: 'Story', section: 'Section', comments: 'Comments', cases: 'Open cases', state: 'Commenting' },
  none: 'There is no story yet. A story begins here when its page is first opened.',
  noneOwn: 'You are not named as the author of a story yet. The owner of this site can do that.',
  noneFound: (search: string) => `No title contains “${search}”.`,
  arrivals: (n: number) => (n === 1 ? 'Show 1 new story' : `Show ${n} new stories`),
  comments: (n: number) => (n === 1 ? '1 comment' : `${n} comments`),
  publicPage: 'Public page',
  publicLog: 'Log of this story',
}

export const people = {
  title: 'People',
  search: 'Search names and e-mail addresses',
  since: (date: string) => `since ${date}`,
  none: 'Nobody found.',
  reader: 'Reader',
  member: 'Member',
  moderator: 'Moderator',
  owner: 'Owner',
  authorOf: (n: number) => (n === 1 ? 'Author of 1 story' : `Author of ${n} stories`),
  change: (name: string) => `Change the roles of ${name}`,
  changeShort: 'Change roles',
  rolesOf: (name: string) => `Roles of ${name}`,
  means: {
    reader: 'Every account can read, write, reply and flag.',
    member: 'Can also write where only members may.',
    moderator:
      'Pauses and reopens commenting, decides cases, publishes updates: on every story, or on those of sections.',
    owner: 'All that a moderator does, and gives and takes roles.',
  },
  where: (role: string) => `Where ${role} holds`,
  wholeSite: 'Whole site',
  someSections: 'Some sections only',
  noSections: 'No story has a section yet.',
  chooseSection: 'Choose one section at least.',
  inSections: (role: string, sections: readonly string[]) => `${role} of ${sections.join(' and ')}`,
  authored: {
    legend: 'Author of',
    hint: 'Publishes updates on the story and sees its cases; never decides them. Comments carry the word “Author”.',
    add: 'Add a story by its title',
    removeShort: 'Remove',
    remove: (title: string) => `No longer author of ${title}`,
  },
  save: 'Save roles',
  saved: (name: string) => `The roles of ${name} are saved.`,
  lastOwner: 'This is the only owner. Make somebody else an owner first; without one, nobody could give roles.',
  you: 'you',
  selfWarning: 'You are taking your own owner role away. You will leave this page when you save.',
}

/** Keys that do one thing each stand with two spaces between them. */
type Keys = readonly (readonly [keys: string, meaning: string])[]
interface KeyGroup {
  title: string
  keys: Keys
}

/** The keys of each office: nobody is shown one that does nothing for them. */
function keysByOffice(): Record<'owner' | 'moderator' | 'author', readonly KeyGroup[]> {
  const rows: Keys = [
    ['j', 'Next row'],
    ['k', 'Row before'],
    ['Enter', 'Open the row'],
    ['Esc', 'From what is open back to the list'],
  ]
  const desk: Keys = [
    ['a', 'Publish the comment'],
    ['r', 'Reject it; remove one that is published'],
    ['s', 'Send it back to be revised'],
    ['1 – 5', 'In those forms: take a usual reason'],
    ['c', 'Fold one that is published under a note'],
    ['p', 'Pin it, or take the pin off'],
    ['n', 'A note on it for other moderators'],
    ['t', 'Take it over from somebody'],
    ['w', 'To its writer, to warn, limit or ban'],
    ['u', 'Undo what was done last, for ten seconds'],
    ['x  Space', 'Select it, for several at once'],
    ['*', 'Select all shown, or none'],
    ['g r  g m  g a', 'Queues: reported, misrepresentation, appeals'],
    ['g p  g f  g o', 'To be checked, first comments, waiting for reopening'],
    ['g l  g h', 'All comments, decisions'],
  ]
  const judging: Keys = [
    ['t', 'Take it, or take it over'],
    ['v', 'Begin the review'],
    ['a', 'Ask the person for a reply'],
    ['d', 'To the decision'],
    ['z', 'Undo a finding that nobody was told yet'],
    ['p', 'Publish it, or tell them, now'],
    ['s', 'Confirm as second moderator'],
    ['n', 'A note for other moderators'],
  ]
  const answer: Keys = [['u', 'Answer with an update']]
  const everywhere: Keys = [
    ['Ctrl + Enter', 'Send the form you are in'],
    ['/', 'To the search field'],
    ['?', 'This sheet'],
  ]
  const lists: KeyGroup = { title: 'In lists', keys: rows }
  const staff = (more: Keys): KeyGroup[] => [
    lists,
    { title: 'At the desk', keys: desk },
    { title: 'In a case', keys: [...judging, ...answer] },
    { title: 'On the page of a person', keys: [['w  l  b', 'Warn, limit, ban']] },
    { title: 'In pauses', keys: [['n', 'A new pause']] },
    {
      title: 'Everywhere',
      keys: [...everywhere, ['1  2  3  4  5  7', 'Desk, cases, stories, pauses, people, figures'], ...more],
    },
  ]
  return {
    owner: staff([['6', 'Settings']]),
    moderator: staff([]),
    author: [
      lists,
      { title: 'In a case', keys: answer },
      { title: 'Everywhere', keys: [...everywhere, ['1  3  7', 'Cases, stories, figures']] },
    ],
  }
}

export const help = {
  title: 'Keyboard',
  close: 'Close',
  on: 'Single keys act',
  onHint: 'Turn this off if you dictate, or if keys act when you do not mean them to. Ctrl + Enter always works.',
  keys: keysByOffice(),
}
