import { useEffect, useState } from 'preact/hooks'
import type { Failure } from '../ask.ts'
import { ask, failureOf } from '../ask.ts'
import { useDesk } from '../live.ts'
import { useResource } from '../resource.ts'
import { say } from '../session.ts'
import type { HeldDecision, QueueItem, QueueState } from '../shapes.ts'
import type { Row } from '../steady-list.ts'
import { settle } from '../steady-list.ts'
import { queue } from '../strings-queue.ts'
import { queueCount } from './queue-count.ts'

export type Outcome = 'visible' | 'approved' | 'returned' | 'rejected' | 'gone'

/** A comment on screen, and what has become of it. */
export interface HeldRow {
  item: QueueItem
  outcome: Outcome | null
  /** Why a decision was not done. */
  trouble: string | null
}

export interface HeldQueue {
  rows: HeldRow[]
  isLoading: boolean
  failure: Failure | null
  hasMore: boolean
  more: () => void
  reload: () => void
  /**
   * Decides at once on screen; what the server refuses is put back and said.
   *
   * @param onShut where it was not said when the comment appears, and the server wants to know.
   */
  decide: (item: QueueItem, decision: HeldDecision, onShut: () => void) => void
  tidy: () => void
}

interface Decided {
  outcome: Outcome | null
  trouble: string | null
}

/** What a decision will come to, before the server has answered. */
function expected(decision: HeldDecision): Outcome {
  if (decision.decision !== 'approve') return decision.decision === 'reject' ? 'rejected' : 'returned'
  return decision.release === 'at_reopening' ? 'approved' : 'visible'
}

/** Pages as far as they were asked for, so that a renewal does not fold the list up. */
async function load(state: QueueState, pages: number) {
  const items: QueueItem[] = []
  let after: string | null = null
  for (let page = 0; page < pages; page++) {
    const answer: Awaited<ReturnType<typeof first>> = await first(state, after)
    items.push(...answer.items)
    queueCount.value = answer.counts
    after = answer.next
    if (after === null) break
  }
  return { items, hasMore: after !== null }
}

function first(state: QueueState, after: string | null) {
  return ask('GET /api/v1/queue', { query: { state, ...(after !== null && { after }) } })
}

/** The comments that wait, oldest first; rows stay where they are until they are put away. */
export function useHeld(state: QueueState): HeldQueue {
  const [pages, setPages] = useState(1)
  const { data, failure, reload } = useResource(`queue ${state}`, () => load(state, pages))
  const [rows, setRows] = useState<Row<QueueItem>[]>([])
  const [decided, setDecided] = useState<ReadonlyMap<string, Decided>>(new Map())
  useDesk(reload)
  useEffect(() => {
    if (data) setRows((was) => settle(was, data.items, 'append').rows)
  }, [data])
  useEffect(reload, [pages])
  const mark = (id: string, change: Decided) => setDecided((was) => new Map(was).set(id, change))
  const decide: HeldQueue['decide'] = (item, decision, onShut) => {
    mark(item.id, { outcome: expected(decision), trouble: null })
    ask('POST /api/v1/comments/:id/decision', { params: { id: item.id }, body: decision })
      .then((answer) => {
        mark(item.id, { outcome: answer.state, trouble: null })
        say(queue.said(item.author, queue.outcome[answer.state]))
      })
      .catch((error: unknown) => {
        const { code, detail } = failureOf(error)
        if (code === 'invalid' && decision.decision === 'approve' && !decision.release) {
          mark(item.id, { outcome: null, trouble: null })
          return onShut()
        }
        const isGone = code === 'not_found'
        const words = isGone ? queue.conflictGone : code === 'conflict' ? queue.conflict : detail
        mark(item.id, { outcome: null, trouble: words })
      })
      .finally(reload)
  }
  return {
    rows: rows.map(({ item, gone }) => {
      const { outcome = null, trouble = null } = decided.get(item.id) ?? {}
      return { item, outcome: outcome ?? (gone ? 'gone' : null), trouble }
    }),
    isLoading: data === undefined,
    failure,
    hasMore: data?.hasMore ?? false,
    more: () => setPages(pages + 1),
    reload,
    decide,
    tidy: () => setRows(settle([], data?.items ?? [], 'append').rows),
  }
}
