const plural = (count: number, one: string, other: string) => `${count} ${count === 1 ? one : other}`

/** What the widget says where commenting is not plainly open; loaded with the code for that. */
export const strings = {
  draftKept: 'Your draft is kept. You can go on writing; it can be posted when comments are open again.',
  draftKeptMembers: 'Your draft is kept. It can be posted by members, or when comments are open to all again.',
  draftKeptShort: 'Your draft is kept.',
  editChecked: 'What is public already cannot be changed meanwhile.',
  openAgain: 'Comments are open again.',
  draftReady: 'Your draft is ready.',
  openAgainDraft: 'Comments are open again: your draft is ready.',
  repliesAgain: 'Replies are open again.',
  repliesAgainDraft: 'Replies are open again: your draft is ready.',
  slowEnded: 'Slow mode has ended.',
  checkedEnded: 'Comments appear at once again.',
  membersEnded: 'Everybody can comment again.',
  membersSignIn: 'Members write here as always.',

  // The button of a form
  postIn: (wait: string) => `Post in ${wait}`,
  canPost: 'You can post now.',
  barred: 'Not possible now',
  checkedFirst: 'Your comment goes to a moderator first.',

  // What changed meanwhile
  meanwhile: (what: string[]) => `Meanwhile: ${what.join(', ')}.`,
  newComments: (count: number) => plural(count, 'new comment', 'new comments'),
  newReplies: (count: number) => plural(count, 'new reply to the same comment', 'new replies to the same comment'),
  updates: (count: number) => plural(count, 'update', 'updates'),
  update: (number: number) => `UPDATE ${number}`,
  notes: (count: number) => plural(count, 'note beside a comment', 'notes beside comments'),
  parentEdited: 'the comment you answer was edited',
  parentDeleted: 'the comment you answer was deleted',

  // Asking
  ask: 'Ask to reopen',
  askSignIn: 'Sign in and ask to reopen',
  asking: 'Asking…',
  asked: (count: number) => `You have asked. ${count === 1 ? '1 person has.' : `${count} people have.`}`,
  notAsked: (detail: string) => `That did not work. ${detail}`,

  // Branches
  branchMore: 'Why',
} as const
