import { useEffect, useRef, useState } from 'preact/hooks'
import { serverNow } from '../../ui/clock.ts'
import { reasonNames } from '../../ui/words.ts'
import type { Failure } from '../ask.ts'
import { ask, failureOf } from '../ask.ts'
import { sendOnCtrlEnter } from '../parts/send-keys.ts'
import { TextField } from '../parts/text-field.tsx'
import { say } from '../session.ts'
import type { PauseInput, Story, Suspension } from '../shapes.ts'
import { common, pause, usualWords } from '../strings.ts'
import { PauseConfirm } from './pause-confirm.tsx'
import type { PauseDraft } from './pause-draft.ts'
import { inputOf, NOTE, REASON, troublesOf, usePauseDraft } from './pause-draft.ts'
import { PausePreview } from './pause-preview.tsx'
import { UntilField } from './until-field.tsx'

interface FieldsProps {
  draft: PauseDraft
  change: (part: Partial<PauseDraft>) => void
  /** Errors are said once somebody has tried to go on. */
  tried: boolean
}

function ReasonCodeField({ draft, change, error }: Omit<FieldsProps, 'tried'> & { error: string | null }) {
  const words = draft.reasonCode === '' ? '' : usualWords[draft.reasonCode]
  return (
    <div class="co-field">
      <label for="pause-code">{pause.code}</label>
      <select
        id="pause-code"
        class="aw-field"
        value={draft.reasonCode}
        aria-describedby="pause-code-under"
        aria-invalid={error ? true : undefined}
        onChange={(event) => change({ reasonCode: event.currentTarget.value as PauseInput['reasonCode'] })}
      >
        <option value="" disabled>
          {pause.chooseCode}
        </option>
        {Object.entries(reasonNames).map(([code, name]) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
      <div id="pause-code-under" class="co-under">
        {error && <p class="co-error">{error}</p>}
        {words !== '' && draft.reason.trim() === '' && (
          <button type="button" class="aw-link" onClick={() => change({ reason: words })}>
            {pause.useWords}
          </button>
        )}
      </div>
    </div>
  )
}

function Fields({ draft, change, tried }: FieldsProps) {
  const troubles = troublesOf(draft, serverNow())
  const shown = (trouble: string | null) => (tried ? trouble : null)
  return (
    <>
      <ReasonCodeField draft={draft} change={change} error={shown(troubles.reasonCode)} />
      <TextField
        id="pause-reason"
        label={pause.reason}
        value={draft.reason}
        {...REASON}
        error={shown(troubles.reason)}
        onText={(reason) => change({ reason })}
      />
      <UntilField choice={draft} onChange={change} error={shown(troubles.until)} />
      <TextField
        id="pause-note"
        label={pause.note}
        value={draft.note}
        {...NOTE}
        rows={2}
        optional
        hint={pause.noteHint}
        error={shown(troubles.note)}
        onText={(note) => change({ note })}
      />
    </>
  )
}

interface PauseFormProps {
  story: Story
  onPaused: (suspension: Suspension) => void
  /** The story was paused by somebody else first. */
  onConflict: () => void
  onCancel: () => void
}

/** Pausing in two steps: write it and see it as readers will; then read its effects and confirm. */
export function PauseForm({ story, onPaused, onConflict, onCancel }: PauseFormProps) {
  const [draft, change, clear] = usePauseDraft(story.id)
  const [step, setStep] = useState<'write' | 'confirm'>('write')
  const [tried, setTried] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    const first = step === 'write' ? '[aria-invalid], select' : 'h3'
    form.current?.querySelector<HTMLElement>(first)?.focus({ preventScroll: step === 'confirm' })
  }, [step])
  const check = () => {
    setTried(true)
    if (inputOf(draft, serverNow())) setStep('confirm')
    else requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus())
  }
  const send = () => {
    // A length such as 15 minutes counts from now, not from when it was chosen.
    const body = inputOf(draft, serverNow())
    if (!body) return setStep('write')
    setBusy(true)
    ask('POST /api/v1/stories/:id/suspensions', { params: { id: story.id }, body })
      .then((suspension) => {
        clear()
        say(pause.done)
        onPaused(suspension)
      })
      .catch((error: unknown) => {
        setBusy(false)
        const reason = failureOf(error)
        if (reason.code === 'conflict') onConflict()
        else setFailure(reason)
      })
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (busy) return
    if (step === 'write') check()
    else send()
  }
  return (
    <form ref={form} class="co-form" noValidate onSubmit={submit} onKeyDown={sendOnCtrlEnter}>
      {step === 'write' && (
        <>
          <Fields draft={draft} change={change} tried={tried} />
          <PausePreview draft={draft} storyId={story.id} />
          <div class="co-actions">
            <button type="submit" class="aw-button aw-button-primary">
              {pause.check}
            </button>
            <button type="button" class="aw-quiet" onClick={onCancel}>
              {common.cancel}
            </button>
          </div>
        </>
      )}
      {step === 'confirm' && (
        <PauseConfirm draft={draft} busy={busy} failure={failure} onChange={() => setStep('write')} />
      )}
    </form>
  )
}
