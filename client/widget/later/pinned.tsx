import { useMemo } from 'preact/hooks'
import css from '../../ui/pinned.css?inline'
import { When } from '../../ui/when.tsx'
import { Html } from '../html.tsx'
import { changeUnderHold } from '../still.ts'
import { strings as words } from '../strings.ts'
import { dress } from '../styles.ts'
import { surfaceOf, type Thread, useThread } from '../thread.ts'
import type { Shown } from '../tree.ts'
import { strings } from './strings.ts'
import { changeUnseen } from './unseen.ts'

/** The comment that a moderator put first, with the way to its place in the thread. */
export function Pinned() {
  const thread = useThread()
  useMemo(() => dress(thread.root, css), [thread.root])
  const comment = thread.pinned.value
  // Whoever muted its writer has it folded, in its place.
  if (!comment || thread.mutes.value.has(comment.author?.id ?? '')) return null
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

/** Takes what a moderator put first by now, or nothing, without moving what is read. */
export function takePin(thread: Thread, pinned: Shown | null) {
  const before = thread.pinned.value
  if (before?.id === pinned?.id) return pinned ? takePinned(thread, pinned) : undefined
  const height = thread.heights.get('pinned') ?? 0
  const show = (comment: Shown | null) => () => {
    thread.pinned.value = comment
  }
  thread.heights.delete('pinned')
  const surface = surfaceOf(thread)
  const undo = () => {
    if (height) thread.heights.set('pinned', height)
    show(before)()
  }
  if (!changeUnseen(surface, show(pinned), undo)) {
    thread.heights.delete('pinned')
    changeUnderHold(surface, show(pinned))
  }
  if (pinned) thread.status.value = strings.nowPinned
}

/** Keeps the copy as the comment is; what loses its words keeps its height, so that nothing moves. */
export function takePinned(thread: Thread, comment: Shown) {
  if (thread.pinned.value?.id !== comment.id) return
  const box = thread.root.getElementById('pinned')
  if (comment.state !== 'visible' && box) thread.heights.set('pinned', box.getBoundingClientRect().height)
  thread.pinned.value = comment
}
