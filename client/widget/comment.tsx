import { exactTime } from '../ui/times.ts'
import { When } from '../ui/when.tsx'
import { AskDelete, CommentTools, EditButton } from './comment-tools.tsx'
import { goTo } from './go-to.ts'
import { Html } from './html.tsx'
import { laterNow, withLater } from './later.ts'
import { showPermalink } from './load.ts'
import { modesNow } from './modes.ts'
import { ReplyForm } from './reply-form.tsx'
import { strings } from './strings.ts'
import { type Thread, useThread } from './thread.ts'
import type { Branch, Shown } from './tree.ts'
import { UpdateLink } from './update-link.tsx'
import { changeOf } from './waiting.ts'
import { WritingForm } from './writing-form.tsx'

/** A comment with its replies below it. */
export function CommentItem({ branch }: { branch: Branch }) {
  const thread = useThread()
  const { comment, replies } = branch
  const { id } = comment
  const height = thread.heights.get(id)
  const marks = [
    'comment',
    comment.isOfficial && 'official',
    thread.highlighted.value === id && 'highlighted',
    thread.fresh.value.has(id) && 'fresh',
  ].filter(Boolean)
  return (
    <li>
      <article
        id={`comment-${id}`}
        class={marks.join(' ')}
        data-mark
        tabIndex={-1}
        aria-label={comment.author ? strings.commentBy(comment.author.name) : goneWords(comment)}
        style={height ? { minBlockSize: `${height}px` } : undefined}
      >
        {comment.state === 'visible' ? (
          <Standing branch={branch} thread={thread} />
        ) : (
          <NotPublic comment={comment} thread={thread} />
        )}
      </article>
      {thread.replying.value.has(id) && <ReplyForm comment={comment} />}
      {replies.length > 0 && (
        <ol class="replies">
          {replies.map((reply) => (
            <CommentItem key={reply.comment.id} branch={reply} />
          ))}
        </ol>
      )}
    </li>
  )
}

const parts = { Form: WritingForm, EditButton, AskDelete }

/** A gap that keeps the shape of the thread; for its writer, a comment that waits. */
function NotPublic({ comment, thread }: { comment: Shown; thread: Thread }) {
  // Loaded before any such comment is known here.
  const { HeldComment, Removed } = laterNow() ?? {}
  const own = thread.own.value.get(comment.id)
  if (own && HeldComment) return <HeldComment one={own} parts={parts} />
  if (comment.removedFor && Removed) return <Removed comment={comment} />
  return <p class="gone">{goneWords(comment)}</p>
}

function goneWords({ state }: Shown): string {
  return state === 'deleted' ? strings.deleted : strings.notShown
}

function Standing({ branch, thread }: { branch: Branch; thread: Thread }) {
  const { comment, answers } = branch
  // Loaded before any comment with a note is shown, or edited.
  const { NotesBeside, Folded, EditForm, Muted } = laterNow() ?? {}
  const { BranchMark } = modesNow() ?? {}
  const isEdited = EditForm && thread.editing.value.has(comment.id)
  const words = isEdited ? <EditForm comment={comment} Form={WritingForm} /> : <Html html={comment.html} />
  const whole = (
    <>
      <Byline branch={branch} thread={thread} />
      {answers && <Answers answers={answers} thread={thread} />}
      {comment.isCollapsed && Folded && !isEdited ? (
        <Folded comment={comment}>{words}</Folded>
      ) : (
        <>
          {words}
          {NotesBeside && <NotesBeside comment={comment} />}
        </>
      )}
      {BranchMark && <BranchMark id={comment.id} />}
      <CommentTools comment={comment} />
    </>
  )
  return Muted && thread.mutes.value.has(comment.author?.id ?? '') ? <Muted comment={comment}>{whole}</Muted> : whole
}

function Byline({ branch: { comment, before }, thread }: { branch: Branch; thread: Thread }) {
  const { id, author, createdAt, editedAt } = comment
  const newer = thread.held.value.changes.get(id)
  return (
    <header class="byline">
      {author?.id && thread.session.base === location.origin && (
        // A publisher’s policy may forbid pictures of ours.
        <img class="avatar" src={`/avatars/${author.id}.svg`} alt="" width="20" height="20" loading="lazy" />
      )}
      <bdi class="name">{author?.name}</bdi>
      {author?.badge && <span class={`aw-badge aw-badge-${author.badge}`}>{strings.badges[author.badge]}</span>}
      {author?.label && <span class="aw-badge">{author.label}</span>}
      {comment.isOfficial && <span class="official-mark">{strings.official}</span>}
      <a class="aw-quiet when" href={`#comment-${id}`} onClick={() => goTo(thread, id)}>
        <When at={createdAt} />
        <span class="aw-hidden">{strings.permalink}</span>
      </a>
      {editedAt && (
        <a
          class="aw-quiet"
          href={`${thread.base}/stories/${thread.story.value?.id}/comments/${id}/wordings`}
          target="_blank"
          title={exactTime(editedAt)}
          rel="noopener"
        >
          {strings.edited}
          <span class="aw-hidden">{strings.wordings}</span>
        </a>
      )}
      {before && <UpdateLink number={before.number}>{strings.beforeUpdate(before.number)}</UpdateLink>}
      {thread.fresh.value.has(id) && <span class="is-new">{strings.isNew}</span>}
      {newer && (
        <button
          type="button"
          class="aw-link change"
          onClick={() => withLater(({ revealOne }) => revealOne(thread, id))}
        >
          {strings.changeShow[changeOf(newer, comment)]}
        </button>
      )}
    </header>
  )
}

function Answers({ answers, thread }: { answers: NonNullable<Branch['answers']>; thread: Thread }) {
  const isHere = thread.comments.value.has(answers.id)
  const name = answers.name ?? (isHere ? strings.deletedAuthor : strings.earlierComment)
  return (
    <p class="answers">
      <a
        class="aw-quiet"
        href={`#comment-${answers.id}`}
        onClick={(event) => {
          event.preventDefault()
          void showPermalink(thread, answers.id)
        }}
      >
        {strings.replyingTo(name)}
      </a>
    </p>
  )
}
