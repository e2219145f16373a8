import type { Tx } from '../../db/database.ts'
import { type DraftPlace, type DraftRow, draftAt, draftsOf, dropDraft, keepDraft } from '../../db/drafts.ts'
import { iso } from '../iso.ts'
import { withRefused } from './draft-rules.ts'

export const MOST_DRAFTS = 50
const TRIES = 20

export interface DraftText {
  body: string
  /** `updatedAt` of the draft it continues (ISO 8601), null if of none; undefined if it is to replace what is kept. */
  draftFrom: string | null | undefined
  /** Number of the story's last event if the text was refused; undefined if it was only kept. */
  parkedSeq?: number
  now: number
}

/**
 * Keeps a text in its place. Where another text is kept than the one it continues, from another window or device, both
 * are. Of more than fifty under one story the oldest go.
 */
export async function storeDraft(tx: Tx, place: DraftPlace, text: DraftText): Promise<DraftRow> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const kept = await draftAt(tx, place)
    const continues = text.draftFrom === undefined || (kept && text.draftFrom === iso(kept.updatedAt))
    const body = continues ? text.body : withRefused(kept, text.body)
    const parkedSeq = kept?.parkedSeq ?? text.parkedSeq ?? null
    // Whoever tries again and again under a paused story costs no write.
    if (kept?.body === body && kept.parkedSeq === parkedSeq) return kept
    const draft = {
      ...place,
      body,
      // Two texts of one moment are told apart by their times.
      updatedAt: Math.max(text.now, (kept?.updatedAt ?? 0) + 1),
      parkedSeq,
    }
    if (!(await keepDraft(tx, draft, kept?.updatedAt))) continue
    if (!kept) await dropOldest(tx, place)
    return draft
  }
  throw new Error('a draft changed all the time')
}

async function dropOldest(tx: Tx, { personId, storyId }: DraftPlace): Promise<void> {
  const drafts = await draftsOf(tx, personId, storyId, MOST_DRAFTS + 1)
  for (const old of drafts.slice(MOST_DRAFTS)) await dropDraft(tx, old)
}
