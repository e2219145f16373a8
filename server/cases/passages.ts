import { LRUCache } from 'lru-cache'
import type { BriefCase } from '../../db/cases.ts'
import type { Queries } from '../../db/database.ts'
import type { Quotation } from '../../db/tables.ts'
import { sourceOf, standingRevision } from './look-up.ts'
import { findQuotation } from './quotes.ts'

/** Looked up anew only when source or passage change: by both revisions, and so never stale. */
const known = new LRUCache<string, Quotation>({ max: 5_000 })

/**
 * Where quoted passages stand in the newest revision of their source, by case; one whose source has not changed since
 * it was quoted, is gone, or was quoted as absent is missing from the map.
 */
export async function passagesNow(db: Queries, rows: readonly BriefCase[]): Promise<Map<string, Quotation>> {
  const found = new Map<string, Quotation>()
  const revisions = new Map<string, number>()
  for (const row of rows) {
    const { sourceKind, sourceId, source } = row
    if (!sourceKind || !sourceId || !source || source.how === 'absent') continue
    // Of many notes in a thread most quote one story.
    const revision = revisions.get(sourceId) ?? (await standingRevision(db, sourceKind, sourceId))
    revisions.set(sourceId, revision)
    if (revision === 0 || revision === row.sourceRevision) continue
    const key = `${row.id} ${revision}`
    const standing = known.get(key) ?? (await lookAgain(db, row, source))
    known.set(key, standing)
    found.set(row.id, standing)
  }
  return found
}

async function lookAgain(db: Queries, row: BriefCase, source: Quotation): Promise<Quotation> {
  const { text } = await sourceOf(db, row.storyId, row.sourceKind ?? 'story', row.sourceId ?? undefined)
  return findQuotation(text, source.exact, source.start ?? 0)
}
