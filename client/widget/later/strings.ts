/** What the widget says once it can send; loaded with the code for that. */
export const strings = {
  editYours: 'Edit your comment',
  save: 'Save',
  nothingWritten: 'There is nothing to post yet.',
  commentPosted: 'Your comment is posted.',
  saved: 'Your changes are saved.',
  anotherKept: 'Another draft is kept',
  earlierKept: 'An earlier draft is kept',
  showIt: 'Show it',
  notSent: (detail: string) => `Not sent. ${detail} Your text is kept.`,
  notSaved: (detail: string) => `Not saved. ${detail} Your text is kept.`,
  tooFast: (wait: string) => `Not sent: a lot came from here in a short time. Try again in ${wait}. Your text is kept.`,
  parentGone:
    'The comment you are answering was deleted meanwhile. Your text is kept; you can post it as a comment of its own.',
  conflict: 'You changed this comment elsewhere meanwhile. Your text is kept. The newer words:',
  conflictKeep: 'Put my text in their place',
  conflictTake: 'Take the newer words',
  deleteDone: 'Your comment was deleted.',

  // What a thread is to the reader
  follow: 'Follow this story',
  followed: 'You follow this story. You are told of its updates and findings.',
  unfollowed: 'You do not follow this story any more.',
  notices: 'Notices',
  unread: (count: number) => `${count} not read`,
  noticesNotLoaded: 'Your notices could not be loaded. Please try again.',

  // Coming back
  sinceLabel: 'Since your last visit',
  since: (when: string) => `Since you were here ${when}:`,
  updateNumber: (number: number) => `UPDATE ${number}`,
  noteBeside: (name: string) => `a note beside a comment by ${name}`,
  andMore: (count: number) => `${count} more`,
  sincePartly: 'Notes on comments further down are not counted.',
  dismiss: 'Dismiss',

  // One's own comments that are not public
  held: 'Held',
  heldPending: 'A moderator looks at it before others see it.',
  heldApproved: 'A moderator has let it through. It is published when comments open again.',
  rejected: 'Not published',
  rejectedWords: 'A moderator did not publish this, and writes:',
  rejectedBare: 'A moderator did not publish this.',
  onlyYou: 'Only you see this.',
  deleteHeld: 'Delete',
  writeAnew: 'Write it anew',
  published: 'Your comment is published.',
} as const
