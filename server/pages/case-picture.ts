import { readFinding } from '../cases/present-public.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../errors.ts'
import { faultOf } from '../log.ts'
import { caseCardKey, drawCaseCard } from './cards/draw-case-card.ts'
import { referenceAt } from './finding/about.ts'
import { cardOf } from './finding/card.ts'

export interface CasePicture {
  etag: string
  /** @throws Refusal `not_found`: it cannot be drawn; why is in the server's log. */
  draw(): Promise<Buffer>
}

/**
 * The picture of a published finding, not drawn yet.
 * @throws Refusal `not_found`: no such case, or nothing of it is public; which of them is not told.
 */
export async function casePicture(ctx: Context, name: string): Promise<CasePicture> {
  const card = cardOf(ctx, await readFinding(ctx, referenceAt(name)))
  return {
    etag: `"${caseCardKey(card)}"`,
    draw: () =>
      drawCaseCard(card).catch((error: unknown) => {
        ctx.log.error(faultOf(error), 'card not drawn')
        throw new Refusal('not_found', 'There is no picture of this finding.')
      }),
  }
}
