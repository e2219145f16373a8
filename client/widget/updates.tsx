import { laterNow } from './later.ts'
import { showPermalink } from './load.ts'
import { useThread } from './thread.ts'
import { UpdateList } from './update-list.tsx'

/** The updates of the story over its thread. */
export function Updates() {
  const thread = useThread()
  // Loaded before any update that needs them is shown.
  const { About, Earlier } = laterNow() ?? {}
  const place = {
    base: thread.base,
    storyUrl: thread.story.value?.url,
    heights: thread.heights,
    hrefOf: (id: string) => `#comment-${id}`,
    showComment: (id: string) => void showPermalink(thread, id),
    ...{ About, Earlier },
  }
  return <UpdateList updates={thread.updates.value} place={place} />
}
