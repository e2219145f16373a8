import { type CaseRow, changeCase } from '../../db/cases.ts'
import { addEvent } from '../../db/events.ts'
import type { Context, Reader } from '../context.ts'
import { Refusal } from '../errors.ts'
import { isAuthor, isStaff } from '../people/offices.ts'
import { changedSince, logStep } from './move-case.ts'
import { noSuchCase, withParties } from './require-case.ts'

/**
 * What the story's author says to a case, apart from the finding.
 * @throws Refusal `not_found`; `forbidden`: staff, but not its author; `conflict`: not about misrepresentation.
 */
export async function answerCase(ctx: Context, by: Reader, id: string, answer: string | null): Promise<CaseRow> {
  return withParties(ctx, id, async (tx, row) => {
    refuseOthers(by, row)
    const now = ctx.now()
    const change = { answer, answeredAt: answer === null ? null : now }
    if (!(await changeCase(tx, row, change))) throw await changedSince(tx, id)
    const moved = { ...row, ...change, version: row.version + 1 }
    if (row.publishedRound !== null)
      await addEvent(tx, row.storyId, row.commentId ? 'comment.noted' : 'story.changed', row.commentId, now)
    tx.hint('desk')
    const actor = { personId: by.personId, role: 'author' as const }
    const name = answer === null ? 'unanswer' : 'answer'
    await logStep(tx, moved, { name, by: actor, now, from: row.state, to: row.state })
    return moved
  })
}

function refuseOthers(by: Reader, { storyId, kind }: CaseRow): void {
  if (!isAuthor(by, storyId))
    throw isStaff(by) ? new Refusal('forbidden', 'Only the story’s author answers here.') : noSuchCase()
  if (kind !== 'misrepresentation') throw new Refusal('conflict', 'An author answers cases of misrepresentation only.')
}
