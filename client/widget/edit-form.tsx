import { useState } from 'preact/hooks'
import { later } from './later.ts'
import { renderNow } from './still.ts'
import { strings } from './strings.ts'
import { notLoaded } from './submit.ts'
import { toggle, useThread } from './thread.ts'
import type { Shown } from './tree.ts'
import { WritingForm } from './writing-form.tsx'

/** The form in which one's own comment is changed. */
export function EditForm({ comment }: { comment: Shown }) {
  const thread = useThread()
  const { id } = comment
  const place = `edit:${id}` as const
  const [newer, setNewer] = useState<{ body: string; revision: number } | null>(null)
  const saveIt = () =>
    later().then(
      ({ save }) => save(thread, id, thread.revisions.get(id) ?? comment.revision),
      () => notLoaded(thread, place),
    )
  const settle = (body?: string) => {
    if (!newer) return
    thread.revisions.set(id, newer.revision)
    if (body !== undefined) thread.drafts?.type(place, body)
    setNewer(null)
  }
  return (
    <WritingForm
      place={place}
      label={strings.editYours}
      action={strings.save}
      onSubmit={() => void saveIt().then(setNewer)}
      onCancel={() => {
        thread.drafts?.done(place)
        toggle(thread.editing, id, false)
        renderNow()
        thread.root.querySelector<HTMLElement>(`[data-edit="${id}"]`)?.focus()
      }}
    >
      {newer && (
        <div class="conflict" role="alert">
          <p>{strings.conflict}</p>
          <blockquote dir="auto">{newer.body}</blockquote>
          <p class="conflict-choice">
            <button
              type="button"
              class="aw-link"
              onClick={() => {
                settle()
                void saveIt().then(setNewer)
              }}
            >
              {strings.conflictKeep}
            </button>
            <button type="button" class="aw-link" onClick={() => settle(newer.body)}>
              {strings.conflictTake}
            </button>
          </p>
        </div>
      )}
    </WritingForm>
  )
}
