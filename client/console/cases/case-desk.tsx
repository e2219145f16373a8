import { useEffect, useRef, useState } from 'preact/hooks'
import { QueueNav } from '../desk/queue-nav.tsx'
import { openCases } from '../open-cases.ts'
import { isWide } from '../parts/is-wide.ts'
import { Empty } from '../parts/states.tsx'
import { warm } from '../resource.ts'
import type { CasesAt } from '../router.ts'
import { href } from '../router.ts'
import { isStaff } from '../session.ts'
import { queueWords } from '../strings-cases.ts'
import { useTitle } from '../title.ts'
import { CaseQueue } from './case-queue.tsx'
import { CaseView, caseOf } from './case-view.tsx'
import { useCaseKeys } from './use-case-keys.ts'
import { useQueue } from './use-queue.ts'

/** The queue and the case that is open: beside each other, or one after the other where it is narrow. */
export function CaseDesk({ at: where, id }: { at: CasesAt; id: string | null }) {
  const queue = useQueue(where)
  const list = useRef<HTMLDivElement>(null)
  /** Counts how often a case was opened rather than passed by: then the focus goes into it. */
  const [opened, setOpened] = useState(0)
  const { total } = openCases.value
  useTitle(id ? '' : `${queueWords.title}${total > 0 ? ` (${total})` : ''}`)

  const at = queue.rows.findIndex((row) => row.item.id === id)
  const before = at < 0 ? undefined : queue.rows[at - 1]?.item.id
  const after = at < 0 ? undefined : queue.rows[at + 1]?.item.id
  useCaseKeys({ list, at: where, id, isWide: isWide.value, before, after })

  useEffect(() => {
    if (!after) return
    const { key, load } = caseOf(after)
    warm(key, load)
  }, [after])

  const showsList = isWide.value || !id
  return (
    <>
      {isStaff.value && showsList && <QueueNav />}
      <div class={`co-desk ${isWide.value ? 'co-desk-wide' : ''}`}>
        {showsList && (
          <section class="co-desk-list" aria-labelledby="cases-title">
            <h1 id="cases-title" class="co-desk-title" tabIndex={-1}>
              {isStaff.value ? queueWords.title : queueWords.ofStories}
            </h1>
            <CaseQueue queue={queue} at={where} current={id} list={list} onOpen={() => setOpened(opened + 1)} />
          </section>
        )}
        {id && (
          <div key={id} class="co-desk-case">
            <CaseView
              id={id}
              opened={opened}
              listHref={href.cases(where)}
              before={before && href.case(before, where)}
              after={after && href.case(after, where)}
              onChanged={queue.renew}
            />
          </div>
        )}
        {!id && isWide.value && (
          <div class="co-desk-none">{queue.rows.length > 0 && <Empty>{queueWords.choose}</Empty>}</div>
        )}
      </div>
    </>
  )
}
