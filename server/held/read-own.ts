import type { CommentRow } from '../../db/comments.ts'
import type { Queries } from '../../db/database.ts'
import { publishedAbout } from '../../db/decisions.ts'
import { heldOf } from '../../db/held.ts'
import { untoldDecisions } from '../../db/moderator-acts.ts'
import { storyById } from '../../db/stories.ts'
import { presentOwn } from '../comments/present.ts'
import type { Context, Reader } from '../context.ts'
import type { Result } from '../contract/index.ts'
import { Refusal } from '../errors.ts'
import { heldBecause } from '../screening/present.ts'

const MOST_OWN = 50

/** A person's own comments under a story that are not public. @throws Refusal `not_found`: no such story. */
export async function readOwnHeld(
  ctx: Context,
  by: Reader,
  storyId: string,
): Promise<Result<'GET /api/v1/stories/:id/held'>> {
  const { read } = ctx.db
  if (!(await storyById(read, storyId))) throw new Refusal('not_found', 'There is no such story.')
  const rows = await asTold(read, await heldOf(read, by.personId, storyId, MOST_OWN))
  const removed = rows.filter((row) => row.state === 'removed' || row.state === 'rejected').map((row) => row.id)
  const caseIds = new Map((await publishedAbout(read, removed, ['remove'])).map(({ row }) => [row.commentId, row.id]))
  const because = await heldBecause(
    read,
    rows.filter(({ state }) => state === 'pending'),
  )
  const held = await Promise.all(
    rows.map(async (row) => ({
      comment: await presentOwn(read, row),
      body: row.body,
      because: because.get(row.id) ?? null,
      rejection: row.rejection,
      caseId: caseIds.get(row.id) ?? null,
    })),
  )
  return { held }
}

/** As their writer was told that they stand: what can still be undone, nobody hears of. */
async function asTold(db: Queries, rows: CommentRow[]): Promise<CommentRow[]> {
  if (rows.length === 0) return rows
  const acts = await untoldDecisions(
    db,
    rows.map((row) => row.id),
  )
  return rows.map((row) => {
    const act = acts.find(({ commentId, revision }) => commentId === row.id && revision === row.revision)
    const state = act?.before.state
    return act && state ? { ...row, state, rejection: null, removedFor: null } : row
  })
}
