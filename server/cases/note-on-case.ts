import type { CaseRow } from '../../db/cases.ts'
import { insertCaseNote } from '../../db/decisions.ts'
import type { Context, Reader } from '../context.ts'
import { newId } from '../ids.ts'
import { withParties } from './require-case.ts'

/** Leaves a note that only moderators read. @throws Refusal `not_found`. */
export async function noteOnCase(ctx: Context, by: Reader, id: string, body: string): Promise<CaseRow> {
  return withParties(ctx, id, async (tx, row) => {
    await insertCaseNote(tx, { id: newId(), caseId: id, personId: by.personId, body, createdAt: ctx.now() })
    tx.hint('desk')
    return row
  })
}
