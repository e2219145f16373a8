import { useRef } from 'preact/hooks'
import { useSlowClock } from '../../ui/when.tsx'
import { PauseTable } from '../overview/pause-table.tsx'
import { PausesHead } from '../overview/pauses-head.tsx'
import { Empty, Failed, Loading } from '../parts/states.tsx'
import { useRowKeys } from '../parts/use-row-keys.ts'
import { refreshStanding, standingAll } from '../pauses/standing.ts'
import { stateAt } from '../pauses/suspension-state.ts'
import { useSite } from '../pauses/use-site.ts'
import { href } from '../router.ts'
import { office } from '../session.ts'
import type { Heat } from '../shapes.ts'
import { heat } from '../strings-heat.ts'
import { useTitle } from '../title.ts'
import { HeatTable } from './heat-parts.tsx'
import { useHeat } from './use-heat.ts'

function Rules({ limits }: { limits: Heat['limits'] }) {
  const automatic = useSite().data?.settings.automaticPause
  return (
    <p class="co-rules">
      {heat.limits(limits.comments, limits.flags, limits.rejections)}{' '}
      {automatic && (automatic.isOn ? <strong>{heat.automaticOn(automatic.minutes)}</strong> : heat.automaticOff)}{' '}
      {office.value === 'owner' && (
        <a class="aw-link" href={href.settings()}>
          {heat.change}
        </a>
      )}
    </p>
  )
}

/** Pauses that began by themselves and stand, with what can be done about them. */
function Automatic() {
  const now = useSlowClock()
  const all = standingAll.value?.suspensions ?? []
  const list = all.filter((one) => one.madeBy === 'heat' && stateAt(one, now) !== 'ended')
  if (list.length === 0) return null
  return (
    <section class="co-part" aria-labelledby="automatic-title">
      <h2 id="automatic-title">{heat.standing}</h2>
      <p class="co-hint">{heat.standingHint}</p>
      <PauseTable list={list} now={now} onDone={refreshStanding} />
    </section>
  )
}

/** Where it is getting hot: what came in within the hour, which limits are reached, and what is proposed. */
export function HeatView() {
  const { data, failure, reload } = useHeat()
  const list = useRef<HTMLDivElement>(null)
  useTitle(heat.title)
  useRowKeys(list)
  return (
    <div class="co-page">
      <PausesHead here="heat" />
      {failure && !data && <Failed failure={failure} onRetry={reload} />}
      {!data && !failure && <Loading />}
      {data && (
        <>
          <Rules limits={data.limits} />
          <Automatic />
          <div ref={list}>
            {data.stories.length > 0 ? (
              <HeatTable stories={data.stories} limits={data.limits} />
            ) : (
              <Empty>{heat.none}</Empty>
            )}
          </div>
        </>
      )}
    </div>
  )
}
