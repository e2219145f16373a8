import type { ComponentChildren, ComponentType } from 'preact'
import { useMemo, useState } from 'preact/hooks'
import type { Place } from '../drafts.ts'
import { renderNow } from '../still.ts'
import { dress } from '../styles.ts'
import { toggle, useThread } from '../thread.ts'
import type { Shown } from '../tree.ts'
import css from './conflict.css?inline'
import { strings } from './strings.ts'
import { save } from './writing.ts'

type Form = ComponentType<{
  place: Place
  label: string
  action: string
  onSubmit: () => void
  onCancel: () => void
  children: ComponentChildren
}>

/** The form in which one's own comment is changed. */
export function EditForm({ comment, Form }: { comment: Shown; Form: Form }) {
  const thread = useThread()
  useMemo(() => dress(thread.root, css), [thread.root])
  const { id } = comment
  const place = `edit:${id}` as const
  const [newer, setNewer] = useState<{ body: string; revision: number } | null>(null)
  const saveIt = () => save(thread, id, thread.revisions.get(id) ?? comment.revision)
  const settle = (body?: string) => {
    if (!newer) return
    thread.revisions.set(id, newer.revision)
    if (body !== undefined) thread.drafts?.type(place, body)
    setNewer(null)
  }
  return (
    <Form
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
    </Form>
  )
}
