import type { CommentRow } from '../../db/comments.ts'
import type { Tx } from '../../db/database.ts'
import { type ActRow, insertAct } from '../../db/moderator-acts.ts'
import type { Reader } from '../context.ts'
import { newId } from '../ids.ts'

type Act = Pick<ActRow, 'verb'> & Partial<Pick<ActRow, 'rule' | 'reason' | 'before'>> & { by: Reader; now: number }

/** Writes down what a moderator does with a comment, with what it was before: for its undoing, and for the history. */
export async function recordAct(
  tx: Tx,
  { id: commentId, storyId, revision }: CommentRow,
  { verb, rule = null, reason = null, before = {}, by, now }: Act,
): Promise<ActRow> {
  const row: ActRow = {
    ...{ id: newId(), commentId, storyId, personId: by.personId, verb, rule, reason, revision, before },
    ...{ caseId: null, undoneAt: null, toldAt: null, createdAt: now },
  }
  await insertAct(tx, row)
  return row
}
