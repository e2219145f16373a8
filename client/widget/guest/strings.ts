/** What is said to whoever writes without an account. */
export const strings = {
  offer: 'Write as a guest',
  title: 'Writing as a guest',
  name: 'Your name',
  email: 'Your e-mail address',
  emailHint: 'Never shown to others.',
  emailConfirmed:
    'Never shown to others. We send you a letter; what you write appears once you have opened the link in it.',
  goOn: 'Go on as a guest',
  postAsGuest: 'Post as a guest',
  cancel: 'Cancel',
  begun: (name: string) => `You write as ${name}, a guest. You can post now.`,
  letterSent: (email: string) => `A letter is on its way to ${email}.`,
  nameMissing: 'Write a name of 2 to 60 characters.',
  emailWrong: 'Write an e-mail address, such as name@example.org.',
  failed: 'That did not work. Your text is still here; try again.',
  waits: 'Others see it once you have opened the link in the letter we sent you.',
} as const
