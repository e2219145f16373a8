import { useState } from 'preact/hooks'
import { ask, failureOf } from '../ask.ts'
import { useDesk } from '../live.ts'
import { Empty, Failed, Loading } from '../parts/states.tsx'
import { useResource } from '../resource.ts'
import { href, navigate } from '../router.ts'
import { say } from '../session.ts'
import type { DeskDecision } from '../shapes.ts'
import { common } from '../strings.ts'
import { history as words } from '../strings-desk.ts'
import { useTitle } from '../title.ts'
import { DecisionList } from './decision-list.tsx'
import { QueueNav } from './queue-nav.tsx'

function load(by: string | null, after?: string) {
  return ask('GET /api/v1/decisions', { query: { ...(by && { personId: by }), ...(after && { after }) } })
}

interface Older {
  of: string | null
  decisions: DeskDecision[]
  next: string | null
}

/** Who decided what, of everybody or of one moderator. */
export function HistoryView({ by }: { by: string | null }) {
  const { data, failure, reload } = useResource(`decisions ${by}`, () => load(by))
  const [kept, setOlder] = useState<Older | null>(null)
  useTitle(words.title)
  useDesk(reload)
  const older = kept?.of === by ? kept : null
  const first = data?.decisions ?? []
  const all = [...first, ...(older?.decisions ?? []).filter(({ id }) => !first.some((one) => one.id === id))]
  const next = older ? older.next : (data?.next ?? null)
  const more = () => {
    if (!next) return
    load(by, next).then(
      (page) => setOlder({ of: by, decisions: [...(older?.decisions ?? []), ...page.decisions], next: page.next }),
      (error: unknown) => say(failureOf(error).detail),
    )
  }
  return (
    <>
      <QueueNav />
      <div class="co-page co-history">
        <div class="co-page-head">
          <h1 tabIndex={-1}>{words.title}</h1>
          <label class="co-history-by">
            <span>{words.by}</span>
            <select
              class="aw-field"
              value={by ?? ''}
              onChange={(event) => navigate(href.history(event.currentTarget.value || null), { replace: true })}
            >
              <option value="">{words.anybody}</option>
              {data?.moderators.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        </div>
        <p class="co-hint">{words.hint}</p>
        {failure && <Failed failure={failure} onRetry={reload} />}
        {!data && !failure && <Loading />}
        {data && all.length === 0 && <Empty>{words.none}</Empty>}
        <DecisionList decisions={all} hasComments />
        {next && (
          <button type="button" class="aw-button co-more" onClick={more}>
            {common.more}
          </button>
        )}
      </div>
    </>
  )
}
