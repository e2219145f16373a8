import { caseById } from '../../db/cases.ts'
import { updateById } from '../../db/updates.ts'
import type { Context } from '../context.ts'
import { peopleReachedByUpdate } from './reach.ts'
import { type NewNotice, tell } from './tell.ts'

/** People told in one transaction. */
export const TOLD_AT_ONCE = 500

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

/** Tells any number of people the same thing, in bounded transactions. @returns how many are newly told. */
export async function tellAll(
  ctx: Context,
  people: readonly string[],
  notice: Omit<NewNotice, 'personId'>,
): Promise<number> {
  let told = 0
  for (let from = 0; from < people.length; from += TOLD_AT_ONCE) {
    const some = people.slice(from, from + TOLD_AT_ONCE)
    told += await ctx.db.transact(notice.key, (tx) =>
      tell(
        tx,
        some.map((personId) => ({ ...notice, personId })),
      ),
    )
  }
  return told
}
