import { createHash } from 'node:crypto'
import { type CommentRow, commentById, insertComment } from '../../db/comments.ts'
import type { Tx } from '../../db/database.ts'
import { type DraftRow, draftAt, dropDraft, keepDraft } from '../../db/drafts.ts'
import { isTaken } from '../../db/errors.ts'
import { insertEvent, nextSeq } from '../../db/events.ts'
import { idempotencyRow, insertIdempotencyRow } from '../../db/idempotency.ts'
import { type StoryRow, storyById } from '../../db/stories.ts'
import type { Context, Reader } from '../context.ts'
import { Refusal } from '../errors.ts'
import { newId } from '../ids.ts'
import { iso } from '../iso.ts'
import { queueTelling } from '../notices/tell-of-comments.ts'
import { badgeOf } from '../people/offices.ts'
import type { FormSigns } from '../screening/judge.ts'
import { type Begun, beginScreening, recordScreening, screen, screenedRefusal } from '../screening/screen.ts'
import { guard, withDraft, writeUnder } from '../suspensions/guard.ts'
import { renderProse } from '../text/render.ts'
import { withoutPosted } from './draft-rules.ts'
import { guestWaits, waitForGuest } from './guest-leave.ts'
import { presentDraft } from './present.ts'
import { placeUnder } from './rules.ts'
import { storeDraft } from './store-draft.ts'
import { withMentions } from './with-mentions.ts'

export interface NewComment {
  /** Markdown as typed. */
  body: string
  parentId: string | null
  /** `updatedAt` of the draft it was written from (ISO 8601). */
  draftFrom?: string | null
  /** Idempotency key of this submission. */
  key?: string | undefined
  /** What the form it came by tells of who filled it in. */
  form?: FormSigns | undefined
}

/**
 * Posts a comment or reply. Serialised with the suspensions that reach the story; with a key, any number of equal
 * submissions make one comment, also when they race. Under premoderation, or held by a rule, the comment is `pending`.
 *
 * @throws Refusal `sanctioned` (403), `suspended` (423), `slowed` (429), `screened` (422): the text is kept as a draft first;
 * `key_reused`: the key came with another text; `not_found`: no such story or parent; `gone`: the parent was deleted;
 * `invalid`: nothing to show is left of the text.
 */
export async function postComment(ctx: Context, by: Reader, storyId: string, comment: NewComment): Promise<CommentRow> {
  const { parentId, form, key } = comment
  const html = await withMentions(ctx.db.read, renderProse(comment.body), { storyId, parentId })
  const begun = await beginScreening(ctx, { act: 'post', by, storyId, html, revision: 1, parentId, form, key })
  const work = (tx: Tx) => postIn(tx, ctx.now(), by, storyId, { ...comment, html, begun })
  const outcome = await writeUnder(ctx, storyId, work).catch((error: unknown) => {
    if (comment.key && isTaken(error)) throw keyReused()
    throw error
  })
  if (outcome instanceof Refusal) throw outcome
  return outcome
}

type Screened = NewComment & { html: string; begun: Begun | null }

/** A refusal is returned, not thrown, where what was written for it (the draft) has to stay. */
async function postIn(
  tx: Tx,
  now: number,
  by: Reader,
  storyId: string,
  comment: Screened,
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
    // What holds for the writer alone opens nothing when it ends.
    const parkedSeq = leave.refusal.code === 'sanctioned' ? undefined : story.lastSeq
    const draft = await storeDraft(tx, place, { body, draftFrom, now, ...(parkedSeq !== undefined && { parkedSeq }) })
    return withDraft(leave.refusal, presentDraft(draft))
  }
  return keepScreened(tx, now, by, comment, { story, parent, leave, place, fingerprint })
}

interface Allowed {
  story: StoryRow
  parent: CommentRow | null
  leave: Exclude<Awaited<ReturnType<typeof guard>>, { answer: 'refused' }>
  /** Of its draft. */
  place: { personId: string; storyId: string; parentId: string }
  fingerprint: string
}

/** Keeps what no suspension refuses, in the state that the rules and the writer's standing give it. */
async function keepScreened(
  tx: Tx,
  now: number,
  by: Reader,
  comment: Screened,
  { story, parent, leave, place, fingerprint }: Allowed,
): Promise<CommentRow | Refusal> {
  const waits = await guestWaits(tx, by)
  const { begun } = comment
  const screened = await screen(tx, begun, { act: 'post', by, now })
  const of = { storyId: story.id, personId: by.personId, revision: 1, now }
  if (begun && screened.outcome === 'refuse') {
    await recordScreening(tx, begun, screened, { ...of, commentId: null })
    const { body, draftFrom = null } = comment
    const draft = await storeDraft(tx, place, { body, draftFrom, now })
    return screenedRefusal(tx, begun, screened, { draft: presentDraft(draft), now })
  }
  const isOthers = leave.answer === 'held' || screened.outcome === 'hold'
  const row = {
    ...newComment(by, story, parent, comment, { seq: await nextSeq(tx, story.id), now }),
    ...(leave.answer === 'allowed' && { isOfficial: leave.isOfficial }),
    ...((isOthers || waits) && heldState),
  }
  await keepComment(tx, row, comment.key && { key: comment.key, fingerprint })
  await recordScreening(tx, begun, screened, { ...of, commentId: row.id })
  // What anything else holds too is not released by the guest.
  if (waits && !isOthers) await waitForGuest(tx, row)
  const kept = await draftAt(tx, place)
  if (kept) await keepRest(tx, kept, comment)
  return row
}

const heldState = { state: 'pending' } as const

/** @param sent by which a retry is known as the same comment. */
async function keepComment(
  tx: Tx,
  row: CommentRow,
  sent: { key: string; fingerprint: string } | '' | undefined,
): Promise<void> {
  const { id, storyId, seq, state, personId, createdAt } = row
  await insertComment(tx, row)
  const type = state === 'pending' ? 'comment.held' : 'comment.posted'
  await insertEvent(tx, { storyId, seq, type, subjectId: id, createdAt })
  if (state === 'pending') tx.hint('desk')
  else await queueTelling(tx, storyId, createdAt)
  if (sent && personId !== null) await insertIdempotencyRow(tx, { personId, ...sent, commentId: id, createdAt })
}

/** Another device may have kept another text in the same place; only what was posted goes. */
async function keepRest(tx: Tx, kept: DraftRow, { body, draftFrom }: NewComment): Promise<void> {
  const rest = draftFrom === iso(kept.updatedAt) ? '' : withoutPosted(kept, body)
  await (rest ? keepDraft(tx, { ...kept, body: rest }, kept.updatedAt) : dropDraft(tx, kept))
}

function newComment(
  by: Reader,
  story: StoryRow,
  parent: CommentRow | null,
  { body, html }: { body: string; html: string },
  { seq, now }: { seq: number; now: number },
): CommentRow {
  return {
    ...placeUnder(parent, seq),
    id: newId(),
    storyId: story.id,
    parentId: parent?.id ?? null,
    personId: by.personId,
    authorName: by.name,
    badge: badgeOf(by, story),
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
