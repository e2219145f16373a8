import { useState } from 'preact/hooks'
import { When } from '../../ui/when.tsx'
import type { Failure } from '../ask.ts'
import { ask, failureOf } from '../ask.ts'
import { useKept } from '../kept.ts'
import { sendOnCtrlEnter } from '../parts/send-keys.ts'
import { TextField, textTrouble } from '../parts/text-field.tsx'
import { say } from '../session.ts'
import type { PersonNote } from '../shapes.ts'
import { notes as words } from '../strings-standing.ts'

const NOTE = { min: 1, max: 2000 }

interface PersonNotesProps {
  personId: string
  notes: PersonNote[]
  onChanged: () => void
}

/** What moderators noted of a person, for each other. */
export function PersonNotes({ personId, notes, onChanged }: PersonNotesProps) {
  const [failure, setFailure] = useState<Failure | null>(null)
  const remove = (note: string) => {
    setFailure(null)
    ask('DELETE /api/v1/people/:id/notes/:note', { params: { id: personId, note } })
      .then(() => {
        say(words.removed)
        onChanged()
      })
      .catch((error: unknown) => setFailure(failureOf(error)))
  }
  return (
    <section class="co-notes" aria-labelledby="person-notes">
      <h2 id="person-notes" class="co-part-title">
        {words.title}
      </h2>
      <p class="co-hint">{words.hint}</p>
      {notes.length > 0 && (
        <ul class="co-flags">
          {notes.map((note) => (
            <li key={note.id}>
              <p class="co-flag-head">
                <strong>{note.by ?? words.somebody}</strong>
                <When at={note.at} />
                {note.mayDelete && (
                  <button type="button" class="aw-quiet" onClick={() => remove(note.id)}>
                    <span aria-hidden="true">{words.remove}</span>
                    <span class="aw-hidden">{words.removeOf(note.by ?? words.somebody)}</span>
                  </button>
                )}
              </p>
              <p class="co-note-body" dir="auto">
                {note.body}
              </p>
            </li>
          ))}
        </ul>
      )}
      {failure && (
        <p class="co-error" role="alert">
          {failure.detail}
        </p>
      )}
      <NoteForm personId={personId} onChanged={onChanged} />
    </section>
  )
}

function NoteForm({ personId, onChanged }: Omit<PersonNotesProps, 'notes'>) {
  const [draft, change, clear] = useKept(`person note ${personId}`, { body: '' })
  const [tried, setTried] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const add = (event: SubmitEvent) => {
    event.preventDefault()
    setTried(true)
    if (isBusy || textTrouble(draft.body, NOTE.min, NOTE.max)) return
    setBusy(true)
    setFailure(null)
    ask('POST /api/v1/people/:id/notes', { params: { id: personId }, body: { body: draft.body.trim() } })
      .then(() => {
        clear()
        setTried(false)
        say(words.added)
        onChanged()
      })
      .catch((error: unknown) => setFailure(failureOf(error)))
      .finally(() => setBusy(false))
  }
  return (
    <form class="co-form" noValidate onSubmit={add} onKeyDown={sendOnCtrlEnter}>
      <TextField
        id="person-note"
        label={words.label}
        value={draft.body}
        {...NOTE}
        rows={2}
        error={failure?.detail ?? (tried ? textTrouble(draft.body, NOTE.min, NOTE.max) : null)}
        onText={(body) => change({ body })}
      />
      <div class="co-actions">
        <button type="submit" class="aw-button" disabled={isBusy}>
          {words.add}
        </button>
      </div>
    </form>
  )
}
