import type { RefObject } from 'preact'
import { When } from '../../ui/when.tsx'
import { findingNames } from '../../ui/words.ts'
import { Empty, Failed, Loading } from '../parts/states.tsx'
import { href } from '../router.ts'
import type { CaseState, CaseSummary } from '../shapes.ts'
import type { Row } from '../steady-list.ts'
import { cases } from '../strings.ts'
import type { Queue } from './use-queue.ts'

interface CaseQueueProps {
  queue: Queue
  state: CaseState
  /** The case that is open beside the list. */
  current: string | null
  list: RefObject<HTMLDivElement | null>
  /** Somebody opened a row, by key or click. */
  onOpen: () => void
}

function CaseRow(props: { row: Row<CaseSummary>; state: CaseState; isCurrent: boolean; onOpen: () => void }) {
  const { row, state, isCurrent, onOpen } = props
  const { item, gone } = row
  return (
    <li class={gone ? 'co-case-gone' : undefined}>
      <a
        class="co-case-row"
        data-row={item.id}
        href={href.case(item.id, state)}
        aria-current={isCurrent ? 'true' : undefined}
        onClick={onOpen}
      >
        <span class="co-case-top">
          <span class="co-case-reference">{item.reference}</span>
          {/* In the place of the count: a row that is decided meanwhile must not grow. */}
          {gone || item.finding ? (
            <span class="co-case-finding">{item.finding ? findingNames[item.finding] : cases.gone}</span>
          ) : (
            <span>{cases.flags(item.flagCount)}</span>
          )}
          <When at={item.createdAt} />
        </span>
        <span class="co-case-wrote" dir="auto">
          {item.wrote}
        </span>
        <span class="co-case-under">
          {item.commenter}, {item.storyTitle}
        </span>
      </a>
    </li>
  )
}

function Tabs({ state }: { state: CaseState }) {
  return (
    <nav aria-label={cases.which}>
      <a href={href.cases('submitted')} aria-current={state === 'submitted' ? 'page' : undefined}>
        {cases.open}
      </a>
      <a href={href.cases('decided')} aria-current={state === 'decided' ? 'page' : undefined}>
        {cases.decided}
      </a>
    </nav>
  )
}

/** The list of cases. Rows stay where they are; what was handled is put away only when asked. */
export function CaseQueue({ queue, state, current, list, onOpen }: CaseQueueProps) {
  const { rows, waiting, isLoading, failure } = queue
  const handled = rows.filter((row) => row.gone).length
  return (
    <>
      <div class="co-tabs">
        <Tabs state={state} />
        {(waiting > 0 || handled > 0) && (
          <button type="button" class="aw-link" onClick={queue.tidy}>
            {waiting > 0 ? cases.arrivals(waiting) : cases.handled(handled)}
          </button>
        )}
      </div>
      {failure && <Failed failure={failure} onRetry={queue.reload} />}
      {isLoading && !failure && <Loading />}
      <div ref={list} class="co-case-list">
        {rows.length > 0 && (
          <ol>
            {rows.map((row) => (
              <CaseRow key={row.item.id} row={row} state={state} isCurrent={row.item.id === current} onOpen={onOpen} />
            ))}
          </ol>
        )}
        {rows.length === 0 && !isLoading && <Empty>{state === 'submitted' ? cases.none : cases.noneDecided}</Empty>}
      </div>
    </>
  )
}
