import type { Context } from '../../context.ts'
import { type CaseCard, caseCardKey } from '../cards/draw-case-card.ts'
import type { Share } from '../layout.tsx'
import { dayOf } from '../moment.tsx'
import { standfirst } from '../rules.ts'
import { aboutOf, casePath, headlineOf, isGone, type Published, saysLabelOf, sentenceOf } from './about.ts'

/** What stands on the card of a finding: without quotations when the comment is gone. */
export function cardOf({ config }: Context, found: Published): CaseCard {
  const gone = isGone(found)
  return {
    site: config.SITE_NAME,
    reference: found.reference,
    finding: headlineOf(found),
    sentence: sentenceOf(found),
    wroteLabel: 'They wrote',
    wrote: gone ? '' : found.wrote,
    saysLabel: saysLabelOf(found),
    says: gone ? '' : found.says,
    decidedAt: dayOf(Date.parse(found.decidedAt)),
  }
}

/** How the page looks where its address is shared. The picture's address changes with the picture. */
export function shareOf(ctx: Context, found: Published): Share & Required<Pick<Share, 'picture'>> {
  const card = cardOf(ctx, found)
  const quotations = [
    ...(card.wrote ? [`${card.wroteLabel}: “${standfirst(card.wrote, 140)}”`] : []),
    ...(card.says ? [`${card.saysLabel}: “${standfirst(card.says, 140)}”`] : []),
  ]
  return {
    title: `${headlineOf(found)}: ${aboutOf(found)}`,
    picture: {
      path: `${casePath(found.reference)}/card.png?v=${caseCardKey(card)}`,
      words: [...quotations, card.sentence].join(' '),
    },
  }
}
