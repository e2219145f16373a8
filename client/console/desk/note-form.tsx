import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { ask, failureOf } from '../ask.ts'
import { sendOnCtrlEnter } from '../parts/send-keys.ts'
import { TextField } from '../parts/text-field.tsx'
import { say } from '../session.ts'
import { common } from '../strings.ts'
import { desk } from '../strings-desk.ts'

interface NoteFormProps {
  id: string
  onDone: () => void
  onCancel: () => void
}

/** A note on a comment for other moderators. */
export function NoteForm({ id, onDone, onCancel }: NoteFormProps) {
  const [body, setBody] = useState('')
  const [trouble, setTrouble] = useState<string | null>(null)
  const form = useRef<HTMLFormElement>(null)
  useLayoutEffect(() => form.current?.querySelector('textarea')?.focus(), [])
  const send = () => {
    if (body.trim() === '') return setTrouble(desk.noteEmpty)
    ask('POST /api/v1/comments/:id/notes', { params: { id }, body: { body } }).then(
      () => {
        say(desk.noteSaved)
        onDone()
      },
      (error: unknown) => setTrouble(failureOf(error).detail),
    )
  }
  return (
    <form
      ref={form}
      class="co-form co-reason"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
      onKeyDown={(event) => {
        sendOnCtrlEnter(event)
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onCancel()
      }}
    >
      <TextField
        id="desk-note"
        label={desk.noteText}
        value={body}
        min={1}
        max={2000}
        rows={2}
        error={trouble}
        onText={setBody}
      />
      <div class="co-actions">
        <button type="submit" class="aw-button aw-button-primary">
          {desk.noteSave}
        </button>
        <button type="button" class="aw-quiet" onClick={onCancel}>
          {common.cancel}
        </button>
      </div>
    </form>
  )
}
