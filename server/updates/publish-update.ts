import { caseById } from '../../db/cases.ts'
import type { Tx } from '../../db/database.ts'
import { addEvent } from '../../db/events.ts'
import { enqueue } from '../../db/jobs.ts'
import { nextUpdateNumber, storyById } from '../../db/stories.ts'
import { insertUpdate, type UpdateRow } from '../../db/updates.ts'
import type { Context, Publisher, Reader } from '../context.ts'
import type { Parsed } from '../contract/index.ts'
import { Refusal } from '../errors.ts'
import { newId } from '../ids.ts'
import { appendLog } from '../log/append-log.ts'
import { mayPublish, officeOf } from '../people/offices.ts'
import { ensureSite } from '../stories/begin-story.ts'
import { renderProse } from '../text/render.ts'

/**
 * Publishes the next numbered update of a story. Two at once get two numbers, without a gap: the number is taken in
 * the transaction that publishes. Whoever it reaches is told by a job that the same transaction leaves.
 *
 * @throws Refusal `not_found`: no such story, or the case is not about it; `forbidden`: neither its author,
 * staff nor the publisher, or a byline from a person.
 */
export async function publishUpdate(
  ctx: Context,
  by: Reader | Publisher,
  storyId: string,
  body: Parsed<'POST /api/v1/stories/:id/updates'>['body'],
): Promise<UpdateRow> {
  const html = renderProse(body.body)
  if (body.byline !== undefined && by.scope !== 'publisher')
    throw new Refusal('forbidden', 'Your own name stands under your updates.')
  const authorName = by.scope === 'publisher' ? (body.byline ?? (await ensureSite(ctx)).name) : by.name
  return ctx.db.transact(`story:${storyId}`, async (tx) => {
    const now = ctx.now()
    if (!(await storyById(tx, storyId))) throw new Refusal('not_found', 'There is no such story.')
    if (!mayPublish(by, storyId))
      throw new Refusal('forbidden', 'Only the story’s author and staff can publish updates.')
    const row: UpdateRow = {
      id: newId(),
      storyId,
      number: await nextUpdateNumber(tx, storyId),
      kind: body.kind,
      status: body.status,
      body: body.body,
      html,
      personId: by.personId,
      authorName,
      answersCaseId: body.answersCaseId,
      publishedAt: now,
    }
    await insertUpdate(tx, row)
    await addEvent(tx, storyId, 'update.published', row.id, now)
    if (row.answersCaseId) await showAnswer(tx, storyId, row.answersCaseId, now)
    await enqueue(tx, { id: newId(), kind: 'tell-update', key: row.id, payload: { updateId: row.id }, runAt: now })
    await appendLog(tx, {
      at: now,
      verb: 'update.published',
      role: officeOf(by, storyId),
      personId: by.personId,
      storyId,
      detail: { number: row.number, kind: row.kind, status: row.status },
    })
    return row
  })
}

/** A note that already stands beside the comment gets its link to the update. */
async function showAnswer(tx: Tx, storyId: string, caseId: string, now: number): Promise<void> {
  const answered = await caseById(tx, caseId)
  // Cases of conduct and the law concern the people in them alone.
  if (answered?.storyId !== storyId || answered.kind !== 'misrepresentation')
    throw new Refusal('not_found', 'There is no such case about this story.')
  if (answered.publishedRound !== null && answered.commentId)
    await addEvent(tx, storyId, 'comment.noted', answered.commentId, now)
  tx.hint('desk')
}
