import { frontStories, newestUpdates, openings } from '../../db/pages.ts'
import { updatesOf } from '../../db/updates.ts'
import type { Context } from '../context.ts'
import { presentStories } from '../stories/present.ts'
import { Card, type CardStory } from './card.tsx'
import { alternatesOf, type NamedFeed } from './feeds/addresses.ts'
import { FeedWords } from './feeds/feed-words.tsx'
import { Latest } from './latest.tsx'
import { renderPage } from './layout.tsx'
import { leadOf, standfirst, storyPath } from './rules.ts'

const ON_FRONT = 12
const IN_RAIL = 3

const feeds: NamedFeed[] = [
  { name: 'comments', title: 'Newest comments' },
  { name: 'updates', title: 'Updates on all stories' },
]

/** The front page: what was published here itself, the story with the latest news in front. */
export async function frontPage(ctx: Context): Promise<string> {
  const stories = await cardStories(ctx, ON_FRONT)
  const lead = leadOf(stories)
  const rest = stories.filter((story) => story !== lead)
  const published = lead ? await updatesOf(ctx.db.read, lead.id) : []
  const updates = published.filter(({ state }) => state === 'published').slice(0, IN_RAIL)
  const { SITE_NAME } = ctx.config
  const props = {
    description: `News, and what readers make of it. Today in ${SITE_NAME}.`,
    path: '/',
    here: '/',
    alternates: alternatesOf(feeds),
    scripts: ['pages'],
  }
  return renderPage(
    ctx,
    props,
    <>
      <h1 class="unseen">{SITE_NAME}: front page</h1>
      {lead ? (
        <div class="front">
          <Card story={lead} now={ctx.now()} lead />
          {updates.length > 0 && <Latest updates={updates} path={lead.path} now={ctx.now()} />}
          <div class="front-rest">
            {rest.map((story) => (
              <Card story={story} now={ctx.now()} />
            ))}
          </div>
        </div>
      ) : (
        <p class="empty">Nothing has been published here yet. Stories from other pages are in the archive.</p>
      )}
      <p class="onward">
        <a href="/archive">Everything there is, in the archive</a>
      </p>
      <FeedWords feeds={feeds} />
    </>,
  )
}

async function cardStories(ctx: Context, limit: number): Promise<CardStory[]> {
  const { read } = ctx.db
  const rows = await frontStories(read, limit)
  const ids = rows.map((row) => row.id)
  const [stories, updates, texts] = await Promise.all([
    presentStories(read, rows, ctx.now()),
    newestUpdates(read, ids),
    openings(read, ids),
  ])
  return rows.map((row, i) => {
    const update = updates.get(row.id)
    return {
      id: row.id,
      path: storyPath(row),
      title: row.title,
      section: row.section,
      byline: row.byline,
      publishedAt: row.publishedAt,
      updatedAt: update?.publishedAt ?? null,
      updateNumber: update?.number ?? null,
      standfirst: standfirst(texts.get(row.id) ?? ''),
      commentCount: stories[i]?.commentCount ?? 0,
      commenting: stories[i]?.commenting ?? { mode: 'open', suspension: null, others: [] },
    }
  })
}
