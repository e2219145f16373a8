import { createHash } from 'node:crypto'
import { Feed } from 'feed'
import { wordRemovals } from '../../db/log.ts'
import type { Context } from '../context.ts'
import { namedId } from '../ids.ts'
import { readLog } from '../log/read-log.ts'
import { ensureSite } from '../stories/begin-story.ts'
import { factsOf } from './log-facts.ts'
import { storyOfLog } from './log-story.ts'
import { type Entry, entryPath, headingOf, officeWords, plainWords, whereOf } from './log-words.ts'

export interface LogFeed {
  xml: string
  etag: string
  /** When anything in it last changed (epoch ms). */
  updatedAt: number
}

/**
 * The newest entries of the log as an Atom feed (RFC 4287), of one story or of all. An entry says what was decided when
 * it was; what became of it since is a later entry.
 *
 * @throws Refusal `not_found`: no such story.
 */
export async function logFeed(ctx: Context, storyId: string | undefined): Promise<LogFeed> {
  const about = await storyOfLog(ctx, storyId)
  const site = await ensureSite(ctx)
  const { entries } = await readLog(ctx, { storyId, publicOnly: true })
  const removals = await wordRemovals(ctx.db.read)
  const changedAt = (entry: Entry) => removals.get(entry.number)?.at ?? Date.parse(entry.at)
  const updatedAt = Math.max((about ?? site).createdAt, ...entries.map(changedAt))

  const { SITE_NAME, PUBLIC_URL } = ctx.config
  const query = about ? `?story=${about.id}` : ''
  const feed = new Feed({
    id: `urn:uuid:${namedId(`decision log of ${about?.id ?? site.id}`)}`,
    title: visible(about ? `Decisions on “${about.title}” – ${SITE_NAME}` : `Decision log – ${SITE_NAME}`),
    description: 'What was decided about the comments, why, and for how long.',
    link: `${PUBLIC_URL}/log${query}`,
    feed: `${PUBLIC_URL}/log.atom${query}`,
    updated: new Date(updatedAt),
    author: { name: visible(SITE_NAME) },
    generator: 'Afterword',
  })
  for (const entry of entries)
    feed.addItem({
      id: `urn:uuid:${entry.id}`,
      link: PUBLIC_URL + entryPath(entry.number),
      title: html(titleOf(entry)),
      description: html(summaryOf(entry)),
      published: new Date(entry.at),
      date: new Date(changedAt(entry)),
    })
  const xml = feed.atom1()
  return { xml, updatedAt, etag: `"${createHash('sha256').update(xml).digest('base64url').slice(0, 22)}"` }
}

function titleOf(entry: Entry): string {
  const where = plainWords([whereOf(entry, true)]).replace(/^on /, '')
  return where ? `${headingOf(entry)} – ${where}` : headingOf(entry)
}

/** What a finding says of a comment is not in it: it would stay in feed readers when the comment is deleted. */
function summaryOf(entry: Entry): string {
  const office = `${officeWords(entry)}.`
  const words = entry.words === null ? '' : ` “${entry.words}”`
  const gone = entry.words === null && entry.wordsDigest !== null ? ' The words of this entry were removed.' : ''
  return `${office}${words}${gone} ${plainWords(factsOf(entry))} Entry ${entry.number}, hash ${entry.hash}.`
}

/** The library writes texts of entries as HTML. */
function html(text: string): string {
  return visible(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}

/** Without characters that XML cannot hold, which an imported title may have. */
function visible(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: leaving them out is the point
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
}
