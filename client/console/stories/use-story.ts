import { useRef } from 'preact/hooks'
import type { Follower } from '../../live.ts'
import { ask } from '../ask.ts'
import { useStoryEvents } from '../live.ts'
import type { Resource } from '../resource.ts'
import { useResource } from '../resource.ts'
import type { Story, Update } from '../shapes.ts'

export interface Desk {
  story: Story
  updates: Update[]
}
type StoryEvent = Parameters<Follower['onEvents']>[0][number]

function withUpdate(desk: Desk, update: Update): Desk {
  if (desk.updates.some((one) => one.id === update.id)) return desk
  return { ...desk, updates: [update, ...desk.updates] }
}

function withStory(desk: Desk, change: Partial<Story>): Desk {
  return { ...desk, story: { ...desk.story, ...change } }
}

function afterEvent(desk: Desk, event: StoryEvent): Desk {
  if (event.seq <= desk.story.seq) return desk
  const next = withStory(desk, { seq: event.seq })
  const { commentCount } = desk.story
  if (event.type === 'update.published') return withUpdate(next, event.update)
  if (event.type === 'commenting.changed') return withStory(next, { commenting: event.commenting })
  // A comment deleted since comes as its tombstone, with its deletion behind it.
  if (event.type === 'comment.posted') return withStory(next, { commentCount: commentCount + 1 })
  if (event.type === 'comment.deleted') return withStory(next, { commentCount: Math.max(0, commentCount - 1) })
  return next
}

export interface StoryResource extends Resource<Desk> {
  /** Puts what a write of one's own answered on screen, before its event arrives. */
  add: (update: Update) => void
}

/** A story with its updates, kept up to date by the story's own events. */
export function useStory(id: string): StoryResource {
  const load = async (): Promise<Desk> => {
    const { story, updates } = await ask('GET /api/v1/stories/:id/thread', { params: { id }, query: {} })
    return { story, updates }
  }
  const resource = useResource(`story ${id}`, load)
  const { data, replace, reload } = resource
  const latest = useRef(data)
  latest.current = data
  const patch = (change: (desk: Desk) => Desk) => {
    if (!latest.current) return
    latest.current = change(latest.current)
    replace(latest.current)
  }
  useStoryEvents(id, data?.story.seq, {
    onEvents(events) {
      patch((desk) => events.reduce(afterEvent, desk))
      if (events.some((event) => event.type === 'story.changed')) reload()
    },
    onCommenting: (commenting) => patch((desk) => withStory(desk, { commenting })),
    async onReset() {
      const desk = await load()
      replace(desk)
      return desk.story.seq
    },
  })
  return {
    ...resource,
    add: (update) => patch((desk) => withUpdate(desk, update)),
  }
}
