import { stat } from 'node:fs/promises'
import type { Context } from '../../context.ts'
import { RefusedFile } from '../refused-file.ts'
import { count, type ImportReport, newReport } from '../report.ts'
import type { ExportedItem, ExportHead } from './export.ts'
import { prepareComments, prepareStory } from './prepare.ts'
import { readExport } from './read-export.ts'
import { siteKeyOf, whyNoStory } from './rules.ts'
import { storeComments } from './store-comments.ts'
import { storeStory } from './store-story.ts'
import { storeUpdates } from './store-updates.ts'

export interface ImportOptions {
  file: string
  /** Say what would happen; write nothing. */
  dryRun: boolean
  /** Address of the WordPress site, for a file that does not say. */
  siteUrl?: string | undefined
  /** Hears how far the file is: first while it is checked from end to end, then while it is imported. */
  onProgress?: (phase: 'check' | 'import', bytes: number, ofBytes: number) => void
  /** Stops the import after the step it is at; what is imported stays, and a later run goes on from there. */
  signal?: AbortSignal
}

/**
 * Imports a WordPress export (WXR): published posts and pages as stories, the updates in their text, their comments with
 * threading, states and dates. The file is checked from end to end before anything is written. Rows carry the key of what they came from, so
 * a second run adds nothing, a stopped one goes on, and a later export adds what is new.
 *
 * @throws RefusedFile: the file cannot be imported; nothing was written.
 */
export async function importWordpress(ctx: Context, options: ImportOptions): Promise<ImportReport> {
  const { file, signal, onProgress } = options
  const report = newReport()
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  )
  report.siteUrl = await check(options, size)
  const reader = readExport(file, (bytes) => {
    report.bytes = bytes
    onProgress?.('import', bytes, size)
  })
  const seen = new Set<string>()
  for await (const item of reader.items()) {
    if (signal?.aborted) {
      report.stopped = true
      break
    }
    await importItem(ctx, item, { ...reader.head, siteUrl: report.siteUrl }, { seen, report, ...options })
  }
  report.oddities = reader.oddities()
  return report
}

/** Reads the whole file once, keeping nothing. @returns the address of its site. */
async function check({ file, siteUrl, signal, onProgress }: ImportOptions, size: number): Promise<string> {
  const reader = readExport(file, (bytes) => onProgress?.('check', bytes, size))
  for await (const _ of reader.items()) if (signal?.aborted) break
  if (!reader.head.version) throw new RefusedFile('This is not a WordPress export: it says no wxr_version.')
  const url = siteUrl ?? reader.head.siteUrl
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url))
    throw new RefusedFile('The file does not say which site it comes from; give its address with --site.')
  return url
}

interface Run extends ImportOptions {
  /** Ids of the items that were met in this run. */
  seen: Set<string>
  report: ImportReport
}

async function importItem(ctx: Context, item: ExportedItem, head: ExportHead, run: Run): Promise<void> {
  const { report, seen } = run
  const why = whyNoStory(item) ?? (seen.has(item.id) ? 'repeated' : undefined)
  const now = ctx.now()
  if (why) {
    const label = `${item.title || 'Untitled'} (${item.id || 'no number'})`
    count(report.skipped, why, why === 'other_type' ? `${item.type}: ${label}` : label)
    if (item.comments.length > 0) count(report.skipped, 'comment_of_skipped', label, item.comments.length)
    return
  }
  seen.add(item.id)
  const story = prepareStory(item, head, now)
  const comments = prepareComments(item, story, now, report)
  const key = `wordpress:${siteKeyOf(head.siteUrl)}:${story.id}`
  const storyId = await storeStory(ctx, story, key, run)
  await storeUpdates(ctx, { story, storyId, key }, run)
  await storeComments(ctx, { story, storyId, key, comments }, run)
}
