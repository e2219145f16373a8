import { type Live, openLive } from '../../live.ts'
import { ask } from '../session.ts'
import type { Thread } from '../thread.ts'
import { receive, receiveAnew } from './arrivals.ts'

const lives = new Map<string, Live>()

/** Follows the story from a sequence number on; the returned function ends it. One connection serves all threads. */
export function follow(thread: Thread, storyId: string, seq: number): () => void {
  const live = lives.get(thread.base) ?? openLive(thread.base)
  lives.set(thread.base, live)
  return live.follow(storyId, seq, {
    onEvents: (events) => receive(thread, events),
    onReset: () => refresh(thread, storyId),
    onState: (state) => {
      thread.live.value = state
    },
  })
}

async function refresh(thread: Thread, storyId: string): Promise<number> {
  const input = { params: { id: storyId }, query: { sort: thread.order.value } }
  const page = await ask(thread.session, 'GET /api/v1/stories/:id/thread', input)
  receiveAnew(thread, page)
  return page.story.seq
}
