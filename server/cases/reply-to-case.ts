import type { CaseRow } from '../../db/cases.ts'
import type { Context, Reader } from '../context.ts'
import { settingsOf } from '../sites/settings.ts'
import { moveCase } from './move-case.ts'
import { noSuchCase, withParties } from './require-case.ts'

const HOUR_MS = 60 * 60 * 1000

/**
 * The person concerned answers what is alleged, or says that they will not.
 *
 * @param reply null: no answer will come.
 * @throws Refusal `not_found`: not about a comment of theirs; `conflict`: nobody asked, answered before, or decided.
 */
export async function replyToCase(ctx: Context, by: Reader, id: string, reply: string | null): Promise<CaseRow> {
  return withParties(ctx, id, async (tx, row, parties) => {
    if (parties.concernedId !== by.personId || row.replyAskedAt === null) throw noSuchCase()
    const now = ctx.now()
    const { cases } = await settingsOf(tx)
    const change = reply === null ? { replyWaivedAt: now } : { reply, repliedAt: now }
    return moveCase(tx, row, {
      step: { step: reply === null ? 'waive' : 'reply' },
      by: { personId: by.personId, role: 'reader' },
      now,
      concernedId: parties.concernedId,
      change: { ...change, dueAt: Math.min(row.dueAt, now + cases.dueHours * HOUR_MS) },
    })
  })
}
