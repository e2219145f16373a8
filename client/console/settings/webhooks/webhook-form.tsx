import { useId, useState } from 'preact/hooks'
import type { Failure } from '../../ask.ts'
import { failureOf } from '../../ask.ts'
import { Refused } from '../../parts/refused.tsx'
import { sendOnCtrlEnter } from '../../parts/send-keys.ts'
import type { Webhook, WebhookEventName, WebhookInput } from '../../shapes.ts'
import { common } from '../../strings.ts'
import { webhooks as words } from '../../strings-webhooks.ts'

type Draft = Required<WebhookInput>
interface PartProps {
  draft: Draft
  change: (part: Partial<Draft>) => void
}

export const EVERY_EVENT = words.groups.flatMap(({ events }) => events)
const BLANK: Draft = { url: '', format: 'standard', events: EVERY_EVENT.filter((one) => one !== 'comment.held') }

function FormatField({ draft, change }: PartProps) {
  const name = useId()
  return (
    <fieldset class="co-fieldset">
      <legend>{words.format}</legend>
      {(['standard', 'slack'] as const).map((format) => (
        <label key={format} class="co-choice">
          <input type="radio" name={name} checked={draft.format === format} onChange={() => change({ format })} />
          <span>
            <b>{words.formats[format]}</b> <small>{words.formatHints[format]}</small>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

function EventsField({ draft, change }: PartProps) {
  const turn = (event: WebhookEventName, isOn: boolean) =>
    change({ events: EVERY_EVENT.filter((one) => (one === event ? isOn : draft.events.includes(one))) })
  return (
    <fieldset class="co-fieldset">
      <legend>{words.events}</legend>
      <div class="co-hook-groups">
        {words.groups.map(({ title, events }) => (
          <fieldset key={title} class="co-hook-group">
            <legend>{title}</legend>
            {events.map((event) => (
              <label key={event} class="co-check">
                <input
                  type="checkbox"
                  checked={draft.events.includes(event)}
                  onChange={({ currentTarget }) => turn(event, currentTarget.checked)}
                />
                <span>
                  <code>{event}</code>
                  {event === 'comment.held' && <small>{words.heldHint}</small>}
                </span>
              </label>
            ))}
          </fieldset>
        ))}
      </div>
      {draft.events.length === 0 && <p class="co-error">{words.noEvents}</p>}
    </fieldset>
  )
}

interface FormProps {
  /** What it begins with; blank for a new one. */
  of?: Webhook
  label: string
  send: (draft: Draft) => Promise<void>
  onCancel: () => void
}

/** What a webhook is: for a new one, and to change one. */
export function WebhookForm({ of, label, send, onCancel }: FormProps) {
  const [draft, setDraft] = useState<Draft>(of ? { url: of.url, format: of.format, events: of.events } : BLANK)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [busy, setBusy] = useState(false)
  const id = useId()
  const change = (part: Partial<Draft>) => setDraft((was) => ({ ...was, ...part }))
  const isWhole = draft.url.trim() !== '' && draft.events.length > 0
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (busy || !isWhole) return
    setBusy(true)
    setFailure(null)
    send({ ...draft, url: draft.url.trim() })
      .catch((error: unknown) => setFailure(failureOf(error)))
      .finally(() => setBusy(false))
  }
  return (
    <form class="co-form co-hook-form" noValidate onSubmit={submit} onKeyDown={sendOnCtrlEnter}>
      <div class="co-field">
        <label for={id}>{words.address}</label>
        <input
          id={id}
          class="aw-field"
          type="url"
          autoComplete="off"
          spellcheck={false}
          value={draft.url}
          aria-describedby={`${id}-hint`}
          onInput={(event) => change({ url: event.currentTarget.value })}
        />
        <p id={`${id}-hint`} class="co-hint co-under">
          {words.addressHint}
        </p>
      </div>
      <FormatField draft={draft} change={change} />
      <EventsField draft={draft} change={change} />
      <Refused failure={failure} />
      <div class="co-actions">
        <button type="submit" class="aw-button aw-button-primary" disabled={busy || !isWhole}>
          {label}
        </button>
        <button type="button" class="aw-quiet" onClick={onCancel}>
          {common.cancel}
        </button>
      </div>
    </form>
  )
}
