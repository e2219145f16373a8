/** What stands with an update that was edited or withdrawn, or that amends a passage. */
export const updateStrings = {
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
