import { newestEntries } from '../../../db/feeds.ts'
import { logHeadOf, wordRemovals } from '../../../db/log.ts'
import { readLog } from '../../log/read-log.ts'
import { factsOf } from '../log-facts.ts'
import { type Entry, entryPath, headingOf, officeWords, plainWords, whereOf } from '../log-words.ts'
import { absolute, type FeedSource } from './source.ts'
import { asHtml } from './visible.ts'

/**
 * Entries of the log, newest first. An entry says what was decided when it was; what became of it since is a later
 * entry. What a finding says of a comment is not in it: it would stay in feed readers when the comment is deleted.
 */
export const decisionFeed: FeedSource = {
  title: (about, site) => (about ? `Decisions on “${about.title}” – ${site}` : `Decision log – ${site}`),
  description: () => 'What was decided about the comments, why, and for how long.',
  page: (about) => (about ? `/log?story=${about.id}` : '/log'),
  seed: 'decision log',
  movesWithStory: false,
  tellsOfThread: false,
  furthest: 999_999_999,
  keys: newestEntries,
  // Words that are removed leave an entry, and go from one that may stand on another page.
  version: async (db) => (await logHeadOf(db))?.number ?? 0,
  async entries(ctx, keys, { about, after }) {
    const asked = { storyId: about?.id, publicOnly: true, ...(after && { after: String(after.order) }) }
    const [{ entries }, removals] = await Promise.all([readLog(ctx, asked), wordRemovals(ctx.db.read)])
    const known = new Set(keys.map(({ id }) => id))
    return entries
      .filter(({ id }) => known.has(id))
      .map((entry) => ({
        id: entry.id,
        url: absolute(ctx, entryPath(entry.number)),
        title: titleOf(entry),
        author: null,
        html: `<p>${asHtml(summaryOf(entry))}</p>`,
        publishedAt: Date.parse(entry.at),
        updatedAt: removals.get(entry.number)?.at ?? Date.parse(entry.at),
      }))
  },
}

function titleOf(entry: Entry): string {
  const where = plainWords([whereOf(entry, true)]).replace(/^on /, '')
  return where ? `${headingOf(entry)} – ${where}` : headingOf(entry)
}

function summaryOf(entry: Entry): string {
  const office = `${officeWords(entry)}.`
  const words = entry.words === null ? '' : ` “${entry.words}”`
  const gone = entry.words === null && entry.wordsDigest !== null ? ' The words of this entry were removed.' : ''
  return `${office}${words}${gone} ${plainWords(factsOf(entry))} Entry ${entry.number}, hash ${entry.hash}.`
}
