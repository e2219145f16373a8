import { casesAbout } from '../../db/cases.ts'
import { type CommentRow, commentById } from '../../db/comments.ts'
import type { Tx } from '../../db/database.ts'
import { addEvent } from '../../db/events.ts'
import { settleHeld } from '../../db/held.ts'
import { type ActRow, actById, changeAct, setPinned } from '../../db/moderator-acts.ts'
import { storyById } from '../../db/stories.ts'
import type { Context, Reader } from '../context.ts'
import type { Result } from '../contract/index.ts'
import { Refusal } from '../errors.ts'
import { queueRelease } from '../held/release-held.ts'
import { requireModerates } from '../people/in-office.ts'
import { writeUnder } from '../suspensions/guard.ts'
import { each } from './decide-several.ts'
import { mayUndo } from './rules.ts'

/** Takes back one's own acts, each by itself: one that cannot be undone stops none of the others. */
export async function undoActs(
  ctx: Context,
  by: Reader,
  ids: readonly string[],
): Promise<Result<'POST /api/v1/decisions/undo'>> {
  const acts = [...new Set(ids)].map((id) => ({ id }))
  const { done: undone, refused } = await each(acts, ({ id }) => undoAct(ctx, by, id))
  return { undone, refused }
}

/**
 * Puts a comment, or the pin of its story, back to what it was before an act of the last ten seconds. Nobody was told
 * of it. Undoing again changes nothing.
 *
 * @throws Refusal `not_found`; `forbidden`: somebody else's, or of no section of theirs any more; `conflict`: too late, or something came of it meanwhile.
 */
async function undoAct(ctx: Context, by: Reader, id: string): Promise<string> {
  const { storyId } = (await actById(ctx.db.read, id)) ?? {}
  if (storyId === undefined) throw noSuchAct()
  await requireModerates(ctx.db.read, by, storyId)
  return writeUnder(ctx, storyId, async (tx) => {
    const act = await actById(tx, id)
    if (!act || act.verb === 'note') throw noSuchAct()
    if (act.personId !== by.personId) throw new Refusal('forbidden', 'Only who did it can undo it.')
    if (act.undoneAt !== null) return id
    const now = ctx.now()
    if (!mayUndo(act, now)) throw new Refusal('conflict', 'The ten seconds in which this could be undone are over.')
    if (act.verb === 'pin' || act.verb === 'unpin') await undoPin(tx, act, now)
    else await undoDecision(tx, act, now)
    await changeAct(tx, id, { undoneAt: now })
    tx.hint('desk')
    return id
  })
}

function noSuchAct(): Refusal {
  return new Refusal('not_found', 'There is no such act to undo.')
}

async function undoDecision(tx: Tx, act: ActRow, now: number): Promise<void> {
  const comment = await commentById(tx, act.commentId)
  const { state = 'pending', decidedBy = null, decidedAt = null } = act.before
  if (!comment || comment.decidedAt !== act.createdAt || comment.decidedBy !== act.personId)
    throw new Refusal('conflict', 'Its writer, or another moderator, has done something with it meanwhile.')
  if (comment.state === 'visible') await refuseJudged(tx, comment, act)
  const { id, revision, storyId } = comment
  const before = { state, decidedBy, decidedAt, rejection: null, removedFor: null }
  const from = [comment.state].filter((one) => one !== 'deleted' && one !== 'removed')
  if (comment.deletedAt !== null || !(await settleHeld(tx, { id, revision, from }, before)))
    throw new Refusal('conflict', 'It has been deleted or removed meanwhile.')
  // Open pages take its words away; where it was answered its place stays.
  if (comment.state === 'visible') await addEvent(tx, storyId, 'comment.deleted', id, now)
  await addEvent(tx, storyId, 'comment.held', id, now)
  if (state === 'approved') await queueRelease(tx, storyId, now)
}

/** What was flagged once it could be read has to be judged, not hidden. */
async function refuseJudged(tx: Tx, { id }: CommentRow, act: ActRow): Promise<void> {
  const [since] = (await casesAbout(tx, id)).filter(({ createdAt }) => createdAt >= act.createdAt)
  if (since)
    throw new Refusal('conflict', `It has been flagged meanwhile: ${since.reference}. Decide that case instead.`)
}

async function undoPin(tx: Tx, { commentId, storyId, verb, before }: ActRow, now: number): Promise<void> {
  const standing = (await storyById(tx, storyId))?.pinnedId ?? null
  if (standing !== (verb === 'pin' ? commentId : null))
    throw new Refusal('conflict', 'Another comment has been pinned meanwhile.')
  await setPinned(tx, storyId, before.pinnedId ?? null)
  await addEvent(tx, storyId, 'story.pinned', null, now)
}
