import { caseById } from '../../db/cases.ts'
import { updateById } from '../../db/updates.ts'
import type { Context } from '../context.ts'
import { peopleReachedByUpdate } from './reach.ts'
import type { NewNotice } from './tell.ts'
import { tellAll } from './tell-all.ts'

/** The key of an update's notices; for `reachOf`. */
export function keyOfUpdate(updateId: string): string {
  return `update:${updateId}`
}

/**
 * Tells everybody whom an update reaches, but for who published it; in steps, so that no transaction is long. Run again
 * after a crash it tells those who are left.
 */
export async function tellOfUpdate(ctx: Context, updateId: string): Promise<undefined> {
  const { read } = ctx.db
  const update = await updateById(read, updateId)
  if (!update) return
  const answered = update.answersCaseId === null ? undefined : await caseById(read, update.answersCaseId)
  const { storyId } = update
  const reached = await peopleReachedByUpdate(read, { storyId, answersCommentId: answered?.commentId ?? null })
  if (update.personId !== null) reached.delete(update.personId)
  const notice: Omit<NewNotice, 'personId'> = {
    ...{ key: keyOfUpdate(updateId), kind: 'clarification', storyId, updateId, createdAt: ctx.now() },
    // Which comment a case is about is told once the case is decided, not before.
    commentId: answered?.action === 'note' ? answered.commentId : null,
    detail: { number: update.number, updateKind: update.kind, ...(answered && { reference: answered.reference }) },
  }
  await tellAll(ctx, [...reached.keys()], notice)
}
