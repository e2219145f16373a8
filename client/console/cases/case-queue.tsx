import type { RefObject } from 'preact'
import { appealCount } from '../desk/queues.ts'
import { Empty, Failed, Loading } from '../parts/states.tsx'
import type { CasesAt } from '../router.ts'
import { href, navigate, QUEUES } from '../router.ts'
import { isStaff } from '../session.ts'
import { common } from '../strings.ts'
import { kindNames, queueMeanings, queueNames, queueWords } from '../strings-cases.ts'
import { CaseRow } from './case-row.tsx'
import type { Queue } from './use-queue.ts'

interface CaseQueueProps {
  queue: Queue
  at: CasesAt
  /** The case that is open beside the list. */
  current: string | null
  list: RefObject<HTMLDivElement | null>
  /** Somebody opened a row, by key or click. */
  onOpen: () => void
}

function Tabs({ at, counts }: { at: CasesAt; counts: Queue['counts'] }) {
  const shown = QUEUES.filter((queue) => isStaff.value || queue !== 'mine')
  return (
    <nav class="co-tabs co-case-tabs" aria-label={queueWords.which}>
      {shown.map((queue) => (
        <a
          key={queue}
          href={href.cases({ ...at, queue })}
          title={queueMeanings[queue]}
          aria-current={at.queue === queue ? 'page' : undefined}
        >
          {queueNames[queue]} <span class="co-tab-count">{counts?.[queue] ?? ''}</span>
        </a>
      ))}
    </nav>
  )
}

function KindFilter({ at }: { at: CasesAt }) {
  return (
    <label class="co-kind-filter">
      <span class="aw-hidden">{queueWords.kind}</span>
      <select
        class="aw-field"
        value={at.kind ?? ''}
        onChange={(event) =>
          navigate(href.cases({ ...at, kind: (event.currentTarget.value || null) as CasesAt['kind'] }), {
            replace: true,
          })
        }
      >
        <option value="">{queueWords.allKinds}</option>
        <option value="reported">{queueWords.reported}</option>
        {Object.entries(kindNames).map(([kind, name]) => (
          <option key={kind} value={kind}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}

/** The list of cases. Rows stay where they are; what was handled is put away only when asked. */
export function CaseQueue({ queue, at, current, list, onOpen }: CaseQueueProps) {
  const { rows, waiting, isLoading, failure, more } = queue
  const handled = rows.filter((row) => row.gone).length
  return (
    <>
      <Tabs at={at} counts={queue.counts} />
      <div class="co-queue-tools">
        {isStaff.value && <KindFilter at={at} />}
        {(waiting > 0 || handled > 0) && (
          <button type="button" class="aw-link" onClick={queue.tidy}>
            {waiting > 0 ? queueWords.arrivals(waiting) : queueWords.handled(handled)}
          </button>
        )}
      </div>
      {failure && <Failed failure={failure} onRetry={queue.reload} />}
      {isLoading && !failure && <Loading />}
      <div ref={list} class="co-case-list">
        {at.queue === 'appeals' && appealCount.value > 0 && (
          <a class="co-case-row" href={href.sanctions()} data-row="">
            <span class="co-case-reference">{queueWords.sanctionAppeals(appealCount.value)}</span>
            <span class="co-case-line">{queueWords.sanctionAppealsAt}</span>
          </a>
        )}
        {rows.length > 0 && (
          <ol>
            {rows.map((row) => (
              <CaseRow key={row.item.id} row={row} at={at} isCurrent={row.item.id === current} onOpen={onOpen} />
            ))}
          </ol>
        )}
        {more && rows.length > 0 && (
          <button type="button" class="aw-button co-more co-case-more" onClick={more}>
            {common.more}
          </button>
        )}
        {rows.length === 0 && !isLoading && <Empty>{queueWords.none[at.queue]}</Empty>}
      </div>
    </>
  )
}
