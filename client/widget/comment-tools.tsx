import { useState } from 'preact/hooks'
import { Agree } from './agree.tsx'
import { later, laterNow } from './later.ts'
import { modesNow } from './modes.ts'
import { renderNow } from './still.ts'
import { strings } from './strings.ts'
import { type Thread, toggle, useThread } from './thread.ts'
import type { Shown } from './tree.ts'

/** What a reader can do with a comment. */
export function CommentTools({ comment }: { comment: Shown }) {
  const thread = useThread()
  const [asking, setAsking] = useState(false)
  const { id } = comment
  const person = thread.session.person.value
  const { MuteButton } = laterNow() ?? {}
  const isOwn = person !== null && comment.author?.id === person.id
  const allows = (act: 'reply' | 'edit') => modesNow()?.allows(thread, `${act}:${id}`) ?? true
  if (asking) return <AskDelete comment={comment} thread={thread} onEnd={() => setAsking(false)} />
  if (thread.editing.value.has(id)) return null
  return (
    <footer class="tools">
      {allows('reply') && <ReplyButton comment={comment} thread={thread} />}
      {isOwn && allows('edit') && <EditButton comment={comment} thread={thread} />}
      {isOwn && (
        <button type="button" class="aw-quiet" data-delete={id} onClick={() => setAsking(true)}>
          {strings.delete}
          <span class="aw-hidden"> {strings.commentOf(comment.author?.name ?? '')}</span>
        </button>
      )}
      {!isOwn && <FlagButton comment={comment} thread={thread} />}
      <Agree comment={comment} isOwn={isOwn} />
      {!isOwn && MuteButton && <MuteButton comment={comment} />}
    </footer>
  )
}

/** Opens one's own comment in a form. */
export function EditButton({ comment: { id }, thread }: { comment: Shown; thread: Thread }) {
  return (
    <button type="button" class="aw-quiet" data-edit={id} onClick={() => void beginEdit(thread, id)}>
      {strings.edit}
    </button>
  )
}

function ReplyButton({ comment, thread }: { comment: Shown; thread: Thread }) {
  const begun = thread.drafts?.of(`reply:${comment.id}`).text.value
  const isWriting = thread.replying.value.has(comment.id)
  return (
    <button
      type="button"
      class="aw-quiet"
      data-reply={comment.id}
      aria-expanded={isWriting}
      onClick={() => {
        thread.focusNext = `reply:${comment.id}`
        if (isWriting) thread.root.getElementById(`write-reply:${comment.id}`)?.focus()
        toggle(thread.replying, comment.id, true)
      }}
    >
      {begun && !isWriting ? strings.continueReply : strings.reply}
      <span class="aw-hidden"> {strings.toComment(comment.author?.name ?? '')}</span>
    </button>
  )
}

function FlagButton({ comment, thread }: { comment: Shown; thread: Thread }) {
  if (thread.flagged.value.has(comment.id)) return <span class="done">{strings.flagged}</span>
  let selected = ''
  return (
    <button
      type="button"
      class="aw-quiet"
      // Before the press takes the reader's selection in the story away.
      onPointerDown={() => {
        selected = String(document.getSelection() ?? '')
      }}
      onClick={() => {
        thread.flagging.value = { comment, selected: selected || String(document.getSelection() ?? '') }
      }}
    >
      {strings.flag}
      <span class="aw-hidden"> {strings.commentOf(comment.author?.name ?? '')}</span>
    </button>
  )
}

/** Makes sure that a comment is to be deleted. */
export function AskDelete({ comment, thread, onEnd }: { comment: Shown; thread: Thread; onEnd: () => void }) {
  const [problem, setProblem] = useState<string | null>(null)
  const remove = async () => {
    const words = await later().then(
      (chunk) => chunk.remove(thread, comment.id),
      () => strings.offline,
    )
    if (words) setProblem(words)
    else onEnd()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') keepIt()
  }
  const keepIt = () => {
    onEnd()
    renderNow()
    thread.root.querySelector<HTMLElement>(`[data-delete="${comment.id}"]`)?.focus()
  }
  return (
    <footer class="tools ask">
      <span role="alert">{problem ?? strings.deleteAsk}</span>
      <button type="button" class="aw-quiet danger" onClick={() => void remove()}>
        {strings.deleteYes}
      </button>
      <button type="button" class="aw-quiet" ref={focusIt} onKeyDown={onKeyDown} onClick={keepIt}>
        {strings.deleteNo}
      </button>
    </footer>
  )
}

/** A function that stays the same, so that it runs when the button appears and not each time it is drawn. */
function focusIt(button: HTMLButtonElement | null) {
  button?.focus()
}

/** Opens one’s own comment in a form, with its source text unless a draft is there. */
export async function beginEdit(thread: Thread, id: string) {
  const source = await later().then(
    (chunk) => chunk.sourceOf(thread, id),
    () => null,
  )
  const draft = thread.drafts?.of(`edit:${id}`)
  if (!source || !draft) return
  thread.revisions.set(id, source.revision)
  if (!draft.text.value) draft.text.value = source.body
  thread.focusNext = `edit:${id}`
  toggle(thread.editing, id, true)
}
