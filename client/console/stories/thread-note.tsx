import { useRef, useState } from 'preact/hooks'
import { onceDrawn } from '../../ui/once-drawn.ts'
import type { Failure } from '../ask.ts'
import { ask, failureOf } from '../ask.ts'
import { useKept } from '../kept.ts'
import { CommentPicker } from '../parts/comment-picker.tsx'
import { newKey } from '../parts/new-key.ts'
import { sendOnCtrlEnter } from '../parts/send-keys.ts'
import { TextField, textTrouble } from '../parts/text-field.tsx'
import { say } from '../session.ts'
import type { Story } from '../shapes.ts'
import { common } from '../strings.ts'
import { note } from '../strings-thread-note.ts'

const BODY = { min: 1, max: 5000 }
const blank = { body: '', parentId: '', key: '' }

function hintFor({ commenting }: Story): string {
  if (commenting.mode === 'closed') return note.hintClosed
  const shut = [commenting.suspension, ...commenting.others].some((one) => one?.mode === 'paused')
  return commenting.mode === 'paused' || (shut && commenting.mode !== 'open') ? note.hintOfficial : note.hint
}

interface NoteFormProps {
  story: Story
  onClose: () => void
}

function NoteForm({ story, onClose }: NoteFormProps) {
  const [draft, change, clear] = useKept(`note ${story.id}`, blank)
  const [answering, setAnswering] = useState(draft.parentId !== '')
  const [tried, setTried] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const trouble = draft.body.trim() === '' ? note.empty : textTrouble(draft.body, BODY.min, BODY.max)
  const isClosed = story.commenting.mode === 'closed'
  const post = (event: SubmitEvent) => {
    event.preventDefault()
    if (busy || isClosed) return
    setTried(true)
    if (trouble) return form.current?.querySelector('textarea')?.focus()
    setBusy(true)
    setFailure(null)
    // The key stays with the text until it is posted: a retry posts it once.
    const key = draft.key || newKey()
    change({ key })
    ask('POST /api/v1/stories/:id/comments', {
      params: { id: story.id },
      headers: { 'idempotency-key': key },
      body: { body: draft.body.trim(), parentId: draft.parentId || null },
    })
      .then(() => {
        clear()
        say(note.posted)
        onClose()
      })
      .catch((error: unknown) => {
        setBusy(false)
        setFailure(failureOf(error))
      })
  }
  return (
    <form ref={form} class="co-form" noValidate onSubmit={post} onKeyDown={sendOnCtrlEnter}>
      {answering && (
        <CommentPicker
          storyId={story.id}
          label={note.answers}
          value={draft.parentId}
          onPick={(comment) => change({ parentId: comment?.id ?? '', key: '' })}
        />
      )}
      <TextField
        id="note-body"
        label={note.text}
        value={draft.body}
        {...BODY}
        rows={4}
        hint={hintFor(story)}
        error={tried ? trouble : null}
        onText={(body) => change({ body, key: '' })}
      />
      {failure && (
        <p class="co-error" role="alert">
          {failure.detail}
        </p>
      )}
      <div class="co-actions">
        <button type="submit" class="aw-button aw-button-primary" disabled={busy || isClosed}>
          {note.post}
        </button>
        <button
          type="button"
          class="aw-quiet"
          onClick={() => {
            setAnswering(!answering)
            if (answering) change({ parentId: '', key: '' })
          }}
        >
          {answering ? note.noAnswer : note.answer}
        </button>
        <button type="button" class="aw-quiet" onClick={onClose}>
          {common.cancel}
        </button>
      </div>
    </form>
  )
}

/** Where author and staff write in the thread themselves; while readers cannot, what they write is labelled. */
export function ThreadNote({ story }: { story: Story }) {
  const [writing, setWriting] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const close = () => {
    setWriting(false)
    onceDrawn(() => opener.current?.focus())
  }
  return (
    <section class="co-panel" aria-labelledby="note-title">
      <h2 id="note-title">{note.title}</h2>
      {writing ? (
        <NoteForm story={story} onClose={close} />
      ) : (
        <>
          <p class="co-stand co-hint">{hintFor(story)}</p>
          <button ref={opener} type="button" class="aw-button" onClick={() => setWriting(true)}>
            {note.write}
          </button>
        </>
      )}
    </section>
  )
}
