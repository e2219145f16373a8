import type { ComponentProps, ComponentType } from 'preact'
import { useMemo, useState } from 'preact/hooks'
import { serverNow } from '../../ui/clock.ts'
import { When } from '../../ui/when.tsx'
import { openCase } from '../case/open-case.ts'
import { strings as guestStrings } from '../guest/strings.ts'
import { Html } from '../html.tsx'
import { dress } from '../styles.ts'
import { type Thread, toggle, useThread } from '../thread.ts'
import type { OwnHeld, Shown } from '../tree.ts'
import { EditForm } from './edit-form.tsx'
import css from './held.css?inline'
import { markOf, refusedWords, wordsOf } from './held-words.ts'
import { strings } from './strings.ts'

type OfComment = { comment: Shown; thread: Thread }

/** What a held comment has in common with others. */
interface Parts {
  Form: ComponentProps<typeof EditForm>['Form']
  EditButton: ComponentType<OfComment>
  AskDelete: ComponentType<OfComment & { onEnd: () => void }>
}

/** One's own comment that is not public: dashed and grey, with what is to become of it. */
export function HeldComment({ one, parts }: { one: OwnHeld; parts: Parts }) {
  const thread = useThread()
  useMemo(() => dress(thread.root, css), [thread.root])
  const { comment } = one
  return (
    <div class="held">
      <header class="byline">
        <bdi class="name">{comment.author?.name}</bdi>
        <span class="held-mark aw-small-caps">
          <i aria-hidden="true" />
          {markOf(comment)}
        </span>
        <When at={comment.createdAt} />
        <span>{strings.onlyYou}</span>
      </header>
      {thread.editing.value.has(comment.id) ? (
        <EditForm comment={comment} Form={parts.Form} />
      ) : (
        <Html html={comment.html} />
      )}
      <Fate one={one} thread={thread} />
      <Tools one={one} thread={thread} parts={parts} />
    </div>
  )
}

/** What becomes of it, or became; and where to read why. */
function Fate({ one, thread }: { one: OwnHeld; thread: Thread }) {
  const { comment, rejection, caseId } = one
  if ((comment.state === 'rejected' || comment.state === 'returned') && rejection)
    return (
      <div class="held-note">
        <p>{refusedWords(comment)}</p>
        <blockquote dir="auto">{rejection}</blockquote>
        {caseId && <WhyAndAppeal caseId={caseId} thread={thread} />}
      </div>
    )
  return (
    <p class="held-note">
      {thread.session.person.value?.guest?.mustConfirm && comment.state === 'pending'
        ? guestStrings.waits
        : wordsOf(one)}{' '}
      {comment.state === 'removed' && (caseId ? <WhyAndAppeal caseId={caseId} thread={thread} /> : strings.removedSoon)}
    </p>
  )
}

function WhyAndAppeal({ caseId, thread }: { caseId: string; thread: Thread }) {
  return (
    <button type="button" class="aw-link" onClick={() => openCase(thread, caseId)}>
      {strings.removedWhy}
    </button>
  )
}

function Tools({ one, thread, parts }: { one: OwnHeld; thread: Thread; parts: Parts }) {
  const { AskDelete, EditButton } = parts
  const [asking, setAsking] = useState(false)
  const { comment } = one
  if (asking) return <AskDelete comment={comment} thread={thread} onEnd={() => setAsking(false)} />
  if (thread.editing.value.has(comment.id)) return null
  return (
    <footer class="tools">
      {comment.state === 'removed' ? null : comment.state === 'rejected' ? (
        <button type="button" class="aw-quiet" onClick={() => writeAnew(thread, one)}>
          {strings.writeAnew}
        </button>
      ) : (
        thread.chunks.modes()?.allows(thread, `edit:${comment.id}`) !== false && (
          <EditButton comment={comment} thread={thread} />
        )
      )}
      <DeleteButton id={comment.id} words={strings.deleteHeld} onPress={() => setAsking(true)} />
    </footer>
  )
}

function DeleteButton({ id, words, onPress }: { id: string; words: string; onPress: () => void }) {
  return (
    <button type="button" class="aw-quiet" data-delete={id} onClick={onPress}>
      {words}
    </button>
  )
}

/** Puts the words into the form they came from; what stands there is kept beside them. */
function writeAnew(thread: Thread, { comment, body }: OwnHeld) {
  const { parentId } = comment
  const place = parentId ? (`reply:${parentId}` as const) : 'story'
  thread.drafts?.take(place, { body, at: serverNow() })
  thread.focusNext = place
  if (parentId) toggle(thread.replying, parentId, true)
  const field = thread.root.getElementById(`write-${place}`)
  field?.focus()
  field?.scrollIntoView({ block: 'nearest', behavior: 'instant' })
}
