import { createHash } from 'node:crypto'
import { caseById } from '../../db/cases.ts'
import type { Tx } from '../../db/database.ts'
import { isTaken } from '../../db/errors.ts'
import { storyById } from '../../db/stories.ts'
import type { ClaimStatus, UpdateKind } from '../../db/tables.ts'
import {
  insertUpdate,
  insertUpdateKey,
  setCredit,
  type UpdateKeyRow,
  type UpdateRow,
  updateById,
  updateKeyRow,
} from '../../db/updates.ts'
import type { Context, Publisher, Reader } from '../context.ts'
import { Refusal } from '../errors.ts'
import { newId } from '../ids.ts'
import { mayPublish, officeOf } from '../people/offices.ts'
import { ensureSite } from '../stories/begin-story.ts'
import { renderUpdateProse } from '../text/render.ts'
import { anchorAt, creditFor, type Passage, passageAbsent } from './beside.ts'
import { makePublic } from './make-public.ts'
import { scheduleFault } from './rules.ts'
import { queuePublication } from './scheduled.ts'

export interface NewUpdate {
  kind: UpdateKind
  status: ClaimStatus | null
  /** Markdown as typed. */
  body: string
  byline?: string | undefined
  answersCaseId: string | null
  anchor?: Passage | null | undefined
  creditCommentId?: string | null | undefined
  /** ISO 8601: by itself, then. */
  publishAt?: string | null | undefined
}

/**
 * Publishes the next numbered update of a story, or schedules it. Two at once get two numbers, without a gap: the
 * number is taken in the transaction that publishes. With a key, any number of equal submissions make one update.
 *
 * @param key idempotency key of this submission.
 * @throws Refusal `not_found`: no such story, or the case or the comment credited is not about it; `forbidden`: neither
 * its author, staff nor the publisher, or a byline from a person; `quote_absent`: its passage is not in the story;
 * `invalid`: nothing to show, or no time to schedule for; `key_reused`: the key came with another update; `gone`: that
 * update was cancelled.
 */
export async function publishUpdate(
  ctx: Context,
  by: Reader | Publisher,
  storyId: string,
  update: NewUpdate,
  key?: string,
): Promise<UpdateRow> {
  if (update.byline !== undefined && by.scope !== 'publisher')
    throw new Refusal('forbidden', 'Your own name stands under your updates.')
  const id = newId()
  const html = renderUpdateProse(update.body, id)
  const authorName = by.scope === 'publisher' ? (update.byline ?? (await ensureSite(ctx)).name) : by.name
  const submission = key === undefined ? undefined : submissionOf(by, storyId, update, key)
  const work = async (tx: Tx) => {
    const now = ctx.now()
    const earlier = submission && (await updateKeyRow(tx, submission.sender, submission.key))
    if (earlier) return earlierUpdate(tx, earlier.fingerprint === submission.fingerprint ? earlier : undefined)
    const row = await newRow(tx, by, storyId, update, { id, html, authorName, now })
    await insertUpdate(tx, row)
    if (update.creditCommentId) await setCredit(tx, id, await creditFor(tx, storyId, update.creditCommentId))
    if (submission) await insertUpdateKey(tx, { ...submission, updateId: id, createdAt: now })
    if (row.scheduledFor === null)
      return makePublic(tx, row, { role: officeOf(by, storyId), personId: by.personId }, now)
    await queuePublication(tx, row)
    return row
  }
  return ctx.db.transact(`story:${storyId}`, work).catch((error: unknown) => {
    if (key !== undefined && isTaken(error)) throw keyReused()
    throw error
  })
}

async function newRow(
  tx: Tx,
  by: Reader | Publisher,
  storyId: string,
  { kind, status, body, answersCaseId, anchor, publishAt }: NewUpdate,
  made: { id: string; html: string; authorName: string; now: number },
): Promise<UpdateRow> {
  const { id, html, authorName, now } = made
  if (!(await storyById(tx, storyId))) throw new Refusal('not_found', 'There is no such story.')
  if (!mayPublish(by, storyId)) throw new Refusal('forbidden', 'Only the story’s author and staff can publish updates.')
  if (answersCaseId !== null) await requireAnswerable(tx, storyId, answersCaseId)
  const scheduledFor = publishAt ? Date.parse(publishAt) : null
  const fault = scheduledFor === null ? undefined : scheduleFault(scheduledFor, now)
  if (fault) throw new Refusal('invalid', fault, { issues: [{ path: 'body.publishAt', message: fault }] })
  const found = anchor ? await anchorAt(tx, storyId, anchor) : null
  if (found === undefined) throw passageAbsent()
  return {
    ...{ id, storyId, state: 'scheduled', number: null, revision: 1 },
    ...{ kind, status, body, html, authorName, answersCaseId, scheduledFor },
    anchor: found,
    personId: by.personId,
    createdAt: now,
    ...{ publishedAt: null, editedAt: null, withdrawnAt: null, withdrawal: null, importKey: null },
  }
}

/** @throws Refusal `not_found`: cases of conduct and the law concern the people in them alone. */
async function requireAnswerable(tx: Tx, storyId: string, caseId: string): Promise<void> {
  const row = await caseById(tx, caseId)
  if (row?.storyId !== storyId || row.kind !== 'misrepresentation')
    throw new Refusal('not_found', 'There is no such case about this story.')
}

async function earlierUpdate(tx: Tx, earlier: UpdateKeyRow | undefined): Promise<UpdateRow> {
  if (!earlier) throw keyReused()
  const row = await updateById(tx, earlier.updateId)
  if (!row) throw new Refusal('gone', 'This update was scheduled, and cancelled since.')
  return row
}

function submissionOf(by: Reader | Publisher, storyId: string, update: NewUpdate, key: string) {
  const { kind, status, body, byline, answersCaseId, anchor, creditCommentId, publishAt } = update
  const passage = anchor ? [anchor.exact, anchor.start, anchor.after] : null
  const asked = [storyId, kind, status, body, byline, answersCaseId, passage, creditCommentId, publishAt]
  const fingerprint = createHash('sha256')
    .update(JSON.stringify(asked.map((part) => part ?? null)))
    .digest('base64url')
  return { sender: by.personId ?? 'publisher', key, fingerprint }
}

function keyReused(): Refusal {
  return new Refusal('key_reused', 'This idempotency key was used before with another update.')
}
