import { useEffect, useState } from 'preact/hooks'
import type { Failure } from '../ask.ts'
import { ask, failureOf } from '../ask.ts'
import { useDesk } from '../live.ts'
import { useResource } from '../resource.ts'
import type { CasesAt } from '../router.ts'
import type { CaseFile, CasePage, CaseSummary } from '../shapes.ts'
import type { SteadyList } from '../steady-list.ts'
import { settle } from '../steady-list.ts'
import { queueOf } from '../strings-cases.ts'

export interface Queue extends SteadyList<CaseSummary> {
  /** How many cases each queue has; null until the server has said. */
  counts: CasePage['counts'] | null
  isLoading: boolean
  failure: Failure | null
  /** Brings in the next page of a queue that has several; undefined on the last. */
  more: (() => void) | undefined
  /** Puts handled cases away and brings in what was held back. */
  tidy: () => void
  reload: () => void
  /** Takes in at once what a write answered, before the list is fetched anew. */
  renew: (file: CaseFile) => void
}

interface Older {
  of: string
  cases: CaseSummary[]
  next: string | null
}

const nothing: SteadyList<CaseSummary> & { of: string } = { rows: [], waiting: 0, of: '' }

/** Whether a case belongs in a queue of open work as it now stands. */
function isIn({ queue }: CasesAt, { state, isMine }: CaseSummary): boolean {
  if (queue === 'mine') return isMine && queueOf(state) !== 'ended' && state !== 'published' && state !== 'closed'
  if (queue === 'appeals') return state === 'appealed'
  return queueOf(state) === queue
}

/** The cases of a queue. Kept up to date without moving a row. */
export function useQueue(at: CasesAt): Queue {
  const of = `${at.queue} ${at.kind}`
  const isSettled = at.queue === 'decided' || at.queue === 'ended'
  const load = (after?: string) =>
    ask('GET /api/v1/cases', { query: { queue: at.queue, ...(at.kind && { kind: at.kind }), ...(after && { after }) } })
  const { data, failure, reload } = useResource(`cases ${of}`, () => load())
  const [older, setOlder] = useState<Older | null>(null)
  const [refused, setRefused] = useState<Failure | null>(null)
  const [list, setList] = useState(nothing)
  const pages = older?.of === of ? older : null
  const first = data?.cases ?? []
  const all = [...first, ...(pages?.cases ?? []).filter(({ id }) => !first.some((one) => one.id === id))]
  useEffect(() => {
    if (!data) return
    setList((was) => ({ of, ...settle(was.of === of ? was.rows : [], all, isSettled ? 'hold' : 'append') }))
  }, [data, of])
  useDesk(reload)
  const current = list.of === of ? list : nothing
  const next = pages ? pages.next : (data?.next ?? null)
  const more = () => {
    if (!next) return
    load(next).then(
      (page) => {
        setOlder({ of, cases: [...(pages?.cases ?? []), ...page.cases], next: page.next })
        setList((was) => ({
          ...was,
          rows: [...was.rows, ...page.cases.map((item) => ({ item, gone: false }))],
        }))
      },
      (error: unknown) => setRefused(failureOf(error)),
    )
  }
  return {
    rows: current.rows,
    waiting: current.waiting,
    counts: data?.counts ?? null,
    isLoading: data === undefined,
    failure: failure ?? refused,
    more: next ? more : undefined,
    reload,
    tidy: () => setList({ of, ...settle([], all, 'append') }),
    renew: (file) =>
      setList((was) => ({
        ...was,
        rows: was.rows.map((row) => (row.item.id === file.id ? { item: file, gone: !isIn(at, file) } : row)),
      })),
  }
}
