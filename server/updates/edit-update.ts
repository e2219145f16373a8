import type { Tx } from '../../db/database.ts'
import { addEvent } from '../../db/events.ts'
import type { Anchor, ClaimStatus, UpdateKind } from '../../db/tables.ts'
import {
  changeUpdate,
  creditsOf,
  isNumbered,
  type NumberedUpdate,
  setCredit,
  type UpdateRevisionRow,
  type UpdateRow,
} from '../../db/updates.ts'
import type { Context, Publisher, Reader } from '../context.ts'
import { Refusal } from '../errors.ts'
import { isoOrNull } from '../iso.ts'
import { appendLog } from '../log/append-log.ts'
import { officeOf } from '../people/offices.ts'
import { renderUpdateProse } from '../text/render.ts'
import { anchorAt, creditFor, type Passage, passageAbsent } from './beside.ts'
import { type Hand, makePublic } from './make-public.ts'
import { ownUpdate } from './require-update.ts'
import { isSameAnchor, isSamePassage, saysAlready, scheduleFault } from './rules.ts'
import { queuePublication } from './scheduled.ts'

/** What to change; what is left out stays. */
export interface UpdateEdit {
  /** The revision that was edited. */
  revision: number
  kind?: UpdateKind | undefined
  status?: ClaimStatus | null | undefined
  body?: string | undefined
  anchor?: Passage | null | undefined
  creditCommentId?: string | null | undefined
  /** Of a scheduled one: ISO 8601, or null to publish it now. */
  publishAt?: string | null | undefined
}

/**
 * Edits an update, scheduled or published; of one that readers know, the wording before is kept. Tells nobody anew.
 * What it says already changes nothing, so that a retry does not. Of two edits of one revision the second is refused.
 *
 * @throws Refusal `not_found`, `forbidden`; `conflict`: changed meanwhile, with what stands as `current`, or published
 * before the time asked for; `gone`: withdrawn; `quote_absent`, `invalid`: as when it is published.
 */
export async function editUpdate(
  ctx: Context,
  by: Reader | Publisher,
  id: string,
  edit: UpdateEdit,
): Promise<UpdateRow> {
  const { storyId } = await ownUpdate(ctx.db.read, by, id)
  return ctx.db.transact(`story:${storyId}`, async (tx) => {
    const old = await ownUpdate(tx, by, id)
    if (old.state === 'withdrawn') throw new Refusal('gone', 'This update was withdrawn.')
    const moves = await movesIn(tx, old, edit)
    if (!moves.credit && !moves.time && !moves.words) return old
    if (old.revision !== edit.revision || (moves.time && old.state === 'published')) throw meanwhile(old)
    return edited(tx, old, edit, moves, { role: officeOf(by, storyId), personId: by.personId, now: ctx.now() })
  })
}

/** What an edit would change. */
interface Moves {
  credit: boolean
  time: boolean
  words: boolean
  /** The anchor it asks for; undefined when the story has no such passage. */
  anchor: Anchor | null | undefined
}

async function edited(
  tx: Tx,
  old: UpdateRow,
  edit: UpdateEdit,
  moves: Moves,
  { now, ...hand }: Hand & { now: number },
): Promise<UpdateRow> {
  const { id, storyId } = old
  if (moves.credit)
    await setCredit(tx, id, edit.creditCommentId ? await creditFor(tx, storyId, edit.creditCommentId) : null)
  const row = { ...old, ...(moves.words && wording(old, edit, moves.anchor)), revision: old.revision + 1 }
  if (isNumbered(old)) return editPublished(tx, old, row, { wordsMove: moves.words, hand, now })
  return editScheduled(tx, old, row, { publishAt: moves.time ? edit.publishAt : undefined, hand, now })
}

async function movesIn(tx: Tx, old: UpdateRow, edit: UpdateEdit): Promise<Moves> {
  const credited = (await creditsOf(tx, [old.id])).get(old.id)?.commentId ?? null
  const anchor = await wantedAnchor(tx, old, edit.anchor)
  return {
    credit: edit.creditCommentId !== undefined && edit.creditCommentId !== credited,
    time: movesTime(old, edit),
    words: anchor === undefined || !saysAlready(old, edit) || !isSameAnchor(old.anchor, anchor),
    anchor,
  }
}

/** A published one is at its time already, and at none other. */
function movesTime({ state, scheduledFor }: UpdateRow, { publishAt }: UpdateEdit): boolean {
  if (publishAt === undefined) return false
  return publishAt === null ? state === 'scheduled' : Date.parse(publishAt) !== scheduledFor
}

/** A passage that the update is anchored to already stays where it was found, also once it has gone from the story. */
async function wantedAnchor(tx: Tx, { storyId, anchor }: UpdateRow, wanted: Passage | null | undefined) {
  if (wanted === undefined) return anchor
  if (wanted === null) return null
  if (anchor && isSamePassage(anchor, wanted)) return { ...anchor, after: wanted.after }
  return anchorAt(tx, storyId, wanted)
}

function wording(old: UpdateRow, edit: UpdateEdit, anchor: Moves['anchor']) {
  if (anchor === undefined) throw passageAbsent()
  const { kind = old.kind, status = old.status, body = old.body } = edit
  return { kind, status, body, anchor, html: body === old.body ? old.html : renderUpdateProse(body, old.id) }
}

async function editPublished(
  tx: Tx,
  old: NumberedUpdate,
  row: UpdateRow,
  { wordsMove, hand, now }: { wordsMove: boolean; hand: Hand; now: number },
): Promise<UpdateRow> {
  const edited = wordsMove ? { ...row, editedAt: now } : row
  if (!(await changeUpdate(tx, old, edited, wordsMove ? { keeping: wordingOf(old, now) } : {}))) throw meanwhile(old)
  const { id, storyId, kind, status, revision } = edited
  await addEvent(tx, storyId, 'update.changed', id, now)
  const detail = { number: old.number, kind, status, revision }
  await appendLog(tx, { at: now, verb: 'update.edited', ...hand, storyId, detail })
  return edited
}

async function editScheduled(
  tx: Tx,
  old: UpdateRow,
  row: UpdateRow,
  { publishAt, hand, now }: { publishAt: string | null | undefined; hand: Hand; now: number },
): Promise<UpdateRow> {
  const scheduledFor = publishAt ? Date.parse(publishAt) : old.scheduledFor
  const fault = publishAt ? scheduleFault(Date.parse(publishAt), now) : undefined
  if (fault) throw new Refusal('invalid', fault, { issues: [{ path: 'body.publishAt', message: fault }] })
  const edited = { ...row, scheduledFor }
  if (!(await changeUpdate(tx, old, edited))) throw meanwhile(old)
  if (publishAt === null) return makePublic(tx, edited, hand, now)
  if (publishAt) await queuePublication(tx, edited)
  return edited
}

/** The wording that stands, as one that stood. @param until epoch ms. */
export function wordingOf(row: NumberedUpdate, until: number): UpdateRevisionRow {
  const { id, revision, kind, status, body, html, anchor, publishedAt, editedAt } = row
  return {
    ...{ updateId: id, revision, kind, status, body, html, anchor },
    ...{ createdAt: editedAt ?? publishedAt, replacedAt: until },
  }
}

function meanwhile({ state, kind, status, body, revision, scheduledFor }: UpdateRow): Refusal {
  return new Refusal('conflict', 'This update was changed meanwhile.', {
    current: { state, kind, status, body, revision, scheduledFor: isoOrNull(scheduledFor) },
  })
}
