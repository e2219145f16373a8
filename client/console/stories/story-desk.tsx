import { useEffect, useRef } from 'preact/hooks'
import { When } from '../../ui/when.tsx'
import { ask } from '../ask.ts'
import { useDesk } from '../live.ts'
import { Failed, Loading } from '../parts/states.tsx'
import { useResource } from '../resource.ts'
import { href } from '../router.ts'
import { isStaff, me } from '../session.ts'
import type { CaseSummary, Story, Update } from '../shapes.ts'
import { common, stories, updates as updateWords } from '../strings.ts'
import { queueWords } from '../strings-cases.ts'
import { useTitle } from '../title.ts'
import { CommentingPanel } from './commenting-panel.tsx'
import { StoryCases } from './story-cases.tsx'
import { ThreadNote } from './thread-note.tsx'
import { UpdateComposer } from './update-composer.tsx'
import { UpdateList } from './update-list.tsx'
import { useStory } from './use-story.ts'

/** The cases about a story, open ones first. */
function useCasesOf(storyId: string): CaseSummary[] {
  const { data, reload } = useResource(`cases of ${storyId}`, async () => {
    const pages = await Promise.all(
      (['open', 'waiting', 'decided'] as const).map((queue) => ask('GET /api/v1/cases', { query: { queue, storyId } })),
    )
    return pages.flatMap(({ cases }) => cases)
  })
  useDesk((hinted) => (hinted === null || hinted === storyId) && reload())
  return data ?? []
}

function StoryHead({ story }: { story: Story }) {
  return (
    <header class="co-story-head">
      <p class="co-kicker">
        <a href={href.stories()}>{stories.title}</a>
        {story.section && <span> / {story.section}</span>}
      </p>
      <h1 tabIndex={-1}>{story.title}</h1>
      <p class="co-story-under">
        {story.byline && <span>{story.byline}</span>}
        <When at={story.publishedAt} />
        <span>{stories.comments(story.commentCount)}</span>
        <a class="aw-link" href={story.url} target="_blank" rel="noopener">
          {stories.publicPage}
          <span class="aw-hidden"> {common.newTab}</span>
        </a>
        <a class="aw-link" href={`/log?story=${story.id}`} target="_blank" rel="noopener">
          {stories.publicLog}
          <span class="aw-hidden"> {common.newTab}</span>
        </a>
      </p>
    </header>
  )
}

/** One story: how commenting stands, its updates, its cases. */
export function StoryDesk({ id, answers }: { id: string; answers: string | null }) {
  const { data, failure, reload, add } = useStory(id)
  const cases = useCasesOf(id)
  const head = useRef<HTMLDivElement>(null)
  useTitle(data?.story.title ?? '')
  const isThere = data !== undefined
  useEffect(() => {
    if (isThere && !answers) head.current?.querySelector('h1')?.focus({ preventScroll: true })
  }, [isThere])
  if (!data) return failure ? <Failed failure={failure} onRetry={reload} /> : <Loading />
  const { story, updates } = data
  const mayPublish = isStaff.value || me.value?.authorOf.includes(id)
  const published = (update: Update) => {
    add(update)
    requestAnimationFrame(() => document.getElementById(`update-${update.number}`)?.focus())
  }
  return (
    <div class="co-page co-story" ref={head}>
      <StoryHead story={story} />
      <div class="co-story-columns">
        <div class="co-story-side">
          <CommentingPanel story={story} onStale={reload} />
          {mayPublish && <ThreadNote story={story} />}
          <section class="co-panel" aria-labelledby="story-cases-title">
            <h2 id="story-cases-title">{queueWords.title}</h2>
            <StoryCases list={cases} />
          </section>
        </div>
        <section class="co-panel" aria-labelledby="updates-title">
          <h2 id="updates-title">{updateWords.title}</h2>
          {mayPublish ? (
            <UpdateComposer
              storyId={id}
              nextNumber={(updates[0]?.number ?? 0) + 1}
              cases={cases}
              answers={answers}
              onPublished={published}
            />
          ) : (
            <p class="co-hint">{updateWords.notYours}</p>
          )}
          <UpdateList list={updates} />
        </section>
      </div>
    </div>
  )
}
