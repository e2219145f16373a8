import type * as z from 'zod'
import type { Context } from '../context.ts'
import type { Story } from '../contract/stories.ts'
import { listStories } from '../stories/list-stories.ts'
import { PauseMark } from './card.tsx'
import { renderPage } from './layout.tsx'
import { dayOf } from './moment.tsx'
import { storyLink } from './rules.ts'
import { commentsWords } from './words.ts'

const PAGE = 50

/**
 * A page of all stories, newest first: imported ones too, and from elsewhere those that have comments or updates.
 * @throws Refusal `invalid`: the cursor is none of ours.
 */
export async function archivePage(ctx: Context, after: string | undefined): Promise<string> {
  const { stories, next } = await listStories(ctx, { after, limit: PAGE, onlyUsed: true })
  const path = after === undefined ? '/archive' : `/archive?after=${encodeURIComponent(after)}`
  const props = {
    title: 'Archive',
    description: 'Every story with a thread, newest first.',
    path,
    here: '/archive',
    scripts: ['pages'],
  }
  return renderPage(
    ctx,
    props,
    <div class="sheet">
      <h1>Archive</h1>
      {stories.length === 0 && <p class="empty">There are no {after === undefined ? '' : 'older '}stories.</p>}
      <ul class="register">
        {stories.map((story) => (
          <Entry story={story} path={storyLink(story, ctx.config.PUBLIC_URL)} now={ctx.now()} />
        ))}
      </ul>
      {(after !== undefined || next !== null) && (
        <nav class="pager" aria-label="Pages of the archive">
          {after !== undefined && <a href="/archive">Newest</a>}
          {next !== null && (
            <a href={`/archive?after=${encodeURIComponent(next)}`} rel="next">
              Older stories
            </a>
          )}
        </nav>
      )}
    </div>,
  )
}

function Entry({ story, path, now }: { story: z.output<typeof Story>; path: string; now: number }) {
  return (
    <li>
      <time dateTime={story.publishedAt}>{dayOf(Date.parse(story.publishedAt))}</time>
      <div>
        <h2>
          <a href={path}>{story.title}</a>
        </h2>
        <p class="meta">
          {story.section && <span>{story.section}</span>}
          {story.byline && <span class="byline">{story.byline}</span>}
        </p>
        <ul class="marks">
          <li>{commentsWords(story.commentCount)}</li>
          <PauseMark commenting={story.commenting} now={now} />
        </ul>
      </div>
    </li>
  )
}
