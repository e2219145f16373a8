import { useEffect, useState } from 'preact/hooks'
import type { Failure } from '../ask.ts'
import { ask } from '../ask.ts'
import { useDesk } from '../live.ts'
import { useResource } from '../resource.ts'
import type { CaseFile, CaseState, CaseSummary } from '../shapes.ts'
import type { SteadyList } from '../steady-list.ts'
import { settle } from '../steady-list.ts'

export interface Queue extends SteadyList<CaseSummary> {
  isLoading: boolean
  failure: Failure | null
  /** Puts handled cases away and brings in what was held back. */
  tidy: () => void
  reload: () => void
  /** Marks a case as handled at once, before the list is fetched anew. */
  markHandled: (file: CaseFile) => void
}

const nothing: SteadyList<CaseSummary> & { state: CaseState } = { rows: [], waiting: 0, state: 'submitted' }

/** Open cases, oldest first, or decided ones. Kept up to date without moving a row. */
export function useQueue(state: CaseState): Queue {
  const { data, failure, reload } = useResource(`cases ${state}`, async () => {
    const { cases } = await ask('GET /api/v1/cases', { query: { state } })
    return cases
  })
  const [list, setList] = useState(nothing)
  useEffect(() => {
    if (!data) return
    setList((was) => {
      const shown = was.state === state ? was.rows : []
      return { state, ...settle(shown, data, state === 'submitted' ? 'append' : 'hold') }
    })
  }, [data, state])
  useDesk(reload)
  const current = list.state === state ? list : nothing
  return {
    rows: current.rows,
    waiting: current.waiting,
    isLoading: data === undefined,
    failure,
    reload,
    tidy: () => setList({ state, ...settle([], data ?? [], 'append') }),
    markHandled: (file) =>
      setList((was) => ({
        ...was,
        rows: was.rows.map((row) => (row.item.id === file.id ? { item: file, gone: state === 'submitted' } : row)),
      })),
  }
}
