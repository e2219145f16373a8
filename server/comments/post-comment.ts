import { createHash } from 'node:crypto'
import { type CommentRow, commentById, insertComment } from '../../db/comments.ts'
import type { Tx } from '../../db/database.ts'
import { type DraftRow, draftAt, dropDraft, keepDraft } from '../../db/drafts.ts'
import { isTaken } from '../../db/errors.ts'
import { insertEvent, nextSeq } from '../../db/events.ts'
import { idempotencyRow, insertIdempotencyRow } from '../../db/idempotency.ts'
import { storyById } from '../../db/stories.ts'
import type { Context, Reader } from '../context.ts'
import { Refusal } from '../errors.ts'
import { newId } from '../ids.ts'
import { iso } from '../iso.ts'
import { badgeOf } from '../people/offices.ts'
import { guard, withDraft, writeUnder } from '../suspensions/guard.ts'
import { renderProse } from '../text/render.ts'
import { withoutPosted } from './draft-rules.ts'
import { guestWaits, waitForGuest } from './guest-leave.ts'
import { presentDraft } from './present.ts'
import { placeUnder } from './rules.ts'
import { storeDraft } from './store-draft.ts'

export interface NewComment {
  /** Markdown as typed. */
  body: string
  parentId: string | null
  /** `updatedAt` of the draft it was written from (ISO 8601). */
  draftFrom?: string | null
  /** Idempotency key of this submission. */
  key?: string | undefined
}

/**
 * Posts a comment or reply. Serialised with the suspensions that reach the story; with a key, any number of equal
 * submissions make one comment, also when they race. Under premoderation the comment is `pending`.
 *
 * @throws Refusal `suspended` (423), `slowed` (429): the text is kept as a draft first; `key_reused`: the key came with another text;
 * `not_found`: no such story or parent; `gone`: the parent was deleted; `invalid`: nothing to show is left of the text.
 */
export async function postComment(ctx: Context, by: Reader, storyId: string, comment: NewComment): Promise<CommentRow> {
  const html = renderProse(comment.body)
  const work = (tx: Tx) => postIn(tx, ctx.now(), by, storyId, { ...comment, html })
  const outcome = await writeUnder(ctx, storyId, work).catch((error: unknown) => {
    if (comment.key && isTaken(error)) throw keyReused()
    throw error
  })
  if (outcome instanceof Refusal) throw outcome
  return outcome
}

/** A refusal is returned, not thrown, where what was written for it (the draft) has to stay. */
async function postIn(
  tx: Tx,
  now: number,
  by: Reader,
  storyId: string,
  comment: NewComment & { html: string },
): Promise<CommentRow | Refusal> {
  const fingerprint = fingerprintOf(storyId, comment)
  const earlier = comment.key && (await idempotencyRow(tx, by.personId, comment.key))
  if (earlier) return earlierComment(tx, earlier.fingerprint === fingerprint ? earlier.commentId : undefined)

  const story = await storyById(tx, storyId)
  if (!story) throw new Refusal('not_found', 'There is no such story.')
  const place = { personId: by.personId, storyId, parentId: comment.parentId ?? '' }
  const parent = comment.parentId ? await parentIn(tx, storyId, comment.parentId) : null
  const leave = await guard(tx, { act: 'post', by, story, place: parent, now })
  if (leave.answer === 'refused') {
    const { body, draftFrom = null } = comment
    const draft = await storeDraft(tx, place, { body, draftFrom, parkedSeq: story.lastSeq, now })
    return withDraft(leave.refusal, presentDraft(draft))
  }
  const waits = await guestWaits(tx, by)
  const kept = await draftAt(tx, place)
  const isHeld = leave.answer === 'held' || waits
  const isOfficial = leave.answer === 'allowed' && leave.isOfficial
  const row = {
    ...newComment(by, storyId, parent, comment, { seq: await nextSeq(tx, storyId), now }),
    ...(isHeld ? { state: 'pending' as const } : { isOfficial }),
  }
  await insertPosted(tx, row, comment.key && { key: comment.key, fingerprint })
  if (waits && leave.answer === 'allowed') await waitForGuest(tx, row)
  if (kept) await keepRest(tx, kept, comment)
  return row
}

/** @param sent by which a retry is known as the same comment. */
async function insertPosted(
  tx: Tx,
  row: CommentRow,
  sent: { key: string; fingerprint: string } | '' | undefined,
): Promise<void> {
  const { id, storyId, seq, personId, createdAt } = row
  await insertComment(tx, row)
  const isHeld = row.state === 'pending'
  const type = isHeld ? 'comment.held' : 'comment.posted'
  await insertEvent(tx, { storyId, seq, type, subjectId: id, createdAt })
  if (isHeld) tx.hint('desk')
  if (sent && personId !== null) await insertIdempotencyRow(tx, { personId, ...sent, commentId: id, createdAt })
}

/** Another device may have kept another text in the same place; only what was posted goes. */
async function keepRest(tx: Tx, kept: DraftRow, { body, draftFrom }: NewComment): Promise<void> {
  const rest = draftFrom === iso(kept.updatedAt) ? '' : withoutPosted(kept, body)
  await (rest ? keepDraft(tx, { ...kept, body: rest }, kept.updatedAt) : dropDraft(tx, kept))
}

function newComment(
  by: Reader,
  storyId: string,
  parent: CommentRow | null,
  { body, html }: { body: string; html: string },
  { seq, now }: { seq: number; now: number },
): CommentRow {
  return {
    ...placeUnder(parent, seq),
    id: newId(),
    storyId,
    parentId: parent?.id ?? null,
    personId: by.personId,
    authorName: by.name,
    badge: badgeOf(by, storyId),
    label: by.label ?? null,
    isOfficial: false,
    state: 'visible',
    removedFor: null,
    body,
    html,
    revision: 1,
    seq,
    createdAt: now,
    editedAt: null,
    deletedAt: null,
    decidedBy: null,
    decidedAt: null,
    rejection: null,
    importKey: null,
  }
}

async function parentIn(tx: Tx, storyId: string, parentId: string): Promise<CommentRow> {
  const parent = await commentById(tx, parentId)
  if (parent?.state === 'deleted' && parent.storyId === storyId)
    throw new Refusal('gone', 'The comment you are answering was deleted.')
  if (parent?.state !== 'visible' || parent.storyId !== storyId)
    throw new Refusal('not_found', 'The comment you are answering is not here.')
  return parent
}

async function earlierComment(tx: Tx, commentId: string | undefined): Promise<CommentRow> {
  const row = commentId && (await commentById(tx, commentId))
  if (!row) throw keyReused()
  if (row.state === 'rejected' && row.deletedAt !== null) throw new Refusal('gone', 'You have deleted this comment.')
  return row
}

function keyReused(): Refusal {
  return new Refusal('key_reused', 'This idempotency key was used before with another comment.')
}

function fingerprintOf(storyId: string, { body, parentId }: NewComment): string {
  return createHash('sha256')
    .update(JSON.stringify([storyId, parentId, body]))
    .digest('base64url')
}
