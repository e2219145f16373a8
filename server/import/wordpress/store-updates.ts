import type { Queries, Tx } from '../../../db/database.ts'
import { theSite } from '../../../db/sites.ts'
import { storyById } from '../../../db/stories.ts'
import type { Anchor } from '../../../db/tables.ts'
import { numbersByImportKeys, updatesOf } from '../../../db/updates.ts'
import { findQuotation } from '../../cases/quotes.ts'
import type { Context } from '../../context.ts'
import { newId } from '../../ids.ts'
import { standingText } from '../../stories/set-text.ts'
import { renderUpdateProse } from '../../text/render.ts'
import { addImported } from '../../updates/add-imported.ts'
import { count, type ImportReport } from '../report.ts'
import { type Brought, changedNotes } from './changed-notes.ts'
import type { PreparedStory } from './prepare.ts'
import type { PreparedUpdate } from './prepare-updates.ts'

/** Updates a transaction: a live server gets its turn between two of them. */
const BATCH = 100

interface Updated {
  story: PreparedStory
  /** Undefined for a new story in a dry run. */
  storyId: string | undefined
  /** Key of the story; those of its updates begin with it. */
  key: string
}

interface Run {
  dryRun: boolean
  report: ImportReport
}

/** An update with where it stands in the story as it is here. */
interface Placed extends PreparedUpdate {
  importKey: string
  anchor: Anchor | null
}

/**
 * Adds the updates in a story's text that are not there yet, in the order of their numbers, under the next ones of the
 * story. One that an earlier export had in other words stays as it is here. A pause of commenting does not hold them:
 * they are the author's.
 */
export async function storeUpdates(ctx: Context, updated: Updated, run: Run): Promise<void> {
  const { story, storyId, key } = updated
  const { report } = run
  for (const { why, label } of story.leftOut) count(report.skipped, why, `“${label}” in ${story.label}`)
  if (story.updates.length === 0) return
  const standing = await numbersOf(ctx.db.read, updated, story.updates)
  const changed =
    storyId === undefined ? new Set() : changedNotes(story.updates, await broughtTo(ctx.db.read, storyId, key))
  for (const update of story.updates.filter((one) => changed.has(one.key)))
    count(report.changed, 'update_words', `“${update.label}” in ${story.label}`)
  const fresh = story.updates.filter((update) => !standing.has(keyOf(key, update)) && !changed.has(update.key))
  const placed = placedIn(await textHere(ctx.db.read, updated), key, fresh)
  report.updatesThere += story.updates.length - fresh.length
  if (run.dryRun || storyId === undefined) {
    const last = storyId === undefined ? 0 : ((await storyById(ctx.db.read, storyId))?.lastUpdateNumber ?? 0)
    for (const [i, update] of placed.entries()) tell(story, update, last + i + 1, report)
  } else await storeIn(ctx, storyId, updated, placed, report)
}

async function storeIn(
  ctx: Context,
  storyId: string,
  updated: Updated,
  placed: Placed[],
  report: ImportReport,
): Promise<void> {
  const authorName = updated.story.byline || ((await theSite(ctx.db.read))?.name ?? '')
  for (let start = 0; start < placed.length; start += BATCH) {
    const batch = placed.slice(start, start + BATCH)
    const given = await ctx.db.transact(`story:${storyId}`, (tx) =>
      write(tx, updated, batch, { storyId, authorName, now: ctx.now() }),
    )
    for (const update of batch) {
      const number = given.get(update)
      if (number === undefined) report.updatesThere += 1
      else tell(updated.story, update, number, report)
    }
  }
}

function numbersOf(db: Queries, { key }: Updated, updates: readonly PreparedUpdate[]) {
  return numbersByImportKeys(
    db,
    updates.map((update) => keyOf(key, update)),
  )
}

function keyOf(storyKey: string, { key }: PreparedUpdate): string {
  return `${storyKey}#update-${key}`
}

/** What earlier exports brought to a story. */
async function broughtTo(db: Queries, storyId: string, storyKey: string): Promise<Brought[]> {
  const prefix = `${storyKey}#update-`
  return (await updatesOf(db, storyId)).flatMap(({ importKey, number, anchor }) =>
    importKey?.startsWith(prefix)
      ? [{ key: importKey.slice(prefix.length), number, exact: anchor?.quotation.exact ?? null }]
      : [],
  )
}

/** The text that a passage is looked up in: the one that stands, or would if this were no dry run. */
async function textHere(db: Queries, { story, storyId }: Updated): Promise<{ text: string; revision: number }> {
  const standing = storyId === undefined ? undefined : (await standingText(db, storyId)).standing
  return standing ?? { text: story.text?.text ?? '', revision: 1 }
}

function placedIn(source: { text: string; revision: number }, key: string, updates: PreparedUpdate[]): Placed[] {
  return updates.map((update) => {
    const importKey = keyOf(key, update)
    if (!update.passage) return { ...update, importKey, anchor: null }
    const { exact, seam, lead } = update.passage
    const quotation = findQuotation(source.text, exact, Math.max(0, source.text.indexOf(seam) + lead - exact.length))
    const anchor = quotation.how === 'absent' ? null : { quotation, revision: source.revision, after: null }
    return { ...update, importKey, anchor }
  })
}

/** @returns the numbers of those that were not added meanwhile by another import. */
async function write(
  tx: Tx,
  updated: Updated,
  batch: Placed[],
  { storyId, authorName, now }: { storyId: string; authorName: string; now: number },
): Promise<Map<Placed, number>> {
  const standing = await numbersOf(tx, updated, batch)
  const given = new Map<Placed, number>()
  for (const update of batch) {
    const { importKey, kind, status, body, anchor, publishedAt } = update
    if (standing.has(importKey)) continue
    const id = newId()
    const row = {
      ...{ id, storyId, state: 'published' as const, revision: 1, importKey },
      ...{ kind, status, body, html: renderUpdateProse(body, id), authorName, anchor },
      ...{ personId: null, answersCaseId: null, scheduledFor: null },
      ...{ createdAt: publishedAt, publishedAt, editedAt: null, withdrawnAt: null, withdrawal: null },
    }
    given.set(update, await addImported(tx, row, now))
  }
  return given
}

function tell(story: PreparedStory, update: Placed, given: number, report: ImportReport): void {
  const { number, kind, status, label, paragraphs, passage, at } = update
  const anchor = update.anchor ? 'found' : passage ? 'absent' : 'none'
  report.updates.push({ story: story.label, found: number, given, kind, status, words: label, paragraphs, anchor })
  const name = number === null ? 'a note' : `UPDATE ${number}`
  if (number !== null && number !== given)
    count(report.changed, 'update_number', `${name} in ${story.label}, now UPDATE ${given}`)
  if (at === undefined) count(report.changed, 'update_date', `${name} in ${story.label}`)
}
