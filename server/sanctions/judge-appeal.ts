import { type SanctionRow, sanctionStepsOf } from '../../db/sanctions.ts'
import type { Context, Reader } from '../context.ts'
import type { Parsed } from '../contract/index.ts'
import { Refusal } from '../errors.ts'
import { endAs } from './end-sanction.ts'
import { isAnother } from './present.ts'
import { recordStep, tellPerson } from './record.ts'
import { isHolding, isToJudge } from './rules.ts'
import { changed, withSanction } from './with-sanction.ts'

type Wanted = Parsed<'POST /api/v1/sanctions/:id/appeal-decision'>['body']

/**
 * Decides an appeal: the sanction stands, or ends now; or, once it is over, whether it should have stood. By somebody who
 * neither made nor changed it.
 *
 * @throws Refusal `not_found`; `forbidden`: had a hand in it, or is the person; `conflict`: no appeal waits, or it has
 * changed meanwhile.
 */
export function judgeAppeal(ctx: Context, by: Reader, id: string, wanted: Wanted): Promise<SanctionRow> {
  return withSanction(ctx, { id, version: wanted.version }, async (tx, row, now) => {
    const history = (await sanctionStepsOf(tx, [id])).get(id) ?? []
    if (!isAnother(by, row, history))
      throw new Refusal('forbidden', 'An appeal is decided by another moderator than who made or changed it.')
    if (!isToJudge(row)) throw new Refusal('conflict', 'No appeal waits here.')
    const { decision, answer } = wanted
    const decided = { appealAnswer: answer, appealDecidedAt: now }
    if (decision === 'uphold') {
      const after = await changed(tx, row, { ...decided, appeal: 'upheld' })
      await tellPerson(tx, row, { kind: 'sanction_changed', step: 'appeal', ended: 'upheld', now })
      await recordStep(tx, after, { step: 'appeal_upheld', by, words: answer, now })
      return after
    }
    const after = isHolding(row, now)
      ? await endAs(tx, row, 'appeal', now, { ...decided, appeal: 'lifted' })
      : await changed(tx, row, { ...decided, appeal: 'lifted' })
    if (after.ended === 'appeal')
      await tellPerson(tx, row, { kind: 'sanction_over', step: 'over', ended: 'appeal', now })
    else await tellPerson(tx, row, { kind: 'sanction_changed', step: 'appeal', ended: 'lifted', now })
    await recordStep(tx, after, { step: 'appeal_lifted', by, words: answer, now })
    return after
  })
}
