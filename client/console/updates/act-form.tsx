import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { onceDrawn } from '../../ui/once-drawn.ts'
import { Refused } from '../parts/refused.tsx'
import { sendOnCtrlEnter } from '../parts/send-keys.ts'
import { acting } from '../strings-updates.ts'
import type { Sending } from './use-sending.ts'

interface ActFormProps {
  title: string
  confirm: string
  sending: Sending
  onSend: () => void
  onCancel: () => void
  children: ComponentChildren
}

/** Asks once more before something is done about an update, and says what follows. */
export function ActForm({ title, confirm, sending, onSend, onCancel, children }: ActFormProps) {
  const form = useRef<HTMLFormElement>(null)
  useLayoutEffect(() => form.current?.querySelector<HTMLElement>('textarea, input, .aw-button-primary')?.focus(), [])
  return (
    <form
      ref={form}
      class="co-form co-confirm co-update-act"
      noValidate
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault()
        onSend()
        onceDrawn(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus())
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel()
        else sendOnCtrlEnter(event)
      }}
    >
      <h3>{title}</h3>
      {children}
      <Refused failure={sending.failure} />
      <div class="co-actions">
        <button type="submit" class="aw-button aw-button-primary" disabled={sending.isBusy}>
          {confirm}
        </button>
        <button type="button" class="aw-quiet" onClick={onCancel}>
          {acting.keep}
        </button>
      </div>
    </form>
  )
}
