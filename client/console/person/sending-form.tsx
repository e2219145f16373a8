import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { onceDrawn } from '../../ui/once-drawn.ts'
import type { Failure } from '../ask.ts'
import { failureOf } from '../ask.ts'
import { Refused } from '../parts/refused.tsx'
import { sendOnCtrlEnter } from '../parts/send-keys.ts'
import { say } from '../session.ts'
import { common } from '../strings.ts'

interface SendingFormProps {
  /** Stands above the form; none where what it is about stands there already. */
  title?: string
  /** What has the focus first. */
  first: string
  /** The words of the button. */
  confirm: string
  /** Said once it is done. */
  said: string
  isLacking: boolean
  send: () => Promise<unknown>
  onDone: () => void
  onLeave: () => void
  /** `tried`: whether what is missing is said. */
  children: (tried: boolean) => ComponentChildren
}

/** A form by which something is done about a person: sent once nothing lacks, left by Escape. */
export function SendingForm(props: SendingFormProps) {
  const { title, first, confirm, said, isLacking, send, onDone, onLeave, children } = props
  const [tried, setTried] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const form = useRef<HTMLFormElement>(null)
  useLayoutEffect(() => form.current?.querySelector<HTMLElement>(first)?.focus(), [])
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setTried(true)
    if (isBusy) return
    if (isLacking) return focusLacking(form.current)
    setBusy(true)
    setFailure(null)
    send()
      .then(() => {
        say(said)
        onDone()
      })
      .catch((error: unknown) => {
        setFailure(failureOf(error))
        setBusy(false)
      })
  }
  return (
    <form
      ref={form}
      class="co-form co-sanction-form"
      aria-label={title}
      noValidate
      onSubmit={submit}
      onKeyDown={(event) => {
        sendOnCtrlEnter(event)
        if (event.key === 'Escape') onLeave()
      }}
    >
      {title && <h3>{title}</h3>}
      {children(tried)}
      <Refused failure={failure} />
      <div class="co-actions">
        <button type="submit" class="aw-button aw-button-primary" disabled={isBusy}>
          {confirm}
        </button>
        <button type="button" class="aw-quiet" onClick={onLeave}>
          {common.cancel}
        </button>
      </div>
    </form>
  )
}

/** Goes to the first field that is marked as lacking, once it is. */
function focusLacking(form: HTMLFormElement | null): void {
  onceDrawn(() => form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
}
