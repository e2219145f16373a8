import type { MailChoice, NoticeGroup, ThreadLevel } from '../../../db/tables.ts'

/** Every word of the pages about notices. */
export const words = {
  /** Where the title of a story would stand. */
  yourAccount: 'Your account',
  title: 'Notices',
  description: 'What you were told about your comments and the threads you follow.',
  signedOut: 'Sign in to see what you were told.',
  signIn: 'Sign in',
  signInToChoose: 'Sign in to choose what you are told, and how.',
  none: 'Nothing yet. You are told here when somebody answers or mentions you, and of updates, findings and decisions that concern you.',
  unread: (count: number) => (count === 1 ? 'One notice is not read.' : `${count} notices are not read.`),
  allRead: 'All notices are read.',
  markAll: 'Mark all as read',
  isNew: 'New',
  earlier: 'Earlier notices',
  toSettings: 'Choose what you are told, and how',
  toCases: 'Your cases',
  toNotices: 'Your notices',
  link: (unread: number) => (unread > 0 ? `Your notices (${unread} not read)` : 'Your notices'),

  settings: 'What you are told, and how',
  settingsDescription: 'Which notices come by e-mail, and of which threads.',
  inPage: 'Your notices are always on the page. Here you choose which of them also come by e-mail.',
  byMail: 'By e-mail',
  mailOff: 'This site sends no e-mail. Your choices are kept in case that changes.',
  noAddress: 'Your account has no e-mail address, so nothing is sent to you.',
  mailTo: 'E-mail goes to',
  notConfirmed: 'This address is not confirmed yet. Until it is, nothing is sent to it.',
  confirmAddress: 'Confirm it',
  digestAt: (zone: string) => `A daily digest is sent at 07:00 (${zone}), if there is anything you have not read.`,
  threads: 'Threads',
  threadsWhy:
    'The threads you follow or muted, and those you were told of lately. Decisions and cases of your own are told from muted threads too.',
  noThreads: 'You follow no thread. “Follow this story” stands above each thread.',
  save: 'Save',
  saved: 'Saved.',
  tooMany: 'That was not saved.',

  wayOut: 'E-mail about your comments',
  wayOutDescription: 'Switch off e-mail from this site.',
  wayOutUnknown: 'This link is not known here',
  wayOutUnknownWhy:
    'It may have lost a letter, or be too old. You can choose what you are told when you are signed in.',
  wayOutAsk: 'Press the button to get no more e-mail about:',
  wayOutStays: 'You are still told on the page.',
  wayOutButton: 'Switch it off',
  wayOutDone: 'Switched off',
  wayOutIsDone: 'You get no more e-mail about:',
  undo: 'Undo',
  undone: 'Switched on again',
  isUndone: 'You get e-mail as before about:',
} as const

export const groupNames: Record<NoticeGroup, { name: string; what: string }> = {
  replies: { name: 'Replies and mentions', what: 'Somebody answers your comment, or writes @ and your name.' },
  cases: {
    name: 'Decisions and cases',
    what: 'A comment of yours is let through, rejected or flagged; you are asked to answer, which has a time limit.',
  },
  clarifications: {
    name: 'Clarifications and findings',
    what: 'On stories you follow, and on comments you answered, agreed with or quoted.',
  },
  threads: {
    name: 'Followed threads',
    what: 'New comments in them. One notice for each thread until you have read it.',
  },
}

export const mailNames: Record<MailChoice, string> = {
  at_once: 'At once',
  digest: 'Daily digest',
  off: 'No e-mail',
}

export const levelNames: Record<ThreadLevel | 'none', string> = {
  none: 'Not followed',
  usual: 'Follow as usual',
  at_once: 'Follow, e-mail at once',
  digest: 'Follow, daily digest',
  page: 'Follow, on the page only',
  muted: 'Mute',
}
