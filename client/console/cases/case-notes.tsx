import { useState } from 'preact/hooks'
import { When } from '../../ui/when.tsx'
import type { Failure } from '../ask.ts'
import { ask, failureOf } from '../ask.ts'
import { useKept } from '../kept.ts'
import { sendOnCtrlEnter } from '../parts/send-keys.ts'
import { TextField, textTrouble } from '../parts/text-field.tsx'
import { say } from '../session.ts'
import type { CaseFile, StaffView } from '../shapes.ts'
import { file as words } from '../strings-cases.ts'

const NOTE = { min: 1, max: 2000 }

function NoteForm({ file, onChanged }: { file: CaseFile; onChanged: (file: CaseFile) => void }) {
  const [draft, change, clear] = useKept(`case note ${file.id}`, { body: '' })
  const [tried, setTried] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const body = draft.body.trim()
  const trouble = body === '' ? words.notes.empty : textTrouble(body, NOTE.min, NOTE.max)
  const add = (event: SubmitEvent) => {
    event.preventDefault()
    setTried(true)
    if (trouble || isBusy) return
    setBusy(true)
    setFailure(null)
    ask('POST /api/v1/cases/:id/notes', { params: { id: file.id }, body: { body } })
      .then((next) => {
        clear()
        setTried(false)
        say(words.notes.added)
        onChanged(next)
      })
      .catch((error: unknown) => setFailure(failureOf(error)))
      .finally(() => setBusy(false))
  }
  return (
    <form class="co-form" noValidate onSubmit={add} onKeyDown={sendOnCtrlEnter}>
      <TextField
        id="case-note"
        label={words.notes.label}
        value={draft.body}
        {...NOTE}
        rows={2}
        hint={words.notes.hint}
        error={failure?.detail ?? (tried ? trouble : null)}
        onText={(text) => change({ body: text })}
      />
      <div class="co-actions">
        <button type="submit" class="aw-button" disabled={isBusy}>
          {words.notes.add}
        </button>
      </div>
    </form>
  )
}

interface CaseNotesProps {
  file: CaseFile
  notes: StaffView['notes']
  onChanged: (file: CaseFile) => void
}

/** What moderators tell each other about a case. */
export function CaseNotes({ file, notes, onChanged }: CaseNotesProps) {
  return (
    <section class="co-notes" aria-labelledby="notes-title">
      <h3 id="notes-title" class="co-part-title">
        {words.notes.title}
      </h3>
      {notes.length > 0 && (
        <ul class="co-flags">
          {notes.map((note) => (
            <li key={note.id}>
              <p class="co-flag-head">
                <strong>{note.by}</strong>
                <When at={note.at} />
              </p>
              <p class="co-note-body" dir="auto">
                {note.body}
              </p>
            </li>
          ))}
        </ul>
      )}
      <NoteForm file={file} onChanged={onChanged} />
    </section>
  )
}
