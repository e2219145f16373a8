import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { onceDrawn } from '../../ui/once-drawn.ts'
import { clockTime } from '../../ui/times.ts'
import { useSlowClock } from '../../ui/when.tsx'
import { ask } from '../ask.ts'
import { useKept } from '../kept.ts'
import { Prose } from '../parts/prose.tsx'
import { Refused } from '../parts/refused.tsx'
import { sendOnCtrlEnter } from '../parts/send-keys.ts'
import { say } from '../session.ts'
import type { Update } from '../shapes.ts'
import { acting, editing } from '../strings-updates.ts'
import type { Wording } from './update-draft.ts'
import { quietUntilOf, sentEdit, troublesOf, wordingOf } from './update-draft.ts'
import { useSending } from './use-sending.ts'
import { KindFields, WordingFields } from './wording-fields.tsx'

/** What is being edited, and of which wording. */
interface Edit extends Wording {
  base: number
}

interface UpdateEditorProps {
  update: Update
  name: string
  onDone: () => void
  onCancel: () => void
  onStale: () => void
}

function consequence({ state, publishedAt }: Update, now: number): string {
  if (state === 'scheduled' || publishedAt === null) return editing.unseen
  const quietUntil = quietUntilOf(publishedAt)
  return now < quietUntil ? editing.quiet(clockTime(new Date(quietUntil).toISOString(), now)) : editing.open
}

interface MeanwhileProps {
  update: Update
  onMine: () => void
  onTheirs: () => void
}

/** What stands by now, beside what is typed, and which of the two shall stand. */
function Meanwhile({ update, onMine, onTheirs }: MeanwhileProps) {
  if (update.state === 'withdrawn')
    return (
      <p class="co-warning" role="alert">
        {editing.gone}
      </p>
    )
  return (
    <div class="co-kept" role="alert">
      <p>{editing.conflict}</p>
      <p class="co-hint">{editing.stands}</p>
      <Prose html={update.html} />
      <div class="co-actions">
        <button type="button" class="aw-button" onClick={onMine}>
          {editing.mine}
        </button>
        <button type="button" class="aw-quiet" onClick={onTheirs}>
          {editing.theirs}
        </button>
      </div>
    </div>
  )
}

/** Edits an update, scheduled or published. What somebody else changed meanwhile is shown, and nothing typed is lost. */
export function UpdateEditor({ update, name, onDone, onCancel, onStale }: UpdateEditorProps) {
  const { id, storyId, state } = update
  const now = useSlowClock()
  const [edit, change, clear] = useKept<Edit>(`update-edit ${id}`, { ...wordingOf(update), base: update.revision })
  const [tried, setTried] = useState(false)
  const { isBusy, failure, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  // One’s own edit can be heard of before its answer.
  const isBehind = !isBusy && (state === 'withdrawn' || update.revision !== edit.base)
  const troubles = troublesOf(edit)
  useLayoutEffect(() => form.current?.querySelector('textarea')?.focus({ preventScroll: true }), [])
  const save = (base: number) => {
    setTried(true)
    if (Object.keys(troubles).length > 0) {
      onceDrawn(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus())
      return
    }
    const body = sentEdit(edit, wordingOf(update), base)
    send(
      () => ask('PATCH /api/v1/updates/:id', { params: { id }, body }),
      () => {
        clear()
        say(editing.saved)
        onDone()
      },
      ({ code }) => (code === 'conflict' || code === 'gone') && onStale(),
    )
  }
  const leave = () => {
    clear()
    onCancel()
  }
  return (
    <form
      ref={form}
      class="co-form co-update-act"
      noValidate
      aria-label={editing.title(name)}
      onSubmit={(event) => {
        event.preventDefault()
        if (!isBehind) save(edit.base)
      }}
      onKeyDown={sendOnCtrlEnter}
    >
      <p class="co-hint">{consequence(update, now)}</p>
      <div class="co-choices">
        <KindFields name={`edit-${id}`} wording={edit} change={change} />
      </div>
      <WordingFields
        name={`edit-${id}`}
        storyId={storyId}
        wording={edit}
        troubles={tried ? troubles : {}}
        change={change}
      />
      {isBehind ? (
        <Meanwhile
          update={update}
          onMine={() => {
            change({ base: update.revision })
            save(update.revision)
          }}
          onTheirs={() => change({ ...wordingOf(update), base: update.revision })}
        />
      ) : (
        <Refused failure={failure} />
      )}
      <div class="co-actions">
        <button type="submit" class="aw-button aw-button-primary" disabled={isBusy || isBehind}>
          {acting.save}
        </button>
        <button type="button" class="aw-quiet" onClick={leave}>
          {acting.keep}
        </button>
      </div>
    </form>
  )
}
