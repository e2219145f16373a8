import { type CaseRow, caseById } from '../../../db/cases.ts'
import { flagsOf, withdrawFlag } from '../../../db/flags.ts'
import type { Context, Reader } from '../../context.ts'
import { Refusal } from '../../errors.ts'
import { moveCase } from '../move-case.ts'
import { partiesOf } from '../parties.ts'
import { OPEN_STATES } from '../state/rules.ts'
import { tellEnded } from '../tell.ts'

/**
 * Takes one's flag back, as long as nothing is decided. Once nobody's flag is left the case is withdrawn.
 * @throws Refusal `not_found`: not flagged; `conflict`: decided, or taken back before.
 */
export async function takeFlagBack(ctx: Context, by: Reader, caseId: string): Promise<CaseRow> {
  const ahead = await caseById(ctx.db.read, caseId)
  if (!ahead) throw new Refusal('not_found', 'There is no such case.')
  return ctx.db.transact(`story:${ahead.storyId}`, async (tx) => {
    const row = await caseById(tx, caseId)
    const flags = await flagsOf(tx, [caseId])
    if (!row || !flags.some((flag) => flag.personId === by.personId))
      throw new Refusal('not_found', 'There is no such case.')
    if (row.round > 1 || !(OPEN_STATES as readonly string[]).includes(row.state))
      throw new Refusal('conflict', 'It is too late to withdraw this flag.')
    const now = ctx.now()
    if (!(await withdrawFlag(tx, caseId, by.personId, now)))
      throw new Refusal('conflict', 'You have taken this flag back already.')
    tx.hint('desk')
    const isLast = flags.every((flag) => flag.personId === by.personId || flag.withdrawnAt !== null)
    if (!isLast) return row
    const { concernedId } = await partiesOf(tx, row)
    await tellEnded(tx, row, concernedId, now, 'withdrawn')
    const actor = { personId: by.personId, role: 'reader' as const }
    return moveCase(tx, row, { step: { step: 'withdraw' }, by: actor, now, concernedId })
  })
}
