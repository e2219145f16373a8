import { h } from 'preact'
import type * as z from 'zod'
import { PauseNotice } from '../../client/ui/pause-notice.tsx'
import { claimStatusNames, updateKindNames } from '../../client/ui/words.ts'
import { type StoryRow, storyById, storyByUrlKey, storyRevision } from '../../db/stories.ts'
import { type NumberedUpdate, updatesOf } from '../../db/updates.ts'
import { readElsewhere } from '../cases/present-public.ts'
import type { Context } from '../context.ts'
import { Id } from '../contract/shapes.ts'
import type { Story } from '../contract/stories.ts'
import { Refusal } from '../errors.ts'
import { ensureSite } from '../stories/begin-story.ts'
import { presentStory } from '../stories/present.ts'
import { urlKeyOf } from '../stories/rules.ts'
import { plainText } from '../text/plain.ts'
import { localArticle } from './article.ts'
import { alternatesOf, type NamedFeed } from './feeds/addresses.ts'
import { FeedWords } from './feeds/feed-words.tsx'
import { casePath, headlineOf, type Published, sentenceOf } from './finding/about.ts'
import { renderPage } from './layout.tsx'
import { Moment, momentWords } from './moment.tsx'
import { embeddableAt } from './oembed/discovery.ts'
import { standfirst, storyPath } from './rules.ts'
import { commentsWords, counted } from './words.ts'

/**
 * A story as the publication shows it, with its thread embedded as on any other page.
 *
 * @param name last part of the address: a story's id, or the name it was published under here.
 * @returns the page, or the path of the one address it should be read at.
 * @throws Refusal `not_found`.
 */
export async function storyPage(ctx: Context, name: string): Promise<{ html: string } | { movedTo: string }> {
  const row = await storyNamed(ctx, name)
  if (!row) throw new Refusal('not_found', 'There is no such story.')
  const path = storyPath(row)
  if (path !== `/stories/${encodeURIComponent(name)}`) return { movedTo: path }

  const { read } = ctx.db
  const [revision, story, updates, elsewhere] = await Promise.all([
    storyRevision(read, row.id, row.textRevision),
    presentStory(read, row, ctx.now()),
    updatesOf(read, row.id),
    readElsewhere(ctx, row.id),
  ])
  const opening = revision ? standfirst(plainText(revision.html), 160) : ''
  const feeds = feedsOf(row)
  const props = {
    title: row.title,
    description: opening || `“${row.title}”, and what readers say about it.`,
    path,
    scripts: ['pages'],
    alternates: [...alternatesOf(feeds), ...embeddableAt(ctx, path)],
  }
  const threadUrl = row.urlKey.startsWith('self:') ? ctx.config.PUBLIC_URL + row.urlKey.slice('self:'.length) : row.url
  return {
    html: renderPage(
      ctx,
      props,
      <>
        <article class="story">
          <StoryHead row={row} commentCount={story.commentCount} />
          {revision ? (
            <div class="prose" dangerouslySetInnerHTML={{ __html: localArticle(revision.html) }} />
          ) : (
            <p class="prose elsewhere">
              This story is published at <a href={row.url}>{new URL(row.url).host}</a>. Here you can read and join its
              thread.
            </p>
          )}
        </article>
        <section class="thread" id="comments" aria-label="Comments">
          <noscript>
            <Unscripted story={story} updates={updates} elsewhere={elsewhere} now={ctx.now()} />
          </noscript>
          <script type="module" src="/embed.js" />
          {h('afterword-thread', { url: threadUrl, title: row.title }, <Meanwhile storyId={row.id} />)}
        </section>
        <FeedWords feeds={feeds} />
      </>,
    ),
  }
}

function feedsOf({ id: storyId }: StoryRow): NamedFeed[] {
  return [
    { name: 'comments', storyId, title: 'Comments on this story' },
    { name: 'updates', storyId, title: 'Updates on this story' },
    { name: 'log', storyId, title: 'Decisions on this story' },
  ]
}

/** Path of the story that has an address, wherever that is; undefined if no story has. */
export async function pathOfUrl(ctx: Context, url: string): Promise<string | undefined> {
  if (!URL.canParse(url) || !/^https?:/i.test(url)) return undefined
  const row = await byUrl(ctx, url)
  return row && storyPath(row)
}

/** The story whose page has this name as the last part of its address, as `storyPage` takes it. */
export async function storyNamed(ctx: Context, name: string): Promise<StoryRow | undefined> {
  if (Id.safeParse(name).success) return storyById(ctx.db.read, name)
  return byUrl(ctx, `${ctx.config.PUBLIC_URL}/stories/${encodeURIComponent(name)}`)
}

async function byUrl(ctx: Context, url: string): Promise<StoryRow | undefined> {
  const site = await ensureSite(ctx)
  return storyByUrlKey(ctx.db.read, site.id, urlKeyOf(url, ctx.config.PUBLIC_URL))
}

/** Stands in the thread's place until it is there. */
function Meanwhile({ storyId }: { storyId: string }) {
  return <a href={`/log?story=${storyId}`}>Decisions on the comments of this story</a>
}

function StoryHead({ row, commentCount }: { row: StoryRow; commentCount: number }) {
  return (
    <header class="story-head">
      {row.section && <p class="kicker">{row.section}</p>}
      <h1>{row.title}</h1>
      <p class="meta">
        {row.byline && <span class="byline">{row.byline}</span>}
        <Moment at={row.publishedAt} />
        <a href="#comments">{commentsWords(commentCount)}</a>
      </p>
    </header>
  )
}

interface UnscriptedProps {
  story: z.output<typeof Story>
  updates: NumberedUpdate[]
  elsewhere: Published[]
  now: number
}

/** What somebody reads whose browser runs no scripts: the state of commenting, every update, and posts elsewhere. */
function Unscripted({ story, updates, elsewhere, now }: UnscriptedProps) {
  return (
    <div class="unscripted">
      <p>{`${counted(story.commentCount, 'comment')} on this story. To read and write them here, JavaScript has to be on.`}</p>
      <PauseNotice
        commenting={story.commenting}
        at={now}
        isMember={false}
        logHref={`/log?story=${story.id}`}
        still={(iso) => momentWords(Date.parse(iso))}
      />
      {updates.map((update) => (
        <article>
          <h2>
            UPDATE {update.number}: {updateKindNames[update.kind]}
            {update.status && `, ${claimStatusNames[update.status].toLowerCase()}`}
          </h2>
          <p class="meta">
            <Moment at={update.publishedAt} />
          </p>
          {update.state === 'withdrawn' ? (
            <p>Withdrawn{update.withdrawal ? `, because: ${update.withdrawal}` : '.'}</p>
          ) : (
            <div dangerouslySetInnerHTML={{ __html: update.html }} />
          )}
        </article>
      ))}
      {elsewhere.length > 0 && <Elsewhere cases={elsewhere} />}
    </div>
  )
}

function Elsewhere({ cases }: { cases: Published[] }) {
  return (
    <section>
      <h2>Elsewhere: posts about this story that were checked</h2>
      <ul>
        {cases.map((found) => (
          <li>
            <bdi>{found.outside?.postedBy}</bdi> on {found.outside?.host}:{' '}
            <a href={casePath(found.reference)}>{headlineOf(found).toLowerCase()}</a>. {sentenceOf(found)}
          </li>
        ))}
      </ul>
    </section>
  )
}
