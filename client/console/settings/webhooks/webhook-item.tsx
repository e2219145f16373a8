import { useState } from 'preact/hooks'
import { clockTime } from '../../../ui/times.ts'
import { useSlowClock } from '../../../ui/when.tsx'
import type { Webhook } from '../../shapes.ts'
import { webhooks as words } from '../../strings-webhooks.ts'
import { Deliveries, type Shown, useDeliveries } from './deliveries.tsx'
import { WebhookActs } from './webhook-acts.tsx'
import { EVERY_EVENT } from './webhook-form.tsx'

interface ItemProps {
  of: Webhook
  onChanged: (webhook: Webhook) => void
  onGone: () => void
  reload: () => void
}

/** A webhook by its address and state; the rest on demand. */
export function WebhookItem({ of: webhook, ...acts }: ItemProps) {
  const [isOpen, setOpen] = useState(false)
  const { id, url, state, format, events, waiting, dead } = webhook
  const facts = [
    words.formats[format],
    words.eventCount(events.length, EVERY_EVENT.length),
    ...(waiting > 0 ? [words.waiting(waiting)] : []),
    ...(dead > 0 ? [words.dead(dead)] : []),
  ]
  return (
    <li class="co-hook">
      <div class="co-hook-line">
        <b>{url.replace(/^https:\/\//, '')}</b>
        <span class={`co-hook-state co-hook-${state}`}>{words.states[state]}</span>
        <button
          type="button"
          class="aw-quiet"
          aria-expanded={isOpen}
          aria-controls={`hook-${id}`}
          onClick={() => setOpen(!isOpen)}
        >
          <span aria-hidden="true">{isOpen ? words.hideShort : words.showShort}</span>
          <span class="aw-hidden">{words.show(url)}</span>
        </button>
        <span class="co-hint">{facts.join(' · ')}</span>
      </div>
      <Trouble of={webhook} />
      <div id={`hook-${id}`} hidden={!isOpen}>
        {isOpen && <Details of={webhook} {...acts} />}
      </div>
    </li>
  )
}

function Trouble({ of: { state, failingSince, oldSecretUntil } }: { of: Webhook }) {
  const now = useSlowClock()
  const isOldGood = oldSecretUntil !== null && Date.parse(oldSecretUntil) > now
  return (
    <>
      {state !== 'on' && <p class="co-warning">{words.why[state]}</p>}
      {state === 'on' && failingSince && <p class="co-warning">{words.failing(clockTime(failingSince, now))}</p>}
      {isOldGood && <p class="co-hint">{words.oldUntil(clockTime(oldSecretUntil, now))}</p>}
    </>
  )
}

function Details({ of: webhook, onChanged, onGone, reload }: ItemProps) {
  const [shown, setShown] = useState<Shown>('all')
  const list = useDeliveries(webhook.id, shown)
  const lookAgain = () => {
    list.reload()
    reload()
  }
  return (
    <div class="co-hook-details">
      <WebhookActs of={webhook} onChanged={onChanged} onGone={onGone} onSent={lookAgain} />
      <Deliveries webhookId={webhook.id} shown={shown} onShow={setShown} list={list} onChange={lookAgain} />
    </div>
  )
}
