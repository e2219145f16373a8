import { caseById } from '../../db/cases.ts'
import { peopleTold } from '../../db/notices.ts'
import { creditsOf, isNumbered, type NumberedUpdate, updateById } from '../../db/updates.ts'
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
 * after a crash it tells those who are left. Of one that was withdrawn before, nobody is told.
 */
export async function tellOfUpdate(ctx: Context, updateId: string): Promise<undefined> {
  const { read } = ctx.db
  const update = await updateById(read, updateId)
  if (!update || !isNumbered(update)) return
  if (update.state === 'published') await tellReached(ctx, update)
  // It may have been withdrawn meanwhile: then those who were told last hear of that too.
  if ((await updateById(read, updateId))?.state === 'withdrawn') await tellOfWithdrawal(ctx, updateId)
}

/** Tells everybody who was told of an update that it was withdrawn, once. */
export async function tellOfWithdrawal(ctx: Context, updateId: string): Promise<undefined> {
  const { read } = ctx.db
  const update = await updateById(read, updateId)
  if (update?.state !== 'withdrawn' || !isNumbered(update)) return
  const { storyId, number, kind } = update
  await tellAll(ctx, await peopleTold(read, keyOfUpdate(updateId)), {
    ...{ key: `${keyOfUpdate(updateId)}:withdrawn`, kind: 'update_withdrawn', storyId, updateId, createdAt: ctx.now() },
    detail: { number, updateKind: kind },
  })
}

async function tellReached(ctx: Context, update: NumberedUpdate): Promise<void> {
  const { read } = ctx.db
  const answered = update.answersCaseId === null ? undefined : await caseById(read, update.answersCaseId)
  const { id: updateId, storyId } = update
  const credit = (await creditsOf(read, [updateId])).get(updateId)
  const reached = await peopleReachedByUpdate(read, {
    ...{ storyId, answersCommentId: answered?.commentId ?? null, creditCommentId: credit?.commentId ?? null },
  })
  const thanked = credit?.personId ?? null
  for (const told of [update.personId, thanked]) if (told !== null) reached.delete(told)
  const notice: Omit<NewNotice, 'personId'> = {
    ...{ key: keyOfUpdate(updateId), kind: 'clarification', storyId, updateId, createdAt: ctx.now() },
    // Which comment a case is about is told once its finding is public, not before.
    commentId: answered && answered.publishedRound !== null ? answered.commentId : null,
    detail: { number: update.number, updateKind: update.kind, ...(answered && { reference: answered.reference }) },
  }
  if (thanked !== null && thanked !== update.personId)
    await tellAll(ctx, [thanked], { ...notice, detail: { ...notice.detail, isThanked: true } })
  await tellAll(ctx, [...reached.keys()], notice)
}
