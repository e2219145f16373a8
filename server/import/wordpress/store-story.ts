import type { Queries, Tx } from '../../../db/database.ts'
import { isTaken } from '../../../db/errors.ts'
import { adoptStory } from '../../../db/imports.ts'
import { theSite } from '../../../db/sites.ts'
import { insertStory, type StoryRow, storyByImportKey, storyByUrlKey } from '../../../db/stories.ts'
import type { Context } from '../../context.ts'
import { ensureSite, newStoryRow } from '../../stories/begin-story.ts'
import { urlKeyOf } from '../../stories/rules.ts'
import { reviseText } from '../../stories/set-text.ts'
import { count, type ImportReport } from '../report.ts'
import type { PreparedStory } from './prepare.ts'

/**
 * Finds the story an earlier run or a visit to its page began, or adds it with its text. A story that was there keeps
 * its words; one that has no text yet gets it.
 *
 * @returns its id; undefined for a new story in a dry run, which writes nothing.
 */
export async function storeStory(
  ctx: Context,
  story: PreparedStory,
  key: string,
  { dryRun, report }: { dryRun: boolean; report: ImportReport },
): Promise<string | undefined> {
  const urlKey = urlKeyOf(story.url, ctx.config.PUBLIC_URL)
  const site = dryRun ? await theSite(ctx.db.read) : await ensureSite(ctx)
  const siteId = site?.id ?? ''
  const found = await standingStory(ctx.db.read, siteId, urlKey, key)
  tell(found, key, story, report)
  if (dryRun || found?.importKey) return found?.id

  const work = async (tx: Tx) => {
    const standing = await standingStory(tx, siteId, urlKey, key)
    const row = standing ?? { ...newStoryRow(siteId, urlKey, story, ctx.now()), importKey: key }
    if (standing) await adoptStory(tx, row.id, key)
    else await insertStory(tx, { ...row, baseMode: story.closed ? 'closed' : 'open' })
    await addText(tx, row, story, ctx.now())
    return row.id
  }
  const write = () => ctx.db.transact(`url:${urlKey}`, work)
  return write().catch((error: unknown) => {
    // Another import added the same story under another address a moment ago: now it is found.
    if (isTaken(error)) return write()
    throw error
  })
}

function tell(found: StoryRow | undefined, key: string, story: PreparedStory, report: ImportReport): void {
  const { changed, label, footnotes } = story
  if (found) report.storiesThere += 1
  else report.storiesAdded += 1
  const all = found ? [] : changed
  if (found?.importKey && found.importKey !== key) all.push('same_page')
  for (const what of all) count(report.changed, what, label)
  if (footnotes.length > 0 && takesText(found)) report.footnotes.push({ story: label, notes: footnotes })
}

function takesText(found: StoryRow | undefined): boolean {
  return !found || (found.importKey === null && found.textRevision === 0)
}

async function standingStory(db: Queries, siteId: string, urlKey: string, key: string): Promise<StoryRow | undefined> {
  return (await storyByImportKey(db, key)) ?? (await storyByUrlKey(db, siteId, urlKey))
}

async function addText(tx: Tx, row: StoryRow, { text }: PreparedStory, now: number): Promise<void> {
  if (!text || row.textRevision > 0) return
  await reviseText(tx, row, { ...text, via: 'import', isConfirmed: true, pageDigest: null }, now)
}
