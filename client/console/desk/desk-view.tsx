import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { onceDrawn } from '../../ui/once-drawn.ts'
import { ask } from '../ask.ts'
import { isWide } from '../parts/is-wide.ts'
import { Empty } from '../parts/states.tsx'
import { useResource, warm } from '../resource.ts'
import type { DeskAt } from '../router.ts'
import { href, navigate } from '../router.ts'
import type { QueueItem } from '../shapes.ts'
import { desk } from '../strings-desk.ts'
import { useTitle } from '../title.ts'
import { AskPart } from './ask-part.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { CommentList } from './comment-list.tsx'
import { CommentPane } from './comment-pane.tsx'
import { QueueNav } from './queue-nav.tsx'
import { useClaim } from './use-claim.ts'
import { type Decisions, useDecisions } from './use-decisions.ts'
import { type DeskActs, useDeskActs } from './use-desk-acts.ts'
import { useDeskKeys } from './use-desk-keys.ts'
import { useList } from './use-list.ts'
import { useSelection } from './use-selection.ts'

/** So few that are left to decide call for the next page. */
const FEW = 8

const glanceOf = (id: string) => ({
  key: `queued ${id}`,
  load: () => ask('GET /api/v1/queue/:id', { params: { id } }),
})

function useGlance(id: string | null) {
  const one = id ? glanceOf(id) : { key: 'queued', load: () => Promise.resolve(null) }
  return useResource(one.key, one.load)
}

/** The list of a queue with the rows that can still be decided. */
function useQueueRows(at: DeskAt, id: string | null) {
  const list = useList(at)
  const decisions = useDecisions(list.reload)
  const { marks } = decisions
  const open = list.rows.filter((row) => !row.gone && !marks.get(row.item.id)?.outcome).map((row) => row.item)
  const here = list.rows.findIndex((row) => row.item.id === id)
  const openIds = new Set(open.map((item) => item.id))
  const later = list.rows.slice(here + 1).find((row) => openIds.has(row.item.id))?.item
  const earlier = here > 0 ? list.rows.slice(0, here).findLast((row) => openIds.has(row.item.id))?.item : undefined
  useEffect(() => {
    if (list.hasMore && !at.search && open.length < FEW && !list.isLoading) list.more()
  }, [open.length, list.hasMore])
  useEffect(() => {
    if (!later) return
    const { key, load } = glanceOf(later.id)
    warm(key, load)
  }, [later?.id])
  return { list, decisions, open, later, earlier }
}

/** What is selected; where nothing is, the row that has the focus. */
function selectedOrFocused(open: readonly QueueItem[], selected: ReadonlySet<string>): QueueItem[] {
  if (selected.size > 0) return open.filter((one) => selected.has(one.id))
  const focused = document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset.row
  return open.filter((one) => one.id === focused)
}

/** What is open, as long as nothing became of it. */
function undecidedOf(item: QueueItem | undefined, { marks }: Decisions): QueueItem[] {
  return item && !marks.get(item.id)?.outcome ? [item] : []
}

/** What is asked before an act is done; null while nothing is. */
function askedBy(acts: DeskActs, targets: () => QueueItem[], reload: () => void) {
  return acts.asking && <AskPart acts={acts} items={targets()} onNoted={reload} />
}

type QueueRows = ReturnType<typeof useQueueRows>

/** Where to go once something is decided, or was not. */
function movesIn(at: DeskAt, id: string | null, { open, later }: QueueRows, rows: RefObject<HTMLElement | null>) {
  const focusRow = (to: string | undefined) =>
    onceDrawn(() => {
      const row = rows.current?.querySelector<HTMLElement>(`[data-row="${to}"]`)
      row?.focus({ preventScroll: true })
      row?.scrollIntoView({ block: 'nearest' })
    })
  const go = (to: string | undefined) => navigate(href.desk(at, to), { replace: true })
  return {
    goOn(decided: readonly QueueItem[]) {
      const gone = new Set(decided.map((one) => one.id))
      const next = nextAfter(open, decided, later) ?? open.findLast((one) => !gone.has(one.id))
      if (id && gone.has(id)) go(next?.id)
      if (isWide.value || !id) focusRow(next?.id)
    },
    showAgain(ids: readonly string[], select: (ids: readonly string[]) => void) {
      if (ids.length > 1) select(ids)
      else if (ids[0] !== id) go(ids[0])
    },
  }
}

/** The desk: a queue of comments, and the one that is open; beside each other, or one after the other where it is narrow. */
export function DeskView({ at, id }: { at: DeskAt; id: string | null }) {
  const queue = useQueueRows(at, id)
  const { list, decisions, open, later, earlier } = queue
  const glance = useGlance(id)
  const rows = useRef<HTMLDivElement>(null)
  const openIds = open.map((one) => one.id)
  const selection = useSelection(openIds, JSON.stringify(at))
  useTitle(desk.queues[at.queue])
  const item = glance.data?.item ?? list.rows.find((row) => row.item.id === id)?.item
  const undecided = undecidedOf(item, decisions)
  const inHand = useClaim(
    id,
    undecided.some((one) => !one.isOwn),
  )
  const moves = movesIn(at, id, queue, rows)
  const targets = () => (id && selection.ids.size === 0 ? undecided : selectedOrFocused(open, selection.ids))
  const reload = () => {
    list.reload()
    glance.reload()
  }
  const goOn = (decided: readonly QueueItem[]) => {
    selection.set([])
    moves.goOn(decided)
  }
  const showAgain = (ids: readonly string[]) => moves.showAgain(ids, selection.set)
  const acts = useDeskActs({
    ...{ id, inHand, decisions, targets, goOn, showAgain, reload },
    glance: glance.data ?? undefined,
  })
  const writer = glance.data?.writer?.id
  useDeskKeys({ at, id, rows, acts, selection, before: earlier?.id, after: later?.id, writer })
  const isSeveral = selection.ids.size > 0
  const asked = askedBy(acts, targets, reload)
  const showsList = isWide.value || !id
  return (
    <>
      {showsList && <QueueNav />}
      <div class={`co-desk ${isWide.value ? 'co-desk-wide' : ''}`}>
        {showsList && (
          <section class="co-desk-list" aria-labelledby="desk-title">
            <CommentList
              {...{ at, list, selection, rows }}
              marks={decisions.marks}
              current={id}
              onOpen={() => undefined}
            />
            {(isSeveral || (!id && asked)) && (
              <BulkBar count={selection.ids.size} acts={acts} onNone={() => selection.set([])}>
                {asked}
              </BulkBar>
            )}
          </section>
        )}
        {id && (
          <div key={id} class="co-desk-case">
            <CommentPane
              {...{ item, glance, acts, inHand }}
              mark={decisions.marks.get(id)}
              isBeside={isSeveral}
              around={{
                listHref: href.desk(at),
                before: earlier && href.desk(at, earlier.id),
                after: later && href.desk(at, later.id),
              }}
            >
              {!isSeveral && asked}
            </CommentPane>
          </div>
        )}
        {!id && isWide.value && <div class="co-desk-none">{list.rows.length > 0 && <Empty>{desk.choose}</Empty>}</div>}
      </div>
    </>
  )
}

/** The first that is still open after all that were decided. */
function nextAfter(open: readonly QueueItem[], decided: readonly QueueItem[], later: QueueItem | undefined) {
  const gone = new Set(decided.map((one) => one.id))
  const last = open.findLastIndex((one) => gone.has(one.id))
  return last < 0 ? later : open.slice(last + 1).find((one) => !gone.has(one.id))
}
