import { useEffect, useState } from 'preact/hooks'
import type { Failure } from '../ask.ts'
import { ask } from '../ask.ts'
import { useDesk } from '../live.ts'
import { useResource } from '../resource.ts'
import type { DeskAt } from '../router.ts'
import type { QueueItem } from '../shapes.ts'
import type { SteadyList } from '../steady-list.ts'
import { settle } from '../steady-list.ts'

export interface List extends SteadyList<QueueItem> {
  isLoading: boolean
  failure: Failure | null
  /** Whether the server has more; a search may go on though nothing was found so far. */
  hasMore: boolean
  more: () => void
  reload: () => void
  /** Brings in what waits to be shown, and puts away what is not listed any more. */
  tidy: () => void
}

interface Page {
  items: QueueItem[]
  next: string | null
}

const PAGE = 30
const nothing: SteadyList<QueueItem> & { of: string } = { rows: [], waiting: 0, of: '' }

/** As many as are wanted, so that a renewal does not fold the list up; at least `pages`, since a search may find few. */
async function load(at: DeskAt, wanted: { rows: number; pages: number }): Promise<Page> {
  const { queue, story, section, person, rule, search, age } = at
  const where = {
    ...{ queue },
    ...(story && { storyId: story }),
    ...(section !== null && { section }),
    ...(person && { personId: person }),
    ...(rule && { ruleId: rule }),
    ...(search && { search }),
    ...(age && { age }),
  }
  const items: QueueItem[] = []
  let next: string | null = null
  for (let page = 0; page < wanted.pages || items.length < wanted.rows; page++) {
    const answer: Page = await ask('GET /api/v1/queue', { query: { ...where, ...(next !== null && { after: next }) } })
    items.push(...answer.items)
    next = answer.next
    if (next === null || (search && page + 1 >= wanted.pages)) break
  }
  return { items, next }
}

/** What is newer than all on screen waits where the newest stand first; everything else goes to the end. */
function withArrivals(rows: SteadyList<QueueItem>['rows'], items: readonly QueueItem[], isNewestFirst: boolean) {
  const first = isNewestFirst ? rows[0]?.item.id : undefined
  const fresh = first === undefined ? items : items.filter(({ id }) => id <= first)
  return { ...settle(rows, fresh, 'append'), waiting: items.length - fresh.length }
}

/** The comments of a queue; rows stay where they are until they are put away. */
export function useList(at: DeskAt): List {
  const of = JSON.stringify(at)
  const [asked, setAsked] = useState({ of, rows: PAGE, pages: 1 })
  const wanted = asked.of === of ? asked : { of, rows: PAGE, pages: 1 }
  const { data, failure, reload } = useResource(`queue ${of}`, () => load(at, wanted))
  const [list, setList] = useState(nothing)
  useDesk(reload)
  useEffect(() => {
    if (!data) return
    setList((was) => ({ of, ...withArrivals(was.of === of ? was.rows : [], data.items, at.queue === 'all') }))
  }, [data, of])
  useEffect(() => {
    if (wanted.pages > 1) reload()
  }, [asked])
  const { rows, waiting } = list.of === of ? list : nothing
  const standing = rows.filter(({ gone }) => !gone).length
  return {
    rows,
    waiting,
    isLoading: data === undefined,
    failure,
    hasMore: (data?.next ?? null) !== null,
    more: () => setAsked({ of, rows: standing + PAGE, pages: at.search ? wanted.pages + 1 : 2 }),
    reload,
    tidy: () => setList({ of, ...settle([], data?.items ?? [], 'append') }),
  }
}
