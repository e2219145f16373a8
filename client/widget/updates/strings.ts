/** What the updates say; loaded with them. */
export const updateStrings = {
  updatesHeading: 'Updates to this story',
  earlierUpdates: (count: number) => `${count} earlier ${count === 1 ? 'update' : 'updates'}`,
  updateAnswers: 'Answers a comment',
  updateBy: (name: string) => `By ${name}`,
  because: ', because',
  thanksTo: 'Thanks to',
  cameFrom: 'whose comment led to this',
  about: 'About',
  itSaid: 'The story said',
  itSays: 'The story says now',
  editedAt: (when: string) => `Edited on ${when}`,
  withdrawnAt: (when: string) => `Withdrawn on ${when}`,
  earlierWordings: 'Earlier wordings',
  whatItSaid: 'What it said',
  noneEarlier: 'No earlier wording is public.',
  notLoaded: 'This could not be loaded.',
} as const
