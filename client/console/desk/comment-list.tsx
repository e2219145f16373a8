import type { RefObject } from 'preact'
import { Empty, Failed, Loading } from '../parts/states.tsx'
import type { DeskAt } from '../router.ts'
import { href, PENDING } from '../router.ts'
import { common } from '../strings.ts'
import { desk } from '../strings-desk.ts'
import { CommentRow } from './comment-row.tsx'
import { Filters } from './filters.tsx'
import type { Mark } from './use-decisions.ts'
import type { List } from './use-list.ts'
import type { Selection } from './use-selection.ts'

interface CommentListProps {
  at: DeskAt
  list: List
  marks: ReadonlyMap<string, Mark>
  selection: Selection
  current: string | null
  rows: RefObject<HTMLDivElement | null>
  onOpen: () => void
}

function Tools({ list, marks, selection }: Pick<CommentListProps, 'list' | 'marks' | 'selection'>) {
  const handled = list.rows.filter((row) => row.gone || marks.get(row.item.id)?.outcome).length
  if (list.rows.length === 0) return null
  return (
    <div class="co-queue-tools">
      <button type="button" class="aw-link" aria-keyshortcuts="*" onClick={selection.toggleAll}>
        {selection.ids.size > 0 ? desk.selectNone : desk.selectAll}
      </button>
      {(list.waiting > 0 || handled > 0) && (
        <button type="button" class="aw-link" onClick={list.tidy}>
          {list.waiting > 0 ? desk.arrivals(list.waiting) : desk.handled(handled)}
        </button>
      )}
    </div>
  )
}

/** The list of a queue. Rows stay where they are; what was handled is put away only when asked. */
export function CommentList({ at, list, marks, selection, current, rows, onOpen }: CommentListProps) {
  const { failure, isLoading } = list
  const isNarrowed = href.desk(at) !== href.desk({ ...PENDING, queue: at.queue })
  return (
    <>
      <h1 class="aw-hidden" id="desk-title" tabIndex={-1}>
        {desk.queues[at.queue]}
      </h1>
      <Filters at={at} />
      <Tools list={list} marks={marks} selection={selection} />
      {failure && <Failed failure={failure} onRetry={list.reload} />}
      {isLoading && !failure && <Loading />}
      <div ref={rows} class="co-case-list">
        {list.rows.length > 0 && (
          <ol>
            {list.rows.map((row) => (
              <CommentRow
                key={row.item.id}
                row={row}
                mark={marks.get(row.item.id)}
                at={at}
                isCurrent={row.item.id === current}
                isSelected={selection.ids.has(row.item.id)}
                onOpen={onOpen}
                onSelect={(isRange) => selection.toggle(row.item.id, isRange)}
              />
            ))}
          </ol>
        )}
        {list.rows.length === 0 && !isLoading && <Empty>{isNarrowed ? desk.noneFound : desk.none[at.queue]}</Empty>}
        {list.hasMore && (
          <button type="button" class="aw-button co-more co-case-more" onClick={list.more}>
            {at.search ? desk.searchOn : common.more}
          </button>
        )}
      </div>
    </>
  )
}
