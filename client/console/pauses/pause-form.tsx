import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { serverNow } from '../../ui/clock.ts'
import { onceDrawn } from '../../ui/once-drawn.ts'
import type { Failure } from '../ask.ts'
import { ask, failureOf } from '../ask.ts'
import { sendOnCtrlEnter } from '../parts/send-keys.ts'
import { say } from '../session.ts'
import type { Story, Suspension } from '../shapes.ts'
import { common } from '../strings.ts'
import { pause } from '../strings-pauses.ts'
import { PauseConfirm } from './pause-confirm.tsx'
import type { PauseDraft } from './pause-draft.ts'
import { inputOf, planOf, usePauseDraft } from './pause-draft.ts'
import { PauseFields } from './pause-fields.tsx'
import { PausePreview } from './pause-preview.tsx'
import { refreshStanding } from './standing.ts'

interface PauseFormProps {
  /** What the draft is kept under in this tab. */
  name: string
  /** What is known beforehand. */
  begun: Partial<PauseDraft>
  /** The story whose desk this is; null where any place can be chosen. */
  story: Story | null
  onDone: (suspension: Suspension) => void
  onCancel: () => void
}

/** Sends the draft, once, and says what has become of it. */
function useSending(draft: PauseDraft, onDone: PauseFormProps['onDone']) {
  const [failure, setFailure] = useState<Failure | null>(null)
  const [busy, setBusy] = useState(false)
  const send = (): boolean => {
    const now = serverNow()
    // A length such as 15 minutes counts from now, not from when it was chosen.
    const body = inputOf(draft, now)
    if (!body) return false
    setBusy(true)
    setFailure(null)
    ask('POST /api/v1/suspensions', { body })
      .then((suspension) => {
        say(planOf(draft, now).isLater ? pause.planned : pause.done[draft.mode])
        refreshStanding()
        onDone(suspension)
      })
      .catch((error: unknown) => {
        setBusy(false)
        setFailure(failureOf(error))
      })
    return true
  }
  return { failure, busy, send }
}

/** Suspending in two steps: write it and see it as readers will; then read its effects and confirm. */
export function PauseForm({ name, begun, story, onDone, onCancel }: PauseFormProps) {
  const [draft, change, clear] = usePauseDraft(name, begun)
  const [step, setStep] = useState<'write' | 'confirm'>('write')
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const sending = useSending(draft, (suspension) => {
    clear()
    onDone(suspension)
  })
  useLayoutEffect(() => {
    const first = step === 'write' ? '[aria-invalid], input:checked, input' : 'h3'
    form.current?.querySelector<HTMLElement>(first)?.focus({ preventScroll: step === 'confirm' })
    if (step === 'confirm') form.current?.scrollIntoView({ block: 'nearest' })
  }, [step])
  const check = () => {
    setTried(true)
    if (inputOf(draft, serverNow())) setStep('confirm')
    else onceDrawn(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus())
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (sending.busy) return
    if (step === 'write') check()
    else if (!sending.send()) setStep('write')
  }
  return (
    <form ref={form} class="co-form" noValidate onSubmit={submit} onKeyDown={sendOnCtrlEnter}>
      {step === 'write' && (
        <>
          <PauseFields draft={draft} change={change} story={story} tried={tried} />
          <PausePreview draft={draft} />
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
        <PauseConfirm draft={draft} busy={sending.busy} failure={sending.failure} onChange={() => setStep('write')} />
      )}
    </form>
  )
}
