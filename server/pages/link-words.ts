import type { OpenedLink, UsedLink } from '../people/apply-link.ts'

/** What the page of a link says, by what the link is for. */
export const linkWords: Record<OpenedLink['kind'], { title: string; why: (email: string) => string; action: string }> =
  {
    'sign-in': {
      title: 'Sign in',
      why: (email) => `This link signs in the account of ${email}.`,
      action: 'Sign in',
    },
    'sign-up': {
      title: 'Confirm your account',
      why: (email) => `Confirm that ${email} is your address. Your account is then made, and you are signed in.`,
      action: 'Make my account',
    },
    reset: {
      title: 'A new password',
      why: (email) => `For the account of ${email}. You are then signed in here, and signed out everywhere else.`,
      action: 'Set the password',
    },
    guest: {
      title: 'Confirm your comment',
      why: (email) => `Confirm that ${email} is your address. What you wrote as a guest is then shown.`,
      action: 'Confirm',
    },
    confirm: {
      title: 'Confirm your e-mail address',
      why: (email) => `Confirm that ${email} is your address.`,
      action: 'Confirm',
    },
  }

export const linkStrings = {
  makes: (email: string) => `No account has the address ${email} yet. This makes one, and signs you in.`,
  makeAction: 'Make my account',
  known: (email: string) => `${email} has an account already. This signs you in to it; nothing else is changed.`,
  elsewhere:
    'You asked for this link in another browser or on another device. If you go on, you are signed in here, in this one. To be signed in there, open the link there.',
  chosenWhy:
    'The account was asked for in another browser or on another device. So that nobody can slip you an account whose password they know, type the password that was chosen there.',
  nobody: (email: string) => `There is no account with the address ${email}. You can make one.`,
  over: 'This link cannot be used',
  again: 'Ask for a new one',
  stay: 'You can close this page and go back to where you were reading. If a window for signing in is open there, it goes on by itself.',
  guestShown:
    'What you wrote is shown now, unless comments on its story are read by a moderator first. You can close this page.',
  toFront: 'Go to the front page',
}

/** What is said once a link was used and there is nowhere to go on to. */
export function usedTitle({ kind, name }: UsedLink): string {
  if (kind === 'confirm' || kind === 'guest') return 'Your e-mail address is confirmed'
  return `You are signed in as ${name}`
}
