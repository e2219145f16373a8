import type * as z from 'zod'
import type { BriefCase } from '../../db/cases.ts'
import { commentsByIds } from '../../db/comments.ts'
import type { Queries } from '../../db/database.ts'
import { type PublishedCase, publishedAbout } from '../../db/decisions.ts'
import { storiesByIds } from '../../db/stories.ts'
import type { Quotation } from '../../db/tables.ts'
import { answersTo } from '../../db/updates.ts'
import type { Note } from '../contract/findings.ts'
import { iso, isoOrNull } from '../iso.ts'
import { passagesNow } from './passages.ts'

type NoteShape = z.output<typeof Note>

/** Actions with which a finding stands beside the comment. */
export const NOTED = ['note', 'ask_edit', 'collapse'] as const

/** The findings beside comments, by comment, oldest first. */
export async function notesBeside(db: Queries, commentIds: string[]): Promise<Map<string, NoteShape[]>> {
  const noted = await publishedAbout(db, commentIds, NOTED)
  const notes = await presentNotes(db, noted)
  const found = new Map<string, NoteShape[]>()
  noted.forEach(({ row }, at) => {
    const note = notes[at]
    if (note && row.commentId) found.set(row.commentId, [...(found.get(row.commentId) ?? []), note])
  })
  return found
}

/** Published findings as readers see them, in the order given. Words of a comment that is gone leave through none. */
export async function presentNotes(db: Queries, published: PublishedCase[]): Promise<NoteShape[]> {
  const rows = published.map(({ row }) => row)
  const [answers, gone, changed] = await Promise.all([
    answersTo(
      db,
      rows.map((row) => row.id),
    ),
    goneSources(db, rows),
    passagesNow(db, rows),
  ])
  return published.map(({ row, decision }) => ({
    reference: row.reference,
    finding: decision.finding,
    explanation: decision.explanation,
    action: decision.action,
    wrote: row.claim?.exact ?? '',
    says: row.sourceId && gone.has(row.sourceId) ? '' : (row.source?.exact ?? ''),
    sourceKind: row.sourceKind,
    sourceChanged: hasMoved(changed.get(row.id)),
    decidedAt: iso(decision.publishedAt ?? decision.decidedAt),
    correctedAt: isoOrNull(row.correctedAt),
    reply: row.reply,
    answer: row.answer,
    isAppealed: row.state !== 'gone' && row.round > (row.publishedRound ?? row.round),
    updateNumber: answers.get(row.id) ?? null,
  }))
}

/** Whether the passage does not stand any more as it was quoted. */
function hasMoved(standing: Quotation | undefined): boolean {
  return standing !== undefined && standing.how !== 'exact' && standing.how !== 'normalised'
}

/** Comments that are quoted and not shown any more. */
export async function goneSources(db: Queries, rows: readonly BriefCase[]): Promise<Set<string>> {
  const ids = new Set(rows.flatMap((row) => (row.sourceKind === 'comment' && row.sourceId) || []))
  for (const comment of await commentsByIds(db, [...ids])) if (comment.state === 'visible') ids.delete(comment.id)
  return ids
}

/** Titles and addresses of stories, by id. */
export async function storyFacts(db: Queries, ids: string[]): Promise<Map<string, { title: string; url: string }>> {
  const stories = await storiesByIds(db, [...new Set(ids)])
  return new Map(stories.map(({ id, title, url }) => [id, { title, url }]))
}
