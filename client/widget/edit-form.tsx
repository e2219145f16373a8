import { useState } from 'preact/hooks'
import { renderNow } from './still.ts'
import { strings } from './strings.ts'
import { toggle, useThread } from './thread.ts'
import type { Shown } from './tree.ts'
import { save } from './writing.ts'
import { WritingForm } from './writing-form.tsx'

/** The form in which one's own comment is changed. */
export function EditForm({ comment }: { comment: Shown }) {
  const thread = useThread()
  const { id } = comment
  const place = `edit:${id}` as const
  const [newer, setNewer] = useState<{ body: string; revision: number } | null>(null)
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
      onSubmit={() => void save(thread, id, thread.revisions.get(id) ?? comment.revision).then(setNewer)}
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
            <button type="button" class="aw-link" onClick={() => settle()}>
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
