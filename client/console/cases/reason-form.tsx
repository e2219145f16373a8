import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { sendOnCtrlEnter } from '../parts/send-keys.ts'
import { TextField } from '../parts/text-field.tsx'
import { acts } from '../strings-judging.ts'

const REASON = { min: 3, max: 1000 }
const words = {
  decline: { title: acts.declineTitle, hint: acts.declineHint, send: acts.declineConfirm },
  reopen: { title: acts.reopenTitle, hint: acts.reopenHint, send: acts.reopenConfirm },
}

interface ReasonFormProps {
  step: 'decline' | 'reopen'
  isBusy: boolean
  onSend: (reason: string) => void
  onLeave: () => void
}

/** Asks why, before a case goes back into review. */
export function ReasonForm({ step, isBusy, onSend, onLeave }: ReasonFormProps) {
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const isMissing = reason.trim().length < REASON.min
  const text = () => form.current?.querySelector('textarea')
  useLayoutEffect(() => text()?.focus(), [])
  const send = (event: SubmitEvent) => {
    event.preventDefault()
    setTried(true)
    if (isMissing) text()?.focus()
    else if (reason.trim().length <= REASON.max) onSend(reason.trim())
  }
  return (
    <form ref={form} class="co-form co-reason" noValidate onSubmit={send} onKeyDown={sendOnCtrlEnter}>
      <TextField
        id={`reason-${step}`}
        label={words[step].title}
        value={reason}
        {...REASON}
        hint={words[step].hint}
        error={tried && isMissing ? acts.reasonMissing : null}
        onText={setReason}
      />
      <div class="co-actions">
        <button type="submit" class="aw-button aw-button-primary" disabled={isBusy}>
          {words[step].send}
        </button>
        <button type="button" class="aw-quiet" onClick={onLeave}>
          {acts.leave}
        </button>
      </div>
    </form>
  )
}
