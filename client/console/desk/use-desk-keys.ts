import type { RefObject } from 'preact'
import { useKeys } from '../keys.ts'
import { isWide } from '../parts/is-wide.ts'
import { useRowKeys } from '../parts/use-row-keys.ts'
import type { DeskAt } from '../router.ts'
import { href, navigate } from '../router.ts'
import type { DeskActs } from './use-desk-acts.ts'
import type { Selection } from './use-selection.ts'

interface DeskKeys {
  at: DeskAt
  id: string | null
  rows: RefObject<HTMLElement | null>
  acts: DeskActs
  selection: Selection
  /** The comments before and after the open one that can still be decided. */
  before: string | undefined
  after: string | undefined
  /** Who wrote the open one; undefined without an account, or until it is known. */
  writer: string | undefined
}

/** The desk by keyboard: j and k go through the comments, single letters act on what is open or selected. */
export function useDeskKeys({ at, id, rows, acts, selection, before, after, writer }: DeskKeys): void {
  const go = (to: string | undefined) => to && navigate(href.desk(at, to), { replace: true })
  const focused = () => document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset.row
  const select = () => {
    const one = focused() ?? id
    if (one) selection.toggle(one, false)
  }
  const back = () => {
    if (acts.asking) return acts.setAsking(null)
    if (selection.ids.size > 0) return selection.set([])
    if (isWide.value) rows.current?.querySelector<HTMLElement>('[aria-current], [data-row]')?.focus()
    else if (id) navigate(href.desk(at))
  }
  useRowKeys(rows, (row) => isWide.value && selection.ids.size === 0 && go(row.dataset.row))
  const act = {
    a: () => acts.approve(),
    r: () => acts.begin('reject'),
    s: () => acts.begin('send_back'),
    c: () => acts.begin('collapse'),
    n: () => acts.begin('note'),
    p: acts.pin,
    x: select,
    w: () => writer && id && navigate(href.person(writer, { comment: id })),
    '*': selection.toggleAll,
    ...(!isWide.value && id && { j: () => go(after), k: () => go(before) }),
  }
  // In a form letters belong to it.
  useKeys({ ...(!acts.asking && act), Escape: back })
}
