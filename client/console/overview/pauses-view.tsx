import type { ComponentChildren } from 'preact'
import { useRef } from 'preact/hooks'
import { clockTime } from '../../ui/times.ts'
import { useSlowClock } from '../../ui/when.tsx'
import { HotStories } from '../heat/heat-parts.tsx'
import { useHeat } from '../heat/use-heat.ts'
import { Empty, Failed, Loading } from '../parts/states.tsx'
import { useRowKeys } from '../parts/use-row-keys.ts'
import { refreshStanding, standingAll, standingFailure } from '../pauses/standing.ts'
import { askedFor, inOrder, stateAt, whereOf } from '../pauses/suspension-state.ts'
import type { StaffSuspension, Suspensions } from '../shapes.ts'
import { overview } from '../strings-overview.ts'
import { useTitle } from '../title.ts'
import { EndedTable, PauseTable } from './pause-table.tsx'
import { PausesHead } from './pauses-head.tsx'
import { ScheduleList } from './schedule-list.tsx'
import { Timeline } from './timeline.tsx'
import { isEndless } from './timeline-rules.ts'

interface RaisedProps {
  id: string
  list: StaffSuspension[]
  title: (n: number) => string
  /** What is said beside each. */
  said: (one: StaffSuspension) => string
  text: string
}

/** What a moderator is asked to look at, before anything else. */
function Raised({ id, list, title, said, text }: RaisedProps) {
  if (list.length === 0) return null
  return (
    <section class="co-raised" aria-labelledby={id}>
      <h2 id={id}>{title(list.length)}</h2>
      <ul>
        {list.map((one) => (
          <li key={one.id}>
            <a class="co-row-link" href={`#pause-${one.id}`}>
              {whereOf(one)}
            </a>{' '}
            {said(one)}
          </li>
        ))}
      </ul>
      <p>{text}</p>
    </section>
  )
}

function AllRaised({ standing, now }: { standing: StaffSuspension[]; now: number }) {
  return (
    <>
      <Raised
        id="overdue-title"
        list={standing.filter((one) => askedFor(one, now) === 'overdue')}
        title={overview.overdue}
        said={(one) => overview.overdueSince(clockTime(one.reviewAt ?? '', now))}
        text={overview.overdueText}
      />
      <Raised
        id="extended-title"
        list={standing.filter((one) => askedFor(one, now) === 'extended')}
        title={overview.extended}
        said={(one) => overview.extendedUntil(clockTime(one.endsAt ?? one.reviewAt ?? '', now))}
        text={overview.extendedText}
      />
    </>
  )
}

interface OverviewProps {
  all: Suspensions
  now: number
  /** What is hot now, above the picture. */
  hot: ComponentChildren
}

function Overview({ all, now, hot }: OverviewProps) {
  // What age alone has shut is told by its schedule; each such story would be a row.
  const known = inOrder(all.suspensions, now).filter((one) => !isEndless(one))
  const standing = known.filter((one) => stateAt(one, now) !== 'ended')
  const ended = known
    .filter((one) => stateAt(one, now) === 'ended')
    .sort((a, b) => (b.endedAt ?? b.endsAt ?? '').localeCompare(a.endedAt ?? a.endsAt ?? ''))
  const isEmpty = known.length === 0 && all.schedules.length === 0
  return (
    <>
      <AllRaised standing={standing} now={now} />
      {hot}
      {isEmpty ? <Empty>{overview.none}</Empty> : <Timeline all={all} now={now} />}
      <section class="co-part" aria-labelledby="standing-title">
        <h2 id="standing-title">{overview.now}</h2>
        {standing.length > 0 ? (
          <PauseTable list={standing} now={now} onDone={refreshStanding} />
        ) : (
          <Empty>{overview.noneRunning}</Empty>
        )}
      </section>
      <ScheduleList all={all} now={now} />
      <section class="co-part" aria-labelledby="ended-title">
        <h2 id="ended-title">{overview.ended}</h2>
        {ended.length > 0 ? <EndedTable list={ended} now={now} /> : <Empty>{overview.noneEnded}</Empty>}
      </section>
    </>
  )
}

/** All suspensions and schedules of the site: as a picture, in tables, and what can be done about each. */
export function PausesView() {
  const now = useSlowClock()
  const heat = useHeat().data
  const list = useRef<HTMLDivElement>(null)
  useTitle(overview.title)
  useRowKeys(list)
  const all = standingAll.value
  const failure = standingFailure.value
  return (
    <div class="co-page" ref={list}>
      <PausesHead here="standing" />
      {!all && (failure ? <Failed failure={failure} onRetry={refreshStanding} /> : <Loading />)}
      {all && <Overview all={all} now={now} hot={heat && <HotStories stories={heat.stories} limits={heat.limits} />} />}
    </div>
  )
}
