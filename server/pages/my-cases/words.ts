/** The words of the pages about one’s own cases that the thread’s own dialog has no need of. */
export const words = {
  title: 'Your cases',
  description: 'The cases you are part of, how far each is, and what you can do in them.',
  caseDescription: 'A case you are part of: what was decided, why, and what you can do.',
  signedOut: 'A case is shown to the people in it alone. Sign in to see this one.',
  signIn: 'Sign in',
  orThere: 'If you are signed in on the page of its story, you can also read it there',
  youWrote: 'What you wrote',
  ended: 'You are not signed in any more. What you wrote was not sent; here it is, to be copied:',
  notSent: (why: string) => `Not sent. ${why}`,
  needsAccount: 'A guest can read this, but not answer or appeal: that needs an account.',
  earlier: 'Older cases',
}
