import { useState } from 'preact/hooks'
import { serverNow } from '../../ui/clock.ts'
import { clockTime } from '../../ui/times.ts'
import { ask } from '../ask.ts'
import { WhenField } from '../pauses/when-field.tsx'
import { say } from '../session.ts'
import type { Update } from '../shapes.ts'
import { composing, scheduling } from '../strings-updates.ts'
import { ActForm } from './act-form.tsx'
import { SiteClock } from './site-clock.tsx'
import { momentOn, momentTrouble, sentTime } from './update-draft.ts'
import { useSending } from './use-sending.ts'

interface ScheduledFormProps {
  update: Update
  onDone: () => void
  onCancel: () => void
  /** It was not as it stood here. */
  onStale: () => void
}

function move({ id, revision }: Update, publishAt: string | null): Promise<Update> {
  return ask('PATCH /api/v1/updates/:id', { params: { id }, body: { revision, publishAt } })
}

/** Publishes a scheduled update before its time. */
export function NowForm({ update, number, onDone, onCancel, onStale }: ScheduledFormProps & { number: number }) {
  const sending = useSending()
  const publish = () =>
    sending.send(
      () => move(update, null),
      (made) => {
        if (made.number !== null) say(composing.published(made.number))
        onDone()
      },
      onStale,
    )
  return (
    <ActForm
      title={scheduling.nowTitle}
      confirm={scheduling.nowConfirm(number)}
      sending={sending}
      onSend={publish}
      onCancel={onCancel}
    >
      <p>{scheduling.nowEffects(number)}</p>
    </ActForm>
  )
}

/** Gives a scheduled update another time. */
export function TimeForm({ update, onDone, onCancel, onStale }: ScheduledFormProps) {
  const [moment, setMoment] = useState(() => momentOn(update.scheduledFor, serverNow()))
  const [tried, setTried] = useState(false)
  const sending = useSending()
  const trouble = momentTrouble(moment, serverNow())
  const save = () => {
    setTried(true)
    if (trouble) return
    sending.send(
      () => move(update, sentTime(moment)),
      (made) => {
        if (made.scheduledFor) say(composing.scheduled(clockTime(made.scheduledFor, serverNow())))
        onDone()
      },
      onStale,
    )
  }
  return (
    <ActForm
      title={scheduling.timeTitle}
      confirm={scheduling.timeConfirm}
      sending={sending}
      onSend={save}
      onCancel={onCancel}
    >
      <WhenField
        id={`time-${update.id}`}
        label={composing.atLabel}
        value={moment.at}
        onChange={(at) => setMoment({ when: 'at', at })}
      />
      <SiteClock at={moment.at} />
      {tried && trouble && (
        <p class="co-error" role="alert">
          {trouble}
        </p>
      )}
    </ActForm>
  )
}

/** Cancels a scheduled update. */
export function CancelForm({ update, onDone, onCancel, onStale }: ScheduledFormProps) {
  const sending = useSending()
  const cancel = () =>
    sending.send(
      () => ask('DELETE /api/v1/updates/:id', { params: { id: update.id } }),
      () => {
        say(scheduling.cancelled)
        onDone()
      },
      onStale,
    )
  return (
    <ActForm
      title={scheduling.cancelTitle}
      confirm={scheduling.cancelConfirm}
      sending={sending}
      onSend={cancel}
      onCancel={onCancel}
    >
      <p>{scheduling.cancelEffects}</p>
    </ActForm>
  )
}
