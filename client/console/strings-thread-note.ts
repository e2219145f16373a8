/** The words of notes written in a thread from the console. */

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
