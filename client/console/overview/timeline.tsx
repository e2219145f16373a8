import { useRef, useState } from 'preact/hooks'
import { LOCALE } from '../../ui/times.ts'
import { Chips } from '../pauses/chips.tsx'
import { zoneName } from '../pauses/pause-times.ts'
import { href } from '../router.ts'
import type { Suspensions } from '../shapes.ts'
import { timeline } from '../strings-overview.ts'
import { wordsOf } from './bar-words.ts'
import type { Bar, BarKind, Range, Tick, TimelineRow } from './timeline-rules.ts'
import { spanOf, ticksOf, timelineOf } from './timeline-rules.ts'
import type { Scale } from './timeline-strip.tsx'
import { TimelineStrip, xOf } from './timeline-strip.tsx'
import { useWidth } from './use-width.ts'

const AXIS = 34
const NARROW = 560

const hourName = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit' })
const dayName = new Intl.DateTimeFormat(LOCALE, { weekday: 'short', day: 'numeric' })
const shortDay = new Intl.DateTimeFormat(LOCALE, { weekday: 'short' })

function tickName({ at, isMidnight }: Tick, isNarrow: boolean, range: Range): string {
  if (!isMidnight) return hourName.format(at)
  return isNarrow && range === 'week' ? shortDay.format(at) : dayName.format(at)
}

const isUnder = (tickX: number, nowX: number) => nowX > tickX - 2 && nowX < tickX + 36

/** Names of the hours or days over the picture, and the time it is now. */
function Axis({ ticks, scale, now, range }: { ticks: Tick[]; scale: Scale; now: number; range: Range }) {
  const isNarrow = scale.width < NARROW
  const nowX = xOf(now, scale)
  return (
    <svg class="co-axis" width={scale.width} height={AXIS} aria-hidden="true">
      {ticks
        .filter(({ at }) => xOf(at, scale) < scale.width - (isNarrow ? 22 : 34))
        .map((tick) => (
          <g key={tick.at}>
            <line class="co-grid" x1={xOf(tick.at, scale)} x2={xOf(tick.at, scale)} y1={AXIS - 15} y2={AXIS} />
            {/* The line of the present would run through it. */}
            <text
              hidden={isUnder(xOf(tick.at, scale), nowX)}
              class={tick.isMidnight ? 'co-tick co-tick-day' : 'co-tick'}
              x={xOf(tick.at, scale) + 4}
              y={AXIS - 5}
            >
              {tickName(tick, isNarrow, range)}
            </text>
          </g>
        ))}
      <line class="co-now" x1={nowX} x2={nowX} y1={14} y2={AXIS} />
      <text class="co-now-word" x={nowX} y={11} text-anchor={nowX < 40 ? 'start' : 'middle'}>
        {timeline.now} {hourName.format(now)}
      </text>
    </svg>
  )
}

const kinds: BarKind[] = ['running', 'planned', 'overdue', 'schedule', 'ended']

/** The hatching of what is overdue; the one definition serves every strip. */
function Hatch() {
  return (
    <svg class="co-defs" width="0" height="0" aria-hidden="true">
      <pattern id="co-hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class="co-hatch-paper" width="7" height="7" />
        <rect class="co-hatch-line" width="3" height="7" />
      </pattern>
    </svg>
  )
}

function Legend() {
  return (
    <ul class="co-legend" aria-label={timeline.legend}>
      {kinds.map((kind) => (
        <li key={kind}>
          <svg width="26" height="12" aria-hidden="true" class={`co-bar-${kind}`}>
            <rect
              class="co-bar-shape"
              x="1"
              y="1"
              width="24"
              height="10"
              rx="2"
              style={{ fill: kind === 'overdue' ? 'url(#co-hatch)' : undefined }}
            />
          </svg>
          {timeline.kinds[kind]}
        </li>
      ))}
      <li>{timeline.milder}</li>
      <li>{timeline.fades}</li>
    </ul>
  )
}

function Told({ bar, now }: { bar: Bar | null; now: number }) {
  if (!bar) return <p class="co-told co-hint">{timeline.point}</p>
  const { head, reason, extras } = wordsOf(bar, now)
  return (
    <p class="co-told">
      <strong>{head}.</strong> <span class="co-told-reason">“{reason}”</span> {extras.join(' ')}
    </p>
  )
}

function RowName({ row }: { row: TimelineRow }) {
  return (
    <div class="co-row-name">
      {row.storyId ? <a href={href.story(row.storyId)}>{row.name}</a> : <span>{row.name}</span>}
    </div>
  )
}

/** All that runs, is planned or overdue, as bars over the hours; each bar leads to what can be done about it. */
export function Timeline({ all, now }: { all: Suspensions; now: number }) {
  const [range, setRange] = useState<Range>('day')
  const [pointed, setPointed] = useState<Bar | null>(null)
  const field = useRef<HTMLDivElement>(null)
  const width = useWidth(field)
  const span = spanOf(range, now)
  const rows = timelineOf(all, span, now)
  const ticks = ticksOf(span, range, width < NARROW ? 6 : 3)
  const scale = { span, width }
  return (
    <section class="co-timeline" aria-labelledby="timeline-title">
      <h2 id="timeline-title" class="aw-hidden">
        {timeline.title}
      </h2>
      <div class="co-timeline-head">
        <Chips
          legend={timeline.range}
          name="range"
          value={range}
          options={[
            { value: 'day', label: timeline.day },
            { value: 'week', label: timeline.week },
          ]}
          onPick={setRange}
        />
        <p class="co-hint">
          {timeline.zone(zoneName(now))} {all.schedules.length > 0 && timeline.siteZone(all.timeZone)}
        </p>
      </div>
      <Hatch />
      <div class="co-picture">
        <div class="co-axis-row">
          <div ref={field} class="co-field-of-time">
            {width > 0 && <Axis ticks={ticks} scale={scale} now={now} range={range} />}
          </div>
        </div>
        <ol class="co-rows">
          {rows.map((row) => (
            <li key={row.key} class="co-timeline-row">
              <RowName row={row} />
              {width > 0 && <TimelineStrip row={row} ticks={ticks} scale={scale} now={now} onPoint={setPointed} />}
            </li>
          ))}
        </ol>
      </div>
      <Told bar={pointed} now={now} />
      <Legend />
    </section>
  )
}
