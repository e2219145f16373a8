import { useMemo } from 'preact/hooks'
import css from '../../ui/pinned.css?inline'
import { When } from '../../ui/when.tsx'
import { Html } from '../html.tsx'
import { strings as words } from '../strings.ts'
import { dress } from '../styles.ts'
import { type Thread, useThread } from '../thread.ts'
import type { Shown } from '../tree.ts'
import { strings } from './strings.ts'

/** The comment that a moderator put first, with the way to its place in the thread. */
export function Pinned() {
  const thread = useThread()
  useMemo(() => dress(thread.root, css), [thread.root])
  const comment = thread.pinned.value
  if (!comment) return null
  const { id, author, createdAt } = comment
  const height = thread.heights.get('pinned')
  return (
    <aside
      id="pinned"
      class="pinned"
      aria-label={strings.pinned}
      style={height ? { minBlockSize: `${height}px` } : undefined}
    >
      <p class="pinned-label">{strings.pinned}</p>
      {comment.state === 'visible' ? (
        <>
          <header class="byline">
            <bdi class="name">{author?.name}</bdi>
            {author?.badge && <span class={`aw-badge aw-badge-${author.badge}`}>{words.badges[author.badge]}</span>}
            <When at={createdAt} />
          </header>
          <Html html={comment.html} />
          <p class="pinned-place">
            <a
              class="aw-link"
              href={`#comment-${id}`}
              onClick={(event) => {
                event.preventDefault()
                thread.chunks.showComment(thread, id)
              }}
            >
              {strings.pinnedPlace}
            </a>
          </p>
        </>
      ) : (
        <p class="gone">{words.notShown}</p>
      )}
    </aside>
  )
}

/** Keeps the copy as the comment is; what loses its words keeps its height, so that nothing moves. */
export function takePinned(thread: Thread, comment: Shown) {
  if (thread.pinned.value?.id !== comment.id) return
  const box = thread.root.getElementById('pinned')
  if (comment.state !== 'visible' && box) thread.heights.set('pinned', box.getBoundingClientRect().height)
  thread.pinned.value = comment
}
