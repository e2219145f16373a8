import { ask } from '../ask.ts'
import { Failed, Loading } from '../parts/states.tsx'
import type { PauseDraft } from '../pauses/pause-draft.ts'
import { PauseForm } from '../pauses/pause-form.tsx'
import { useResource } from '../resource.ts'
import { href, navigate } from '../router.ts'
import type { Story } from '../shapes.ts'
import { overview } from '../strings-overview.ts'
import { usualWords } from '../strings-pauses.ts'
import { useTitle } from '../title.ts'

function begunFor(story: Story | null, heated: boolean): Partial<PauseDraft> {
  return {
    scope: story ? 'story' : '',
    ...(story && { storyId: story.id, storyTitle: story.title }),
    ...(heated && { reasonCode: 'heated' as const, reason: usualWords.heated, until: 'm30' as const }),
  }
}

/** A suspension of anything on the site; begun with a story, and filled in where heat proposed it. */
export function NewPause({ storyId, heated }: { storyId: string | null; heated: boolean }) {
  const { data, failure, reload } = useResource(`story for pause ${storyId}`, async () => ({
    story: storyId ? await ask('GET /api/v1/stories/:id', { params: { id: storyId } }) : null,
  }))
  useTitle(overview.newTitle)
  const back = () => navigate(heated ? href.heat() : href.pauses())
  return (
    <div class="co-page co-new-pause">
      <p class="co-kicker">
        <a href={href.pauses()}>{overview.title}</a>
      </p>
      <h1 tabIndex={-1}>{overview.newTitle}</h1>
      {!data && (failure ? <Failed failure={failure} onRetry={reload} /> : <Loading />)}
      {data && (
        <PauseForm
          name={storyId ? `${heated ? 'heat' : 'new'} ${storyId}` : 'new'}
          begun={begunFor(data.story, heated)}
          story={null}
          onDone={() => navigate(href.pauses())}
          onCancel={back}
        />
      )}
    </div>
  )
}
