import { useSlowClock } from '../../ui/when.tsx'
import type { Failure } from '../ask.ts'
import { ask } from '../ask.ts'
import { useDesk } from '../live.ts'
import { useResource } from '../resource.ts'
import type { Effects, Scope, Suspension } from '../shapes.ts'
import { effects } from '../strings-effects.ts'
import { pause } from '../strings-pauses.ts'
import type { PauseDraft, Plan } from './pause-draft.ts'
import { aboutOf, planOf } from './pause-draft.ts'
import { clockAt } from './pause-times.ts'
import { standingLine } from './standing-line.ts'
import { isShut, onWords } from './suspension-state.ts'
import { useSite } from './use-site.ts'
import { whoCan } from './who-can.ts'

interface PauseConfirmProps {
  draft: PauseDraft
  busy: boolean
  failure: Failure | null
  /** Goes back to the fields. */
  onChange: () => void
}

function Reach({ draft, found }: { draft: PauseDraft; found: Effects }) {
  const { scope, section } = draft
  return (
    <>
      {(scope === 'site' || scope === 'section') && (
        <p class="co-wide">
          {scope === 'site' ? effects.wideSite(found.stories) : effects.wideSection(section, found.stories)}
        </p>
      )}
      {scope === 'branch' && <p>{effects.branch}</p>}
      <dl class="co-counts">
        {(Object.keys(effects.count) as (keyof typeof effects.count)[]).map((key) => (
          <div key={key}>
            <dt>{effects.count[key]}</dt>
            <dd>{found[key]}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

function Standing({ found, now }: { found: Effects; now: number }) {
  if (found.standing.length === 0) return null
  return (
    <div>
      <h4 class="co-effects-title">{effects.standing}</h4>
      <ul class="co-effects">
        {found.standing.map((one) => (
          <li key={one.id}>{standingLine(one, now)}</li>
        ))}
        <li>{effects.strictest}</li>
      </ul>
    </div>
  )
}

function timesOf(draft: PauseDraft, { isLater, startsMs, end, thenEndsMs }: Plan, now: number): string[] {
  if (!end) return []
  const time = clockAt(end.ms, now)
  const begins = isLater ? [effects.begins(clockAt(startsMs, now))] : []
  if (end.kind === 'review') return [...begins, effects.review(time)]
  if (thenEndsMs === null || draft.next === '')
    return [...begins, isShut(draft) ? effects.reopens(time) : effects.endsBySelf(time)]
  const following = effects.following[draft.next](draft.thenSlowSeconds)
  return [...begins, effects.endsBySelf(time), effects.thenMode(following, clockAt(thenEndsMs, now))]
}

function confirmWords(draft: PauseDraft, { isLater, startsMs, end }: Plan, now: number): string {
  const scope: Scope = draft.scope || 'story'
  const direct = isShut(draft) || draft.mode === 'open'
  const wide = direct ? effects.wide[scope] : effects.wideOther[scope]
  if (end?.kind !== 'end')
    return effects.confirm(draft.mode, wide, isShut(draft) ? effects.untilReopened : effects.untilEnded)
  const until = clockAt(end.ms, now)
  const times = isLater ? effects.fromUntil(clockAt(startsMs, now), until) : effects.untilTime(until)
  return effects.confirm(draft.mode, wide, times)
}

/** What of it happens without anybody's doing, beside its end. */
function useExtension(draft: PauseDraft, { end }: Plan): string | null {
  const { data } = useSite()
  const extends_ = draft.scope === 'story' && draft.mode === 'paused' && end?.kind === 'end'
  return extends_ && data ? effects.extends(data.settings.openFlagLimit) : null
}

/** Why it was not done: with what stands there in the same way, so that it can be extended instead. */
function Trouble({ failure, now }: { failure: Failure; now: number }) {
  const { current } = failure.extra
  const standing =
    failure.code === 'conflict' && current && typeof current === 'object' ? (current as Suspension) : null
  return (
    <p class="co-error" role="alert">
      {failure.detail} {standing && effects.sameStands(standingLine(standing, now))}
    </p>
  )
}

/** The second step: who can still do what, how far it reaches, when it ends, what is written down. Its form sends it. */
export function PauseConfirm({ draft, busy, failure, onChange }: PauseConfirmProps) {
  const now = useSlowClock()
  const plan = planOf(draft, now)
  const about = aboutOf(draft)
  const found = useResource(`effects ${JSON.stringify(about)}`, () =>
    about ? ask('GET /api/v1/suspensions/effects', { query: about }) : Promise.reject(new Error('no target')),
  )
  useDesk(found.reload)
  const extension = useExtension(draft, plan)
  if (!plan.end) return null
  const more = [...timesOf(draft, plan, now), extension, effects.log].filter((line) => line !== null)
  return (
    <div class="co-confirm">
      <h3 tabIndex={-1}>
        {effects.title(draft.mode, onWords({ scope: draft.scope || 'story', section: draft.section }))}
      </h3>
      {found.data && <Reach draft={draft} found={found.data} />}
      {!found.data && found.failure && <p class="co-warning">{effects.unknown}</p>}
      <dl class="co-who">
        {whoCan(draft).map(({ who, can }) => (
          <div key={who}>
            <dt>{who}</dt>
            <dd>{can}</dd>
          </div>
        ))}
      </dl>
      <ul class="co-effects">
        {more.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {found.data && <Standing found={found.data} now={now} />}
      {failure && <Trouble failure={failure} now={now} />}
      <div class="co-actions">
        <button type="submit" class="aw-button aw-button-primary" disabled={busy}>
          {confirmWords(draft, plan, now)}
        </button>
        <button type="button" class="aw-quiet" onClick={onChange}>
          {pause.change}
        </button>
      </div>
    </div>
  )
}
