import { caseById } from '../../db/cases.ts'
import type { Context } from '../context.ts'
import { AUTOMATIC, moveCase } from './move-case.ts'
import { factsOf, partiesOf } from './parties.ts'
import { publishCase } from './publish-case.ts'
import { nextTurn, type Step } from './state/rules.ts'

const steps: Partial<Record<string, Step>> = {
  waiting_reply: { step: 'lapse' },
  published: { step: 'close' },
}

/**
 * Does what time does to a case: the right of reply lapses, a finding is published, the time for an appeal runs out.
 * May be run at any time and more than once.
 *
 * @returns when it has to be done again (epoch ms), if it has.
 */
export async function turnCase(ctx: Context, caseId: string): Promise<number | undefined> {
  const ahead = await caseById(ctx.db.read, caseId)
  if (!ahead) return undefined
  return ctx.db.transact(`story:${ahead.storyId}`, async (tx) => {
    const row = await caseById(tx, caseId)
    if (!row) return undefined
    const parties = await partiesOf(tx, row)
    const now = ctx.now()
    const due = nextTurn(factsOf(row, parties))
    if (due === undefined || due > now) return due
    const step = steps[row.state]
    const moved = step
      ? await moveCase(tx, row, { step, by: AUTOMATIC, now, concernedId: parties.concernedId })
      : await publishCase(tx, row, { by: AUTOMATIC, now, isEarly: false })
    return nextTurn(factsOf(moved, parties))
  })
}
