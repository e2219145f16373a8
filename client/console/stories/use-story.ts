import { useRef } from 'preact/hooks'
import type { Follower } from '../../live.ts'
import { ask } from '../ask.ts'
import { useStoryEvents } from '../live.ts'
import type { Resource } from '../resource.ts'
import { useResource } from '../resource.ts'
import type { Story } from '../shapes.ts'

type StoryEvent = Parameters<Follower['onEvents']>[0][number]

function afterEvent(story: Story, event: StoryEvent): Story {
  if (event.seq <= story.seq) return story
  const next = { ...story, seq: event.seq }
  const { commentCount } = story
  if (event.type === 'commenting.changed') return { ...next, commenting: event.commenting }
  // A comment deleted since comes as its tombstone, with its deletion behind it.
  if (event.type === 'comment.posted') return { ...next, commentCount: commentCount + 1 }
  if (event.type === 'comment.deleted') return { ...next, commentCount: Math.max(0, commentCount - 1) }
  return next
}

/** A story, kept up to date by its own events. @param onUpdate an update was published, edited or withdrawn. */
export function useStory(id: string, onUpdate: () => void): Resource<Story> {
  const load = () => ask('GET /api/v1/stories/:id', { params: { id } })
  const resource = useResource(`story ${id}`, load)
  const { data, replace, reload } = resource
  const latest = useRef(data)
  latest.current = data
  const patch = (change: (story: Story) => Story) => {
    if (!latest.current) return
    latest.current = change(latest.current)
    replace(latest.current)
  }
  useStoryEvents(id, data?.seq, {
    onEvents(events) {
      patch((story) => events.reduce(afterEvent, story))
      if (events.some(({ type }) => type === 'story.changed')) reload()
      if (events.some(({ type }) => type === 'update.published' || type === 'update.changed')) onUpdate()
    },
    onCommenting: (commenting) => patch((story) => ({ ...story, commenting })),
    async onReset() {
      const story = await load()
      replace(story)
      onUpdate()
      return story.seq
    },
  })
  return resource
}
