import { signal } from '@preact/signals'
import { useRef, useState } from 'preact/hooks'
import { useKeys } from '../keys.ts'
import { openCases } from '../open-cases.ts'
import { Empty } from '../parts/states.tsx'
import { useRowKeys } from '../parts/use-row-keys.ts'
import { href, navigate } from '../router.ts'
import { isStaff } from '../session.ts'
import type { CaseState } from '../shapes.ts'
import { cases } from '../strings.ts'
import { useTitle } from '../title.ts'
import { CaseQueue } from './case-queue.tsx'
import { CaseView } from './case-view.tsx'
import { useQueue } from './use-queue.ts'

const query = matchMedia('(min-width: 62rem)')
/** Whether list and case stand side by side. */
const isWide = signal(query.matches)
query.addEventListener('change', () => {
  isWide.value = query.matches
})

/** The queue and the case that is open: beside each other, or one after the other where it is narrow. */
export function CaseDesk({ state, id }: { state: CaseState; id: string | null }) {
  const queue = useQueue(state)
  const list = useRef<HTMLDivElement>(null)
  /** Counts how often a case was opened rather than passed by: then the focus goes into it. */
  const [opened, setOpened] = useState(0)
  const { total } = openCases.value
  useTitle(id ? '' : `${cases.title}${total > 0 ? ` (${total})` : ''}`)

  const at = queue.rows.findIndex((row) => row.item.id === id)
  const beside = (by: 1 | -1) => queue.rows[at + by]?.item.id
  const go = (to: string | undefined) => to && navigate(href.case(to, state), { replace: true })
  const toList = () => {
    const row = list.current?.querySelector<HTMLElement>('[aria-current], [data-row]')
    if (row && isWide.value) row.focus()
    else if (id) navigate(href.cases(state))
  }
  useRowKeys(list, (row) => isWide.value && go(row.dataset.row))
  useKeys({
    Escape: toList,
    ...(!isWide.value && id && { j: () => go(beside(1)), k: () => go(beside(-1)) }),
  })

  const showsList = isWide.value || !id
  return (
    <div class={`co-desk ${isWide.value ? 'co-desk-wide' : ''}`}>
      {showsList && (
        <section class="co-desk-list" aria-labelledby="cases-title">
          <h1 id="cases-title" class="co-desk-title" tabIndex={-1}>
            {isStaff.value ? cases.title : cases.ofStories}
          </h1>
          <CaseQueue queue={queue} state={state} current={id} list={list} onOpen={() => setOpened(opened + 1)} />
        </section>
      )}
      {id && (
        <CaseView
          key={id}
          id={id}
          opened={opened}
          listHref={href.cases(state)}
          before={at > 0 ? beside(-1) && href.case(beside(-1) ?? '', state) : undefined}
          after={at >= 0 && beside(1) ? href.case(beside(1) ?? '', state) : undefined}
          onHandled={queue.markHandled}
        />
      )}
      {!id && isWide.value && (
        <div class="co-desk-none">
          <Empty>{cases.choose}</Empty>
        </div>
      )}
    </div>
  )
}
