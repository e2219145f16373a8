import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { onceDrawn } from '../../ui/once-drawn.ts'
import type { Failure } from '../ask.ts'
import { ask, failureOf } from '../ask.ts'
import { say } from '../session.ts'
import type { CaseFile } from '../shapes.ts'
import { common } from '../strings.ts'
import { file as words } from '../strings-cases.ts'

const { putRight: said } = words
type Names = Pick<NonNullable<CaseFile['outside']>, 'postedBy' | 'originatedBy'>

interface PutRightProps {
  id: string
  outside: Names
  onChanged: (file: CaseFile) => void
}

interface NameFieldProps {
  id: string
  label: string
  value: string
  error?: string | null
  onName: (name: string) => void
}

function NameField({ id, label, value, error, onName }: NameFieldProps) {
  return (
    <div class="co-field">
      <label for={id}>{label}</label>
      <input
        id={id}
        class="aw-field"
        dir="auto"
        autocomplete="off"
        maxLength={120}
        value={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        onInput={(event) => onName(event.currentTarget.value)}
      />
      {error && (
        <p id={`${id}-error`} class="co-error">
          {error}
        </p>
      )}
    </div>
  )
}

function NamesForm({ id, outside, onChanged, onClose }: PutRightProps & { onClose: () => void }) {
  const [{ postedBy, originatedBy }, setNames] = useState<Names>(outside)
  const [tried, setTried] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const form = useRef<HTMLFormElement>(null)
  useLayoutEffect(() => form.current?.querySelector('input')?.focus(), [])
  const isMissing = postedBy.trim() === ''
  const save = (event: SubmitEvent) => {
    event.preventDefault()
    setTried(true)
    if (isMissing) form.current?.querySelector('input')?.focus()
    if (isMissing || isBusy) return
    setBusy(true)
    const body = { postedBy: postedBy.trim(), originatedBy: originatedBy.trim() }
    ask('PATCH /api/v1/cases/:id/post', { params: { id }, body })
      .then((next) => {
        say(`${next.reference}: ${said.done}`)
        onChanged(next)
        onClose()
      })
      .catch((error: unknown) => {
        setFailure(failureOf(error))
        setBusy(false)
      })
  }
  return (
    <form
      ref={form}
      class="co-form co-put-right"
      noValidate
      aria-labelledby="put-right-title"
      onSubmit={save}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        onClose()
      }}
    >
      <div>
        <h4 id="put-right-title" class="co-part-title">
          {said.title}
        </h4>
        <p class="co-hint">{said.hint}</p>
      </div>
      <NameField
        id="put-right-posted"
        label={said.postedBy}
        value={postedBy}
        error={tried && isMissing ? said.postedByMissing : null}
        onName={(name) => setNames({ postedBy: name, originatedBy })}
      />
      <NameField
        id="put-right-originated"
        label={said.originatedBy}
        value={originatedBy}
        onName={(name) => setNames({ postedBy, originatedBy: name })}
      />
      {failure && (
        <p class="co-error" role="alert">
          {failure.detail}
        </p>
      )}
      <div class="co-actions">
        <button type="submit" class="aw-button aw-button-primary" disabled={isBusy}>
          {said.save}
        </button>
        <button type="button" class="aw-quiet" onClick={onClose}>
          {common.cancel}
        </button>
      </div>
    </form>
  )
}

/** Puts right whose post was reported: whoever reported it first may have named the wrong account. */
export function PutRight(props: PutRightProps) {
  const [isOpen, setOpen] = useState(false)
  const place = useRef<HTMLDivElement>(null)
  const close = () => {
    setOpen(false)
    onceDrawn(() => place.current?.querySelector('button')?.focus())
  }
  return (
    <div ref={place} class="co-put-right-place">
      {isOpen ? (
        <NamesForm {...props} onClose={close} />
      ) : (
        <button type="button" class="aw-link" onClick={() => setOpen(true)}>
          {said.open}
        </button>
      )}
    </div>
  )
}
