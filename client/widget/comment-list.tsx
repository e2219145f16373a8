import { useMemo } from 'preact/hooks'
import { serverNow } from '../ui/clock.ts'
import { clockTime } from '../ui/times.ts'
import { CommentItem } from './comment.tsx'
import { loadMore, reload } from './load.ts'
import { strings } from './strings.ts'
import { type Thread, useThread } from './thread.ts'
import { type Branch, besideOf, type StoryUpdate, treeOf } from './tree.ts'
import { UpdateLink } from './update-link.tsx'

/** The comments on the page, with what leads to those that are not. */
export function CommentList() {
  const thread = useThread()
  const [comments, own] = [thread.comments.value, thread.own.value]
  const lost = thread.lost.value
  const [order, updates] = [thread.order.value, thread.updates.value]
  const branches = useMemo(() => {
    const held = [...own].map(([id, { comment }]) => [id, comment] as const)
    // What is public already wins.
    const all = own.size > 0 ? new Map([...held, ...comments]) : comments
    const beside = besideOf(order, !thread.around.value, !thread.next.value)
    return treeOf(all, order, updates, beside, (id) => thread.heights.has(id) || own.has(id))
  }, [comments, own, order, updates, thread.next.value])
  return (
    <div class="thread">
      {lost && !own.has(lost) && (
        <p id={`comment-${lost}`} class="around" tabIndex={-1} data-mark>
          {strings.notFound}
        </p>
      )}
      {thread.around.value && <Around thread={thread} />}
      {branches.length === 0 ? (
        <p class="empty">
          {strings.empty} {!thread.state.value && strings.emptyInvites}
        </p>
      ) : (
        <ol class="comments">{branches.map(rootOf)}</ol>
      )}
      <More thread={thread} />
    </div>
  )
}

function rootOf(branch: Branch) {
  const item = <CommentItem key={branch.comment.id} branch={branch} />
  return [...branch.dividers.map(divided), item, ...branch.after.map(divided)]
}

function divided(update: StoryUpdate) {
  return (
    <li key={update.id} class="divider" data-mark>
      <UpdateLink number={update.number}>
        <span class="aw-small-caps">{strings.update(update.number)}</span>
      </UpdateLink>
      {update.withdrawal && <span>{strings.withdrawn}</span>}
      <time dateTime={update.publishedAt}>{clockTime(update.publishedAt, serverNow())}</time>
    </li>
  )
}

function Around({ thread }: { thread: Thread }) {
  return (
    <p class="around" data-mark>
      {strings.aroundNotice}{' '}
      <button type="button" class="aw-link" onClick={() => void reload(thread)}>
        {strings.fromTheStart}
      </button>
    </p>
  )
}

function More({ thread }: { thread: Thread }) {
  if (!thread.next.value) return null
  const state = thread.more.value
  return (
    <div class="more" data-mark>
      {state === 'failed' && <p role="alert">{strings.moreFailed}</p>}
      <button type="button" class="aw-button" aria-disabled={state === 'loading'} onClick={() => void loadMore(thread)}>
        {state === 'loading' ? strings.moreLoading : strings.more}
      </button>
    </div>
  )
}
