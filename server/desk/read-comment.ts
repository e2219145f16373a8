import type * as z from 'zod'
import { casesAbout } from '../../db/cases.ts'
import { type CommentRow, commentById, commentsByPath } from '../../db/comments.ts'
import type { Queries } from '../../db/database.ts'
import { deskItem, latestOf, siblingsAfter, stateCountsOf, visibleReplyCount } from '../../db/desk.ts'
import { personById } from '../../db/people.ts'
import { type StoryRow, storiesByIds, storyById, storyRevision } from '../../db/stories.ts'
import { adverseFindings } from '../cases/person-history.ts'
import { findQuotation } from '../cases/quotes.ts'
import { WAITING_STATES } from '../cases/state/rules.ts'
import { ancestorPaths } from '../comments/rules.ts'
import type { Context, Reader } from '../context.ts'
import type { QueuedComment } from '../contract/desk.ts'
import { Refusal } from '../errors.ts'
import { iso, isoOrNull } from '../iso.ts'
import { type Confined, confinedTo } from '../people/offices.ts'
import { commentingOf } from '../suspensions/guard.ts'
import { plainText } from '../text/plain.ts'
import { decisionsOn } from './history.ts'
import { presentItems } from './present-items.ts'

type Shown = z.output<typeof QueuedComment>

const MOST_ABOVE = 10
const MOST_AFTER = 3
const MOST_LATEST = 5
const MOST_QUOTES = 5

/** One comment with all that its decision needs. @throws Refusal `not_found`. */
export async function readQueued(ctx: Context, by: Reader, id: string): Promise<Shown> {
  const { read } = ctx.db
  const now = ctx.now()
  const row = await commentById(read, id)
  const [story, listed] = row ? await Promise.all([storyById(read, row.storyId), deskItem(read, id)]) : []
  if (!row || !story || !listed || row.deletedAt !== null) throw new Refusal('not_found', 'There is no such comment.')
  const [[item], thread, commenting, quotes, writer, decisions, cases] = await Promise.all([
    presentItems(read, [listed], by, now),
    threadAround(read, row),
    commentingOf(read, story, now),
    quotesOf(read, row, story),
    row.personId === null ? null : writerOf(read, row.personId, { except: row.id, reach: confinedTo(by), now }),
    decisionsOn(read, id),
    casesAbout(read, id),
  ])
  if (!item) throw new Error('a comment was presented as nothing')
  const open = cases.find(({ state }) => (WAITING_STATES as readonly string[]).includes(state))
  return {
    ...{ item, ...thread, quotes, writer, decisions },
    editedAt: isoOrNull(row.editedAt),
    rule: row.removedFor,
    isPinned: story.pinnedId === id,
    story: { id: story.id, title: story.title, url: story.url, section: story.section, commenting },
    openCase: open ? { id: open.id, reference: open.reference } : null,
  }
}

async function threadAround(db: Queries, row: CommentRow): Promise<Pick<Shown, 'above' | 'after' | 'replies'>> {
  const [above, after, replies] = await Promise.all([
    commentsByPath(db, row.storyId, row.rootSeq, ancestorPaths(row.path).slice(-MOST_ABOVE)),
    siblingsAfter(db, row, MOST_AFTER),
    visibleReplyCount(db, row.id),
  ])
  return { above: above.map(shortly), after: after.map(shortly), replies }
}

function shortly({ id, authorName: author, html, state, createdAt }: CommentRow): Shown['above'][number] {
  return { id, author, html, state, createdAt: iso(createdAt) }
}

/** What the comment quotes that stands in the story. */
async function quotesOf(db: Queries, { html }: CommentRow, story: StoryRow): Promise<Shown['quotes']> {
  const quoted = [...html.matchAll(/<blockquote>(.*?)<\/blockquote>/gs)].slice(0, MOST_QUOTES)
  const text = quoted.length > 0 ? (await storyRevision(db, story.id, story.textRevision))?.text : undefined
  if (!text) return []
  return quoted.flatMap(([, words = '']) => {
    const { how, exact, prefix, suffix } = findQuotation(text, plainText(words))
    return how === 'absent' ? [] : [{ exact, prefix, suffix }]
  })
}

/** Of other sections than the viewer's, numbers alone. */
async function writerOf(
  db: Queries,
  id: string,
  { except, reach, now }: { except: string; reach: Confined; now: number },
): Promise<Shown['writer']> {
  const [person, against, counts, latest] = await Promise.all([
    personById(db, id),
    adverseFindings(db, id, now, reach),
    stateCountsOf(db, id),
    latestOf(db, id, { except, limit: MOST_LATEST, ...reach }),
  ])
  const stories = await storiesByIds(db, [...new Set(latest.map((row) => row.storyId))])
  const titles = new Map(stories.map((story) => [story.id, story.title]))
  const of = (state: CommentRow['state']) => counts.get(state) ?? 0
  return {
    ...{ id, name: person?.name ?? '', since: person ? iso(person.createdAt) : null, against },
    counts: {
      ...{ visible: of('visible'), pending: of('pending'), approved: of('approved'), returned: of('returned') },
      ...{ rejected: of('rejected'), removed: of('removed'), deleted: of('deleted') },
    },
    latest: latest.map(({ storyId, createdAt, ...row }) => ({
      ...{ id: row.id, html: row.html, state: row.state },
      storyTitle: titles.get(storyId) ?? '',
      at: iso(createdAt),
    })),
  }
}
