/** Words of the thread without scripts that the thread with scripts has no need of. */
export const words = {
  ownHeld: (count: number) =>
    count === 1 ? 'Your comment that is not public' : `Your ${count} comments that are not public`,
  /** At the place of one in the thread, which others see as gone. */
  yoursAbove: 'You see it above.',
  kept: 'This is what you wrote last time. It was kept, and is not posted.',
  keptShut: 'A text that you have begun is kept. You can post it when you can write here again.',
  keptText: 'The text that is kept',
  keptReply: (name: string) => `Kept: your reply to ${name}`,
  goOn: 'Go on with it',
  discard: 'Discard it',
} as const
