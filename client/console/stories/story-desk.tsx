import { useLayoutEffect, useRef } from 'preact/hooks'
import { onceDrawn } from '../../ui/once-drawn.ts'
import { When } from '../../ui/when.tsx'
import { ask } from '../ask.ts'
import { USUAL_FIGURES } from '../figures/figures-at.ts'
import { useDesk } from '../live.ts'
import { Failed, Loading } from '../parts/states.tsx'
import { useResource } from '../resource.ts'
import { href } from '../router.ts'
import { me, moderates } from '../session.ts'
import type { CaseSummary, Story, Update } from '../shapes.ts'
import { common, shell, stories } from '../strings.ts'
import { queueWords } from '../strings-cases.ts'
import { updates as updateWords } from '../strings-updates.ts'
import { useTitle } from '../title.ts'
import { UpdateComposer } from '../updates/update-composer.tsx'
import { placeOf } from '../updates/update-item.tsx'
import { UpdateList } from '../updates/update-list.tsx'
import { nextNumber, useUpdates, withUpdate } from '../updates/use-updates.ts'
import { CommentingPanel } from './commenting-panel.tsx'
import { StoryCases } from './story-cases.tsx'
import { ThreadNote } from './thread-note.tsx'
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
  const mayRead = moderates(story.section) || me.value?.authorOf.includes(story.id)
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
        {mayRead && (
          <a class="aw-link" href={href.figures({ ...USUAL_FIGURES, storyId: story.id })}>
            {shell.figures}
          </a>
        )}
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
  const updates = useUpdates(id)
  const { data: story, failure, reload } = useStory(id, updates.reload)
  const cases = useCasesOf(id)
  const head = useRef<HTMLDivElement>(null)
  useTitle(story?.title ?? '')
  const list = updates.data
  const isThere = story !== undefined && list !== undefined
  useLayoutEffect(() => {
    if (isThere && !answers) head.current?.querySelector('h1')?.focus({ preventScroll: true })
  }, [isThere])
  if (!story || !list) {
    const lacking = failure ?? updates.failure
    const again = () => {
      reload()
      updates.reload()
    }
    return lacking ? <Failed failure={lacking} onRetry={again} /> : <Loading />
  }
  const mayPublish = moderates(story.section) || me.value?.authorOf.includes(id) === true
  const published = (update: Update) => {
    updates.replace(withUpdate(list, update))
    onceDrawn(() => document.getElementById(placeOf(update))?.focus())
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
              nextNumber={nextNumber(list)}
              cases={cases}
              answers={answers}
              onPublished={published}
            />
          ) : (
            <p class="co-hint">{updateWords.notYours}</p>
          )}
          <UpdateList list={list} mayPublish={mayPublish} onStale={updates.reload} />
        </section>
      </div>
    </div>
  )
}
