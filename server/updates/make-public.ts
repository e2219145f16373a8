import { caseById } from '../../db/cases.ts'
import type { Tx } from '../../db/database.ts'
import { addEvent } from '../../db/events.ts'
import { enqueue } from '../../db/jobs.ts'
import { nextUpdateNumber } from '../../db/stories.ts'
import { changeUpdate, type UpdateRow } from '../../db/updates.ts'
import { newId } from '../ids.ts'
import { appendLog, type NewLogEntry } from '../log/append-log.ts'

/** Who or what publishes. */
export type Hand = Pick<NewLogEntry, 'role' | 'personId'>

/**
 * Gives an update its number and shows it, in the transaction of its story: so there is no gap, and no number twice.
 * Whoever it reaches is told by a job that the same transaction leaves.
 */
export async function makePublic(tx: Tx, row: UpdateRow, hand: Hand, now: number): Promise<UpdateRow> {
  const { id, storyId, kind, status } = row
  const number = await nextUpdateNumber(tx, storyId)
  const change = { state: 'published' as const, number, publishedAt: now }
  if (!(await changeUpdate(tx, row, change))) throw new Error(`update ${id} was published twice`)
  await addEvent(tx, storyId, 'update.published', id, now)
  await showAnswer(tx, row, now)
  await enqueue(tx, { id: newId(), kind: 'tell-update', key: id, payload: { updateId: id }, runAt: now })
  await appendLog(tx, { at: now, verb: 'update.published', ...hand, storyId, detail: { number, kind, status } })
  return { ...row, ...change }
}

/** A note that already stands beside the comment gets its link to the update that answers the case, or loses it. */
export async function showAnswer(tx: Tx, { storyId, answersCaseId }: UpdateRow, now: number): Promise<void> {
  const answered = answersCaseId === null ? undefined : await caseById(tx, answersCaseId)
  if (!answered) return
  if (answered.publishedRound !== null && answered.commentId)
    await addEvent(tx, storyId, 'comment.noted', answered.commentId, now)
  tx.hint('desk')
}
