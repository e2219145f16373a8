import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Database, Queries } from '../../db/database.ts'
import { readConfig } from '../../server/config.ts'
import type { Context } from '../../server/context.ts'
import { createLog } from '../../server/log.ts'

/** A moment after everything in the fixtures. */
export const NOW = Date.UTC(2024, 5, 1)

export function fixture(name: string): string {
  return fileURLToPath(new URL(`fixtures/${name}.xml`, import.meta.url))
}

export function contextOn(db: Database): Context {
  const config = readConfig({ PUBLIC_URL: 'https://paper.example' })
  return { db, config, now: () => NOW, log: createLog('silent') }
}

/** What an import left, without what differs from run to run: ids are replaced by the keys of what they came from. */
export async function stateOf(db: Queries) {
  const { stories, comments, storyEvents, storyRevisions, updates } = db.tables
  const storyRows = await db.select().from(stories)
  const commentRows = await db.select().from(comments)
  const events = await db.select().from(storyEvents)
  const texts = await db.select().from(storyRevisions)
  const updateRows = await db.select().from(updates)
  const keys = new Map([...storyRows, ...commentRows, ...updateRows].map(({ id, importKey }) => [id, importKey ?? id]))
  const keyOf = (id: string | null) => (id === null ? null : (keys.get(id) ?? id))
  const sorted = <T>(rows: T[]) => rows.map((row) => JSON.stringify(row)).sort()
  return {
    stories: sorted(storyRows.map((row) => ({ ...row, id: keyOf(row.id), siteId: '' }))),
    comments: sorted(
      commentRows.map((row) => ({
        ...row,
        id: keyOf(row.id),
        storyId: keyOf(row.storyId),
        parentId: keyOf(row.parentId),
      })),
    ),
    updates: sorted(
      updateRows.map((row) => ({
        ...row,
        id: keyOf(row.id),
        storyId: keyOf(row.storyId),
        html: row.html.replace(/\b(fn|fnref)-\w+-/g, '$1-'),
      })),
    ),
    events: sorted(events.map((row) => ({ ...row, storyId: keyOf(row.storyId), subjectId: keyOf(row.subjectId) }))),
    texts: sorted(texts.map((row) => ({ ...row, storyId: keyOf(row.storyId) }))),
  }
}

/** Writes an export of `stories` stories with `comments` comments each, nested up to four deep. Resolves to its bytes. */
export async function writeExport(file: string, { stories, comments }: { stories: number; comments: number }) {
  const out = createWriteStream(file)
  const write = async (text: string) => {
    if (!out.write(text)) await once(out, 'drain')
  }
  await write(
    '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><link>https://big.example</link>' +
      '<wp:wxr_version>1.2</wp:wxr_version>',
  )
  let id = 0
  for (let story = 1; story <= stories; story++) {
    await write(
      `<item><title>Story ${story}</title><link>https://big.example/${story}/</link>` +
        `<content:encoded><![CDATA[Words of story ${story}.]]></content:encoded><wp:post_id>${story}</wp:post_id>` +
        '<wp:post_date_gmt>2024-01-10 08:30:00</wp:post_date_gmt><wp:post_type>post</wp:post_type>' +
        '<wp:status>publish</wp:status>',
    )
    for (let i = 0; i < comments; i++) {
      id += 1
      const second = String(i % 60).padStart(2, '0')
      const minute = String(Math.floor(i / 60) % 60).padStart(2, '0')
      await write(
        `<wp:comment><wp:comment_id>${id}</wp:comment_id><wp:comment_author>Reader ${id % 97}</wp:comment_author>` +
          `<wp:comment_date_gmt>2024-01-11 10:${minute}:${second}</wp:comment_date_gmt>` +
          `<wp:comment_content><![CDATA[${`Comment ${id} has something to say. `.repeat(8)}]]></wp:comment_content>` +
          `<wp:comment_approved>1</wp:comment_approved><wp:comment_parent>${i % 4 ? id - 1 : 0}</wp:comment_parent>` +
          '</wp:comment>',
      )
    }
    await write('</item>')
  }
  out.end('</channel></rss>')
  await once(out, 'close')
  return out.bytesWritten
}
