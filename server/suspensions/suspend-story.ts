import { addEvent } from '../../db/events.ts'
import { enqueue } from '../../db/jobs.ts'
import { insertLogEntry } from '../../db/log.ts'
import { storyById } from '../../db/stories.ts'
import { insertSuspension, type SuspensionRow, unendedSuspensionsOf } from '../../db/suspensions.ts'
import type { Context, Reader } from '../context.ts'
import type { Parsed } from '../contract/index.ts'
import { Refusal } from '../errors.ts'
import { newId } from '../ids.ts'
import { isoOrNull } from '../iso.ts'
import { officeOf } from '../people/offices.ts'
import { presentCommenting } from './present.ts'
import { dateProblem } from './rules.ts'

/**
 * Pauses commenting on a story. Serialised with every write of the story: once this resolves, no reader's comment is
 * accepted on any node until the suspension ends.
 *
 * @throws Refusal `not_found`; `invalid`: the date is past or too far; `conflict`: it is paused or closed already.
 */
export function suspendStory(
  ctx: Context,
  by: Reader,
  storyId: string,
  body: Parsed<'POST /api/v1/stories/:id/suspensions'>['body'],
): Promise<SuspensionRow> {
  return ctx.db.transact(`story:${storyId}`, async (tx) => {
    const now = ctx.now()
    const story = await storyById(tx, storyId)
    if (!story) throw new Refusal('not_found', 'There is no such story.')
    const standing = presentCommenting(story.baseMode, await unendedSuspensionsOf(tx, storyId), now)
    if (standing.mode !== 'open')
      throw new Refusal('conflict', 'Commenting on this story is paused or closed already.', { current: standing })

    const row = newSuspension(storyId, by.personId, body, now)
    const problem = dateProblem(row.endsAt ?? row.reviewAt ?? 0, now)
    if (problem) throw new Refusal('invalid', problem, { issues: [{ path: 'body.endsAt', message: problem }] })
    await insertSuspension(tx, row)
    if (row.endsAt !== null)
      await enqueue(tx, {
        id: newId(),
        kind: 'end-suspension',
        key: row.id,
        payload: { suspensionId: row.id },
        runAt: row.endsAt,
      })
    await insertLogEntry(tx, {
      id: newId(),
      at: now,
      verb: 'suspension.started',
      role: officeOf(by),
      personId: by.personId,
      storyId,
      detail: {
        suspensionId: row.id,
        reasonCode: row.reasonCode,
        reason: row.reason,
        endsAt: isoOrNull(row.endsAt),
        reviewAt: isoOrNull(row.reviewAt),
      },
    })
    await addEvent(tx, storyId, 'commenting.changed', row.id, now)
    tx.hint('desk')
    return row
  })
}

function newSuspension(
  storyId: string,
  personId: string,
  body: Parsed<'POST /api/v1/stories/:id/suspensions'>['body'],
  now: number,
): SuspensionRow {
  return {
    id: newId(),
    scope: 'story',
    storyId,
    reasonCode: body.reasonCode,
    reason: body.reason,
    note: body.note ?? null,
    startsAt: now,
    endsAt: body.endsAt ? Date.parse(body.endsAt) : null,
    reviewAt: body.reviewAt ? Date.parse(body.reviewAt) : null,
    endedAt: null,
    createdBy: personId,
    endedBy: null,
    createdAt: now,
  }
}
