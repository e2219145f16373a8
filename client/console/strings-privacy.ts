/** Every word on what is kept how long, and on what staff need to sign in. */
export const privacy = {
  tab: 'Privacy',
  kept: 'What is kept, and how long',
  what: 'What',
  howLong: 'How long',
  list: [
    ['Network addresses', 'Not at all. They are counted in memory, for limits, and forgotten within the hour.'],
    ['Accounts and what people write', 'Until the person deletes it or erases the account.'],
    [
      'Guests, and the address they gave',
      'With their comments, until an owner erases the guest. Without any, until their session ends.',
    ],
    ['Words of a deleted comment', 'Gone at once.'],
    ['Words of a comment that a moderator removed', 'With its case, for the appeal.'],
    ['Sessions, with the name of browser and system', 'Until they are ended, or 30 days after the last use.'],
    ['Drafts', '180 days after the last change.'],
    ['Links and codes for signing in', '15 minutes. What is over is cleared away once a day.'],
    ['Links that make an account', 'A day, with the name, address and hashed password that the account gets.'],
    ['What protects from posting twice', 'Two days.'],
    ['Letters that were not sent yet', 'Three days at most.'],
    ['Which notices a letter told of', '400 days, so that its link can switch them off.'],
    ['What webhooks were told', '30 days: what it was about, without its words.'],
    ['Prints of comments', 'Eight days, so that a rule knows a text that comes again. No words can be read from them.'],
    ['Which network sent a page’s text', 'Seven days, as a fingerprint that leads to no address.'],
    ['The decision log', 'For good. Names leave it with the account.'],
  ] as const,
  yours: 'What you decide',
  rejected: 'Remove the words of rejected comments',
  rejectedHint:
    'Of comments that a moderator did not let through. That there was one stays known. While the rejection can be appealed, they are kept.',
  notices: 'Remove notices that were read',
  noticesHint: 'Console figures of how many people were told of something do not count them any more.',
  days: 'After how many days',
  save: 'Save',
  same: 'Nothing has been changed.',
  saved: 'Saved. It is done once a day.',
}

export const security = {
  tab: 'Security',
  title: 'Second factor',
  require: 'Moderators and owners need a second factor',
  requireHint:
    'A code from an app beside the password. Until they have set one up, they can read and write like everybody else. You need one yourself first.',
  setUp: 'Set up your own',
  saved: 'Saved. It holds from the next request on.',
  lacksTitle: 'Set up a second factor first',
  lacks: (name: string) =>
    `You are signed in as ${name}. This site asks its moderators and owners for a code from an app beside the password. Once you have set that up, the console opens.`,
  confirm: 'Confirm in a new tab',
  confirmThen: 'and then do it again here.',
  reset: 'Take away the second factor',
  resetHint: 'For somebody who lost their phone and their recovery codes. They are told by mail.',
  wasReset: (name: string) => `${name} signs in without a second factor now.`,
}
