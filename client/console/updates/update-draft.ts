import { textTrouble } from '../parts/text-field.tsx'
import { fieldTime, isFar, momentOf } from '../pauses/pause-times.ts'
import type { Update, UpdateEdit, UpdateInput } from '../shapes.ts'
import { anchoring, composing, crediting } from '../strings-updates.ts'

export const BODY = { min: 1, max: 20_000 }
export const AFTER = { min: 0, max: 2000 }
const LONGEST_PASSAGE = 1000
const MINUTE = 60_000

/** A passage of the story as a form holds it. */
export interface Amended {
  /** Empty until words are chosen. */
  exact: string
  start: number | null
  after: string
}

/** What is written about an update, new or edited. */
export interface Wording {
  kind: NonNullable<UpdateInput['kind']>
  status: Update['status']
  body: string
  /** Null while no passage is to be amended. */
  anchor: Amended | null
  /** Null while nobody is to be thanked, empty until a comment is chosen. */
  creditCommentId: string | null
}

export const blankWording: Wording = { kind: 'update', status: null, body: '', anchor: null, creditCommentId: null }

/** When it is published: a time of a `datetime-local` field, or now. */
export interface Moment {
  when: 'now' | 'at'
  at: string
}

export type Troubles = Partial<Record<'body' | 'anchor' | 'after' | 'credit', string>>

/** What is wrong with what is written, by field. */
export function troublesOf({ body, anchor, creditCommentId }: Wording): Troubles {
  const bodyTrouble = body.trim() === '' ? composing.empty : textTrouble(body, BODY.min, BODY.max)
  const length = anchor?.exact.length ?? null
  const afterTrouble = anchor && textTrouble(anchor.after, AFTER.min, AFTER.max)
  return {
    ...(bodyTrouble && { body: bodyTrouble }),
    ...(length === 0 && { anchor: anchoring.choose }),
    ...(length !== null && length > LONGEST_PASSAGE && { anchor: anchoring.long }),
    ...(afterTrouble && { after: afterTrouble }),
    ...(creditCommentId === '' && { credit: crediting.missing }),
  }
}

/** Until when (epoch ms) a change of an update is not told to readers, nor the wording before, as the server counts it. */
export function quietUntilOf(publishedAt: string): number {
  return Date.parse(publishedAt) + 10 * MINUTE
}

/** What is wrong with a moment, as the server sees it; null when nothing is. */
export function momentTrouble({ when, at }: Moment, now: number): string | null {
  if (when === 'now') return null
  const ms = momentOf(at)
  if (ms === null) return composing.timeMissing
  if (ms < now + MINUTE) return composing.timeSoon
  return isFar(ms, now) ? composing.timeFar : null
}

/** A moment as it is sent: ISO 8601, or null for now. */
export function sentTime({ when, at }: Moment): string | null {
  const ms = when === 'at' ? momentOf(at) : null
  return ms === null ? null : new Date(ms).toISOString()
}

/** A moment as a form begins with it: the one that is planned, or an hour ahead. */
export function momentOn(iso: string | null, now: number): Moment {
  return { when: 'at', at: fieldTime(iso === null ? now + 60 * MINUTE : Date.parse(iso)) }
}

function sentAnchor(anchor: Amended | null) {
  if (!anchor) return null
  const { exact, start, after } = anchor
  return { exact, ...(start !== null && { start }), after: after.trim() || null }
}

/** What is written as the server takes it. */
export function sentWording({ kind, status, body, anchor, creditCommentId }: Wording) {
  return { kind, status, body: body.trim(), anchor: sentAnchor(anchor), creditCommentId: creditCommentId || null }
}

/** What a published or scheduled update says, to be edited. */
export function wordingOf({ kind, status, body, anchor, credit }: Update): Wording {
  const amended = anchor && {
    exact: anchor.quotation.exact,
    start: anchor.quotation.start,
    after: anchor.after ?? '',
  }
  return { kind, status, body: body ?? '', anchor: amended, creditCommentId: credit?.commentId ?? null }
}

/** What an edit changes; what it does not touch stays out, so that it stays as it is there. */
export function sentEdit(wording: Wording, was: Wording, revision: number): UpdateEdit {
  const { anchor, creditCommentId, ...words } = sentWording(wording)
  return {
    ...words,
    revision,
    ...(JSON.stringify(wording.anchor) !== JSON.stringify(was.anchor) && { anchor }),
    ...(creditCommentId !== was.creditCommentId && { creditCommentId }),
  }
}
