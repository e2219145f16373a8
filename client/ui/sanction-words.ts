import type * as z from 'zod'
import type { Sanction } from '../../server/contract/sanctions.ts'
import { duration } from './times.ts'

export type SanctionFacts = Pick<
  z.output<typeof Sanction>,
  'kind' | 'slowSeconds' | 'section' | 'rule' | 'reason' | 'endsAt' | 'reviewAt' | 'lastsUntil' | 'ended'
>

/** How a time is written. */
type Write = (iso: string) => string

/** What a moderator did about a person, as the person reads it: plainly, and without saying who. */
export const sanctionMarks = { warn: 'Warning', limit: 'Limited', ban: 'Banned' } as const

/** What holds, or held, in a sentence. */
export function sanctionTitle(facts: SanctionFacts, write: Write): string {
  const { kind, slowSeconds, section, endsAt, reviewAt } = facts
  if (facts.ended) return pastTitle(facts)
  const where = section ? ` in ${section}` : ''
  const until = endsAt ? ` until ${write(endsAt)}` : ''
  if (kind === 'warn') return 'A moderator has a warning for you.'
  if (kind === 'ban')
    return `You cannot write${where || ' here'}${reviewAt ? ' until a moderator has reviewed this' : until}.`
  if (slowSeconds !== null) return `You can post one comment${where} every ${inWords(slowSeconds)}${until}.`
  const words = `our comments${where} are checked before they appear.`
  return endsAt ? `Until ${write(endsAt)}, y${words}` : `Y${words}`
}

function pastTitle({ kind, slowSeconds, section }: SanctionFacts): string {
  const where = section ? ` in ${section}` : ''
  if (kind === 'warn') return 'A moderator warned you.'
  if (kind === 'ban') return `You could not write${where || ' here'}.`
  if (slowSeconds !== null) return `You could post one comment${where} every ${inWords(slowSeconds)}.`
  return `Your comments${where} were checked before they appeared.`
}

/** In a sentence, in full: “10 minutes”. */
function inWords(seconds: number): string {
  const units = { h: 'hour', min: 'minute', s: 'second' }
  return duration(seconds * 1000).replace(
    /(\d+) (h|min|s)\b/g,
    (_, count: string, unit: keyof typeof units) => `${count}\u00a0${units[unit]}${count === '1' ? '' : 's'}`,
  )
}

/** What follows from it, beside its title. */
export function sanctionMore({ kind, slowSeconds, reviewAt, lastsUntil }: SanctionFacts, write: Write): string[] {
  if (kind === 'warn') return ['Once you have said that you have read it, you can write again. Nothing else follows.']
  const review =
    reviewAt && lastsUntil
      ? [`A moderator reviews it by ${write(reviewAt)}. If nobody has by ${write(lastsUntil)}, it ends by itself.`]
      : []
  if (kind === 'ban')
    return [
      ...review,
      'You can still read, follow stories, delete what you wrote, answer in cases about your comments, and report what is against the law. A text that you have begun is kept.',
    ]
  if (slowSeconds === null)
    return ['A moderator looks at each of them first. What is public already cannot be changed meanwhile.']
  return ['Everything else goes on as before.']
}

export const sanctionWords = {
  rule: 'Rule',
  led: 'What led to it',
  appealState: {
    asked: 'You have asked that another moderator look at it. Until they have decided, it holds.',
    upheld: 'You appealed. Another moderator has looked at it, and it stands:',
    lifted: 'You appealed. Another moderator has looked at it, and has lifted it:',
  },
  /** Of one that is over. */
  past: {
    asked: 'You have asked that another moderator look at it. They still will, and you are told what they decide.',
    upheld: 'You appealed. Another moderator has looked at it, and found it right:',
    lifted: 'You appealed. Another moderator has looked at it, and found that it should not have been:',
  },
  mayAppeal: 'If you think this is wrong, you can appeal once. A different moderator decides.',
  acknowledge: 'I have read this',
  /** On the way to where that is said. */
  toAcknowledge: 'Confirm that you have read it',
  appeal: 'Appeal',
  appealLabel: 'Why it should not stand',
  sendAppeal: 'Send the appeal',
  cancel: 'Cancel',
  over: {
    over: 'It is over.',
    acknowledged: 'You have read it.',
    lifted: 'A moderator ended it early.',
    error: 'It was made in error.',
    appeal: 'It was lifted on your appeal.',
  },
} as const
