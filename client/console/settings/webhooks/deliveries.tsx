import { useState } from 'preact/hooks'
import { clockTime } from '../../../ui/times.ts'
import { useSlowClock, When } from '../../../ui/when.tsx'
import type { Failure } from '../../ask.ts'
import { ask, failureOf } from '../../ask.ts'
import { Failed, Loading } from '../../parts/states.tsx'
import { type Resource, useResource } from '../../resource.ts'
import { say } from '../../session.ts'
import type { Delivery } from '../../shapes.ts'
import { webhooks as words } from '../../strings-webhooks.ts'

function Row({ of: one, replay }: { of: Delivery; replay: (id: string) => void }) {
  const now = useSlowClock()
  const { id, type, state, attempts, status, answer, at, nextAt } = one
  return (
    <tr>
      <td data-label={words.column.event}>
        <code>{type}</code>
      </td>
      <td data-label={words.column.when}>
        <When at={at} />
      </td>
      <td data-label={words.column.state} class={state === 'dead' || state === 'failed' ? 'co-hook-dead' : undefined}>
        {words.deliveryStates[state]}
        <small>
          {attempts > 0 && words.attempts(attempts)}
          {attempts > 0 && nextAt && ', '}
          {nextAt && words.next(clockTime(nextAt, now))}
        </small>
      </td>
      <td data-label={words.column.answer} class="co-hook-answer">
        {status !== null && <b>{status}</b>} {answer}
      </td>
      <td class="co-hook-act">
        {state === 'dead' && (
          <button type="button" class="aw-quiet" onClick={() => replay(id)}>
            <span aria-hidden="true">{words.replay}</span>
            <span class="aw-hidden">{words.replayOf(type)}</span>
          </button>
        )}
      </td>
    </tr>
  )
}

function Table({ rows, replay }: { rows: Delivery[]; replay: (id: string) => void }) {
  return (
    <table class="co-hook-table">
      <thead>
        <tr>
          {Object.values(words.column).map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
          <th scope="col">
            <span class="aw-hidden">{words.replay}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((one) => (
          <Row key={one.id} of={one} replay={replay} />
        ))}
      </tbody>
    </table>
  )
}

/** All of a webhook, or its dead letters, as last looked at. */
export type Shown = 'all' | 'dead'

export function useDeliveries(webhookId: string, shown: Shown): Resource<Delivery[]> {
  const query = shown === 'dead' ? { state: 'dead' as const } : {}
  return useResource(`deliveries ${webhookId} ${shown}`, async () => {
    const asked = { params: { id: webhookId }, query }
    return (await ask('GET /api/v1/webhooks/:id/deliveries', asked)).deliveries
  })
}

interface DeliveriesProps {
  webhookId: string
  shown: Shown
  onShow: (shown: Shown) => void
  list: Resource<Delivery[]>
  /** After what changes how many wait or are dead. */
  onChange: () => void
}

/** What was sent lately, and what could not be: which can be sent once more. */
export function Deliveries({ webhookId, shown, onShow, list, onChange }: DeliveriesProps) {
  const [failure, setFailure] = useState<Failure | null>(null)
  const { data, reload } = list
  const replay = (deliveryId?: string) => {
    setFailure(null)
    const body = deliveryId === undefined ? {} : { deliveryId }
    ask('POST /api/v1/webhooks/:id/replay', { params: { id: webhookId }, body }).then(
      ({ replayed }) => {
        say(words.replayed(replayed))
        onChange()
      },
      (error: unknown) => setFailure(failureOf(error)),
    )
  }
  return (
    <section class="co-hook-deliveries" aria-label={words.deliveries}>
      <div class="co-hook-head">
        <h3>{words.deliveries}</h3>
        <fieldset class="co-chips">
          <legend class="aw-hidden">{words.which}</legend>
          {(['all', 'dead'] as const).map((one) => (
            <label key={one} class="co-chip">
              <input type="radio" name={`shown-${webhookId}`} checked={shown === one} onChange={() => onShow(one)} />
              {one === 'all' ? words.allDeliveries : words.deadOnly}
            </label>
          ))}
        </fieldset>
        <button type="button" class="aw-quiet" onClick={onChange}>
          {words.reload}
        </button>
      </div>
      {failure && (
        <p class="co-error" role="alert">
          {failure.detail}
        </p>
      )}
      {!data && (list.failure ? <Failed failure={list.failure} onRetry={reload} /> : <Loading />)}
      {data?.length === 0 && <p class="co-none">{shown === 'dead' ? words.noDead : words.noDeliveries}</p>}
      {data && data.length > 0 && <Table rows={data} replay={replay} />}
      <div class="co-actions">
        {shown === 'dead' && data && data.length > 0 && (
          <button type="button" class="aw-button" onClick={() => replay()}>
            {words.replayAll}
          </button>
        )}
        <span class="co-hint">{words.kept}</span>
      </div>
    </section>
  )
}
