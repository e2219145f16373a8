import { labelsOf, wordsOf } from './bar-words.ts'
import type { Bar, Span, Tick, TimelineRow } from './timeline-rules.ts'

const LANE = 30
const THICK = 24
const THIN = 14
const PAD = 5
/** About how wide a letter is, in the type of the labels. */
const LETTER = 6.4
const FADE = 36
const LEAST = 5

export interface Scale {
  span: Span
  width: number
}

/** Where a moment stands, in pixels, within the picture. */
export function xOf(ms: number, { span, width }: Scale): number {
  const x = ((ms - span.from) / (span.to - span.from)) * width
  return Math.min(width, Math.max(0, x))
}

interface Shape {
  x: number
  y: number
  width: number
  height: number
}

function shapeOf(bar: Bar, scale: Scale): Shape {
  const from = xOf(bar.from, scale)
  const to = xOf(bar.to, scale)
  const height = bar.isThin ? THIN : THICK
  const y = PAD + bar.lane * LANE + (THICK - height) / 2
  const width = Math.max(LEAST, to - from)
  return { x: Math.min(from, scale.width - width), y, width, height }
}

type Place = 'inside' | 'after' | 'before'
interface Label {
  text: string
  place: Place
}

/** The longest label that fits into the bar, or beside it up to the next one. */
function labelOf(
  bar: Bar,
  { x, width, height }: Shape,
  free: { before: number; after: number },
  now: number,
): Label | null {
  const labels = labelsOf(bar, now)
  const fits = (text: string, room: number) => text.length * LETTER + 14 <= room
  const isClear = height === THICK && bar.kind !== 'overdue'
  const inside = isClear ? labels.find((text) => fits(text, width)) : undefined
  if (inside) return { text: inside, place: 'inside' }
  const after = labels.find((text) => fits(text, free.after - x - width))
  if (after) return { text: after, place: 'after' }
  const before = labels.find((text) => fits(text, x - free.before))
  return before ? { text: before, place: 'before' } : null
}

/** Where the bar can be pressed: also on its label, and never too small for a finger. */
function pressable({ x, width }: Shape, label: Label | null): { x: number; width: number } {
  const least = Math.max(24, width)
  if (!label || label.place === 'inside') return { x, width: least }
  const words = label.text.length * LETTER + 8
  return label.place === 'after' ? { x, width: least + words } : { x: x - words, width: least + words }
}

function labelX({ x, width }: Shape, place: Place): number {
  if (place === 'inside') return x + 7
  return place === 'after' ? x + width + 6 : x - 6
}

/** Room to the neighbours in the same lane. */
function freeAround(bar: Bar, bars: readonly Bar[], scale: Scale) {
  const others = bars.filter((other) => other !== bar && other.lane === bar.lane)
  const after = others.filter((other) => other.from >= bar.to).map((other) => xOf(other.from, scale))
  const before = others.filter((other) => other.to <= bar.from).map((other) => xOf(other.to, scale))
  return { after: Math.min(scale.width, ...after), before: Math.max(0, ...before) }
}

interface BarShapeProps {
  bar: Bar
  bars: readonly Bar[]
  scale: Scale
  now: number
  onPoint: (bar: Bar | null) => void
}

function paintOf({ fades, kind, key }: Bar) {
  if (kind === 'overdue') return { fill: 'url(#co-hatch)' }
  if (!fades) return {}
  return kind === 'planned' ? { stroke: `url(#co-fade-${key})` } : { fill: `url(#co-fade-${key})` }
}

/** An overdue bar is solid up to its review and hatched from there. */
function Solid({ bar, shape, scale }: { bar: Bar; shape: Shape; scale: Scale }) {
  if (bar.kind !== 'overdue' || bar.reviewAt === null) return null
  const width = xOf(bar.reviewAt, scale) - shape.x
  return width > 0 ? <rect class="co-bar-solid" {...shape} width={width} rx={2} /> : null
}

function Fade({ bar, shape }: { bar: Bar; shape: Shape }) {
  if (!bar.fades || bar.kind === 'overdue') return null
  const from = Math.max(0, (shape.width - FADE) / shape.width)
  return (
    <linearGradient id={`co-fade-${bar.key}`}>
      <stop offset={from} class="co-fade-full" />
      <stop offset={1} class="co-fade-none" />
    </linearGradient>
  )
}

function Joint({ bar, shape }: { bar: Bar; shape: Shape }) {
  if (!bar.joins) return null
  const middle = shape.y + shape.height / 2
  return <path class="co-bar-joint" d={`M${shape.x - 1} ${middle - 5}l7 5-7 5z`} />
}

function BarShape({ bar, bars, scale, now, onPoint }: BarShapeProps) {
  const shape = shapeOf(bar, scale)
  const label = labelOf(bar, shape, freeAround(bar, bars, scale), now)
  const { head, reason, extras } = wordsOf(bar, now)
  const go = (event: MouseEvent) => {
    event.preventDefault()
    const target = document.getElementById(bar.goesTo)
    target?.scrollIntoView({ block: 'center' })
    target?.focus({ preventScroll: true })
  }
  return (
    <a
      class={`co-bar co-bar-${bar.kind}`}
      href={`#${bar.goesTo}`}
      aria-label={[`${head}.`, ...extras, reason].join(' ')}
      onClick={go}
      onPointerEnter={() => onPoint(bar)}
      onPointerLeave={() => onPoint(null)}
      onFocus={() => onPoint(bar)}
      onBlur={() => onPoint(null)}
    >
      <Fade bar={bar} shape={shape} />
      <rect class="co-bar-place" {...pressable(shape, label)} y={PAD + bar.lane * LANE} height={THICK} />
      <rect class="co-bar-shape" {...shape} rx={2} style={paintOf(bar)} />
      <Solid bar={bar} shape={shape} scale={scale} />
      <Joint bar={bar} shape={shape} />
      {label && (
        <text
          class={`co-bar-label co-bar-label-${label.place}`}
          x={labelX(shape, label.place)}
          y={PAD + bar.lane * LANE + THICK / 2}
          text-anchor={label.place === 'before' ? 'end' : 'start'}
        >
          {label.text}
        </text>
      )}
    </a>
  )
}

interface StripProps {
  row: TimelineRow
  ticks: Tick[]
  scale: Scale
  now: number
  onPoint: (bar: Bar | null) => void
}

/** One row of the picture: the bars of one place, over the lines of the hours. */
export function TimelineStrip({ row, ticks, scale, now, onPoint }: StripProps) {
  const height = row.lanes * LANE + PAD + 1
  const nowX = xOf(now, scale)
  return (
    <div class="co-strip" style={{ minBlockSize: `${height}px` }}>
      <svg aria-label={row.name}>
        {ticks.map(({ at, isMidnight }) => (
          <line
            key={at}
            class={isMidnight ? 'co-grid co-grid-day' : 'co-grid'}
            x1={xOf(at, scale)}
            x2={xOf(at, scale)}
            y1="0"
            y2="100%"
          />
        ))}
        <line class="co-now" x1={nowX} x2={nowX} y1="0" y2="100%" />
        {row.bars.map((bar) => (
          <BarShape key={bar.key} bar={bar} bars={row.bars} scale={scale} now={now} onPoint={onPoint} />
        ))}
      </svg>
    </div>
  )
}
