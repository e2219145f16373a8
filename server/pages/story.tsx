import { h } from 'preact'
import { mutedBy } from '../../db/mutes.ts'
import { type StoryRow, storyById, storyByUrlKey, storyRevision } from '../../db/stories.ts'
import { readElsewhere } from '../cases/present-public.ts'
import { partBefore, type ThreadPage, threadPage } from '../comments/thread-page.ts'
import type { Context } from '../context.ts'
import { Id } from '../contract/shapes.ts'
import { Refusal } from '../errors.ts'
import { readWays } from '../people/ways.ts'
import { mineOf } from '../reactions/subscribe.ts'
import { ensureSite } from '../stories/begin-story.ts'
import { urlKeyOf } from '../stories/rules.ts'
import { plainText } from '../text/plain.ts'
import { localArticle } from './article.ts'
import { alternatesOf, type NamedFeed } from './feeds/addresses.ts'
import { FeedWords } from './feeds/feed-words.tsx'
import { renderPage } from './layout.tsx'
import { Moment } from './moment.tsx'
import { unreadOf } from './notices/unread.ts'
import { embeddableAt } from './oembed/discovery.ts'
import { standfirst, storyPath } from './rules.ts'
import { type Asked, commentPath, partPath } from './thread/addresses.ts'
import { threadData } from './thread/data.ts'
import { nothingOwn, ownOn } from './thread/own.ts'
import type { Person } from './thread/person.ts'
import { branchesOf, StillThread } from './thread/thread.tsx'
import type { Refused } from './thread/writing.tsx'
import { commentsWords } from './words.ts'

export interface StoryPage {
  status: 200 | 410
  html: string
}

interface Visit {
  asked: Asked
  /** Who reads; null when signed out. */
  person: Person | null
  /** A text that was sent with the page's form and refused. */
  refused?: Refused
}

/**
 * A story as the publication shows it, with a part of its thread in the element that the thread with scripts takes the
 * place of.
 *
 * @param name last part of the address: a story's id, or the name it was published under here.
 * @returns the page, or the path of the one address it should be read at. Its status is 410 where the comment asked for
 * was taken away; what is left of the thread around it is shown.
 * @throws Refusal `not_found`: no such story, or no such comment under it; `invalid`: no such part of the thread.
 */
export async function storyPage(ctx: Context, name: string, visit: Visit): Promise<StoryPage | { movedTo: string }> {
  const row = await storyNamed(ctx, name)
  if (!row) throw new Refusal('not_found', 'There is no such story.')
  const path = storyPath(row)
  if (path !== `/stories/${encodeURIComponent(name)}`) return { movedTo: path }

  const { asked } = visit
  const { order, after, comment: around } = asked
  const query = { sort: order, ...(around === undefined ? after !== undefined && { after } : { around }) }
  const { person } = visit
  const [revision, { thread, isFirst, rootBefore }, elsewhere, unread, mine, own, muted] = await Promise.all([
    storyRevision(ctx.db.read, row.id, row.textRevision),
    threadPage(ctx, row.id, query),
    readElsewhere(ctx, row.id),
    unreadOf(ctx, person),
    person ? mineOf(ctx, person.reader, row.id) : { agreed: [], isSubscribed: false, level: null, sanctions: [] },
    person ? ownOn(ctx, person, row.id) : nothingOwn,
    mutedIds(ctx, person),
  ])
  const before = isFirst ? null : await partBefore(ctx, row.id, query)
  const opening = revision ? standfirst(plainText(revision.html), 160) : ''
  const feeds = feedsOf(row)
  const { guests } = await readWays(ctx)
  const about = sharedOf(thread, around) ?? {
    title: row.title,
    description: opening || `“${row.title}”, and what readers say about it.`,
  }
  const props = {
    ...about,
    share: { title: about.title, ...(around !== undefined && { path: commentPath(path, around) }) },
    path: canonicalPath(path, asked, isFirst),
    scripts: ['pages'],
    alternates: [...alternatesOf(feeds), ...embeddableAt(ctx, around === undefined ? path : commentPath(path, around))],
    data: threadData(ctx, { thread, path, opening, branches: branchesOf({ thread, asked, isFirst, rootBefore }) }),
  }
  const threadUrl = row.urlKey.startsWith('self:') ? ctx.config.PUBLIC_URL + row.urlKey.slice('self:'.length) : row.url
  const html = renderPage(
    ctx,
    props,
    <>
      <article class="story">
        <StoryHead row={row} commentCount={thread.story.commentCount} />
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
        <script type="module" src="/embed.js" />
        {h(
          'afterword-thread',
          { url: threadUrl, title: row.title, person: widgetPerson(person) },
          <StillThread
            {...{ thread, isFirst, rootBefore, path, elsewhere, unread, mine, before, own, guests }}
            {...visit}
            refused={visit.refused}
            muted={muted}
            now={ctx.now()}
          />,
        )}
      </section>
      <FeedWords feeds={feeds} />
    </>,
  )
  return { html, status: isGone(thread, around) ? 410 : 200 }
}

/** Whose comments are folded to a line for who reads. */
async function mutedIds(ctx: Context, person: Person | null): Promise<ReadonlySet<string>> {
  const rows = person ? await mutedBy(ctx.db.read, person.reader.personId) : []
  return new Set(rows.map(({ personId }) => personId))
}

/** Who reads, for the widget, which asks for proof; nothing of guests, whose browser has a session of its own for it. */
function widgetPerson(person: Person | null): string | undefined {
  if (person?.reader.isGuest) return undefined
  return person?.reader.personId ?? ''
}

type ShownThread = ThreadPage['thread']

/** What is said of a page whose address leads to a comment: whose it is, on what, and how it begins. */
function sharedOf({ comments, story }: ShownThread, id: string | undefined) {
  const comment = comments.find((one) => one.id === id)
  if (!comment?.author) return undefined
  return {
    title: `${comment.author.name} on “${story.title}”`,
    description: standfirst(plainText(comment.html), 160) || `A comment on “${story.title}”.`,
  }
}

/** Whether the comment that an address leads to was taken away, by its writer or a moderator. */
function isGone({ comments }: ShownThread, id: string | undefined): boolean {
  return comments.some((comment) => comment.id === id && comment.author === null)
}

/** The one address of what a page shows: a comment that stands on the first page has none of its own. */
function canonicalPath(path: string, { order, after, comment }: Asked, isFirst: boolean): string {
  if (isFirst) return path
  return comment === undefined ? partPath(path, { order, after }) : commentPath(path, comment)
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
