import { laterNow } from './later.ts'
import { showPermalink } from './load.ts'
import { useThread } from './thread.ts'
import { updatesNow } from './update-loading.ts'

/** The updates of the story over its thread. */
export function Updates() {
  const thread = useThread()
  // Loaded before any is shown.
  const { UpdateList } = updatesNow() ?? laterNow() ?? {}
  if (!UpdateList) return null
  const place = {
    ...{ base: thread.base, root: thread.root, heights: thread.heights },
    storyUrl: thread.story.value?.url,
    hrefOf: (id: string) => `#comment-${id}`,
    showComment: (id: string) => void showPermalink(thread, id),
  }
  return <UpdateList updates={thread.updates.value} place={place} />
}
