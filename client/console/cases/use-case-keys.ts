import type { RefObject } from 'preact'
import { useKeys } from '../keys.ts'
import { useRowKeys } from '../parts/use-row-keys.ts'
import type { CasesAt } from '../router.ts'
import { href, navigate } from '../router.ts'

interface CaseKeys {
  list: RefObject<HTMLElement | null>
  at: CasesAt
  id: string | null
  /** Whether list and case stand side by side. */
  isWide: boolean
  /** The cases before and after the open one. */
  before: string | undefined
  after: string | undefined
}

/** j and k go through the cases, in the list or, where it is narrow, from case to case; Esc goes back to the list. */
export function useCaseKeys({ list, at, id, isWide, before, after }: CaseKeys): void {
  const go = (to: string | undefined) => to && navigate(href.case(to, at), { replace: true })
  const toList = () => {
    if (isWide) list.current?.querySelector<HTMLElement>('[aria-current], [data-row]')?.focus()
    else if (id) navigate(href.cases(at))
  }
  useRowKeys(list, (row) => isWide && go(row.dataset.row))
  useKeys({ Escape: toList, ...(!isWide && id && { j: () => go(after), k: () => go(before) }) })
}
