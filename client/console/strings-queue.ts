/** The words of the queue of held comments, and of notes written in a thread from here. */

export const queue = {
  title: 'Queue',
  which: 'Which comments',
  pending: 'To be checked',
  approved: 'Waiting for reopening',
  none: 'Nothing waits to be checked. Comments that are held appear here by themselves.',
  noneApproved: 'Nothing waits for reopening.',
  approvedHint: 'These are checked. They are published a few at a time when commenting reopens, or at once from here.',
  under: 'Under',
  answers: (name: string) => `Answers ${name}`,
  by: (name: string) => `Comment by ${name}`,
  approve: 'Publish',
  reject: 'Reject',
  whenTitle: (state: string) => `Commenting there is not open: ${state}. When shall it appear?`,
  branchShut: 'this branch is paused',
  now: 'Publish now',
  atReopening: 'At reopening',
  cancel: 'Not yet',
  reason: 'Reason, told to the writer',
  usual: 'Usual reasons',
  usualReasons: [
    [
      'Personal attack',
      'Your comment attacks a person rather than what they said. Write it again without that and it will be read again.',
    ],
    ['Off topic', 'Your comment is not about this story.'],
    ['Private details', 'Your comment gives private details of somebody who is not part of the public story.'],
    [
      'Not a fact',
      'Your comment states as fact something that is not known. Say where it is from, or write it as your opinion.',
    ],
  ] as const,
  confirmReject: 'Reject and tell the writer',
  outcome: {
    visible: 'Published',
    approved: 'Will be published at reopening',
    rejected: 'Rejected',
    gone: 'Decided by somebody else, or withdrawn',
  },
  said: (name: string, outcome: string) => `${name}: ${outcome.toLowerCase()}.`,
  conflict:
    'Nothing was done: its writer changed it, or somebody decided it, a moment ago. It is shown as it stands now.',
  conflictGone: 'Nothing was done: somebody else was faster, or its writer has withdrawn it.',
  handled: (n: number) => `Put ${n} handled away`,
  keys: 'j and k go through them, a publishes, r rejects.',
}

export const note = {
  title: 'A note in the thread',
  hint: 'Appears among the comments under your name, with your office beside it.',
  hintOfficial: 'Readers cannot post now: your note is labelled as official.',
  hintClosed:
    'Commenting is closed: nobody can post, staff included. Keep the story open to post, or publish an update.',
  text: 'Note',
  answer: 'Answer a comment instead',
  answers: 'The comment it answers',
  noAnswer: 'Not an answer',
  post: 'Post the note',
  posted: 'The note is in the thread.',
  empty: 'Write the note.',
  write: 'Write a note',
}
