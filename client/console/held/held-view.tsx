import { useRef, useState } from 'preact/hooks'
import { useKeys } from '../keys.ts'
import { Empty, Failed, Loading } from '../parts/states.tsx'
import { useRowKeys } from '../parts/use-row-keys.ts'
import { href } from '../router.ts'
import type { HeldDecision, QueueItem, QueueState } from '../shapes.ts'
import { common } from '../strings.ts'
import { queue } from '../strings-queue.ts'
import { useTitle } from '../title.ts'
import type { Asking } from './held-item.tsx'
import { HeldItem, isShutFor } from './held-item.tsx'
import { queueCount } from './queue-count.ts'
import { useHeld } from './use-held.ts'

function Tabs({ state, handled, onTidy }: { state: QueueState; handled: number; onTidy: () => void }) {
  const { pending, approved } = queueCount.value
  const tab = (to: QueueState, label: string, count: number) => (
    <a href={href.queue(to)} aria-current={state === to ? 'page' : undefined}>
      {label} {count > 0 && <span class="co-count">{count}</span>}
    </a>
  )
  return (
    <div class="co-tabs">
      <nav aria-label={queue.which}>
        {tab('pending', queue.pending, pending)}
        {tab('approved', queue.approved, approved)}
      </nav>
      {handled > 0 && (
        <button type="button" class="aw-link" onClick={onTidy}>
          {queue.handled(handled)}
        </button>
      )}
    </div>
  )
}

/** Comments that wait for a moderator, or for reopening: read, published or rejected, by keyboard. */
export function HeldView({ state }: { state: QueueState }) {
  const held = useHeld(state)
  const [asking, setAsking] = useState<{ id: string; what: Exclude<Asking, null> } | null>(null)
  const list = useRef<HTMLOListElement>(null)
  useTitle(queue.title)
  useRowKeys(list)
  const rowOf = (id: string) => list.current?.querySelector<HTMLElement>(`[data-row="${id}"]`)
  const ask = (item: QueueItem, what: Asking) => {
    setAsking(what && { id: item.id, what })
    if (!what) rowOf(item.id)?.focus({ preventScroll: true })
  }
  const decide = (item: QueueItem, decision: HeldDecision) => {
    const at = held.rows.findIndex((row) => row.item.id === item.id)
    const next = held.rows.slice(at + 1).find((row) => row.outcome === null) ?? held.rows[at]
    setAsking(null)
    held.decide(item, decision, () => ask(item, 'when'))
    requestAnimationFrame(() => {
      const row = next && rowOf(next.item.id)
      row?.focus({ preventScroll: true })
      row?.scrollIntoView({ block: 'nearest' })
    })
  }
  /** The row with the focus, else the first that is not decided. */
  const current = (): QueueItem | undefined => {
    const id = document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset.row
    const open = held.rows.filter((row) => row.outcome === null)
    return (open.find((row) => row.item.id === id) ?? (id ? undefined : open[0]))?.item
  }
  const act = (on: (item: QueueItem) => void) => {
    const item = current()
    if (item) on(item)
  }
  const approve = (item: QueueItem) => {
    if (item.state === 'approved') decide(item, { decision: 'approve', revision: item.revision, release: 'now' })
    else if (isShutFor(item)) ask(item, 'when')
    else decide(item, { decision: 'approve', revision: item.revision })
  }
  useKeys({ a: () => act(approve), r: () => act((item) => ask(item, 'reject')) })
  const handled = held.rows.filter((row) => row.outcome !== null).length
  return (
    <div class="co-page co-queue">
      <h1 tabIndex={-1}>{queue.title}</h1>
      <Tabs state={state} handled={handled} onTidy={held.tidy} />
      {held.failure && <Failed failure={held.failure} onRetry={held.reload} />}
      {held.isLoading && !held.failure && <Loading />}
      {!held.isLoading && held.rows.length === 0 && (
        <Empty>{state === 'pending' ? queue.none : queue.noneApproved}</Empty>
      )}
      {held.rows.length > 0 && (
        <>
          <p class="co-hint">
            {state === 'approved' ? queue.approvedHint : <span class="co-by-key">{queue.keys}</span>}
          </p>
          <ol ref={list}>
            {held.rows.map((row) => (
              <HeldItem
                key={row.item.id}
                row={row}
                asking={asking?.id === row.item.id ? asking.what : null}
                onAsk={(what) => ask(row.item, what)}
                onDecide={(decision) => decide(row.item, decision)}
              />
            ))}
          </ol>
        </>
      )}
      {held.hasMore && (
        <button type="button" class="aw-button co-more" onClick={held.more}>
          {common.more}
        </button>
      )}
    </div>
  )
}
