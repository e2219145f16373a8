import { useState } from 'preact/hooks'
import { useSlowClock } from '../../ui/when.tsx'
import { ask } from '../ask.ts'
import { TextField, textTrouble } from '../parts/text-field.tsx'
import { say } from '../session.ts'
import type { Update } from '../shapes.ts'
import { withdrawing } from '../strings-updates.ts'
import { ActForm } from './act-form.tsx'
import { quietUntilOf } from './update-draft.ts'
import { useSending } from './use-sending.ts'

const REASON = { min: 10, max: 500 }

interface WithdrawFormProps {
  update: Update
  number: number
  onDone: () => void
  onCancel: () => void
  onStale: () => void
}

/** Withdraws a published update, with a reason in public, after saying what readers will still see. */
export function WithdrawForm({ update, number, onDone, onCancel, onStale }: WithdrawFormProps) {
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const sending = useSending()
  const now = useSlowClock()
  const isQuiet = update.publishedAt !== null && now < quietUntilOf(update.publishedAt)
  const trouble = textTrouble(reason, REASON.min, REASON.max)
  const withdraw = () => {
    setTried(true)
    if (trouble) return
    sending.send(
      () => ask('POST /api/v1/updates/:id/withdraw', { params: { id: update.id }, body: { reason: reason.trim() } }),
      () => {
        say(withdrawing.done(number))
        onDone()
      },
      onStale,
    )
  }
  return (
    <ActForm
      title={withdrawing.title(number)}
      confirm={withdrawing.confirm(number)}
      sending={sending}
      onSend={withdraw}
      onCancel={onCancel}
    >
      <ul class="co-effects">
        {withdrawing.effects(number, isQuiet).map((effect) => (
          <li key={effect}>{effect}</li>
        ))}
      </ul>
      <TextField
        id={`withdraw-${update.id}`}
        label={withdrawing.reason}
        value={reason}
        {...REASON}
        hint={withdrawing.after(number)}
        error={tried ? trouble : null}
        onText={setReason}
      />
    </ActForm>
  )
}
