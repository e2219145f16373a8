import { takeCommenting } from '../commenting.ts'
import { ask } from '../session.ts'
import type { Thread } from '../thread.ts'
import type { Order } from '../tree.ts'
import { receive, receiveAnew } from './arrivals.ts'
import { fetchElsewhere } from './fetch-elsewhere.ts'
import { liveOf } from './lives.ts'

/** Follows the story from a sequence number on; the returned function ends it. One connection serves all threads. */
export function follow(thread: Thread, storyId: string, seq: number): () => void {
  if (!thread.elsewhere.value) void fetchElsewhere(thread, storyId)
  return liveOf(thread.base).follow(storyId, seq, {
    onEvents: (events) => receive(thread, events),
    onReset: () => refresh(thread, storyId),
    onCommenting: (commenting) => takeCommenting(thread, commenting),
    onState: (state) => {
      thread.live.value = state
    },
  })
}

async function refresh(thread: Thread, storyId: string): Promise<number> {
  const first = (sort: Order) =>
    ask(thread.session, 'GET /api/v1/stories/:id/thread', { params: { id: storyId }, query: { sort } })
  const page = await first(thread.order.value)
  const newest = thread.order.value === 'oldest' && page.next ? await first('newest') : null
  receiveAnew(thread, page, newest?.comments)
  return page.story.seq
}
