import { useRef } from 'preact/hooks'
import { useWidth } from '../overview/use-width.ts'
import { figures } from '../strings-figures.ts'

/** One column of a plot: its height, the part of it that is filled otherwise, and what is said of it. */
export interface Column {
  label: string
  value: number
  part: number
  title: string
}

interface ColumnPlotProps {
  columns: readonly Column[]
  /** The heights of the period before, column by column. */
  before?: readonly number[]
  height: number
  /** What the plot shows, in a sentence; each figure is in the table below. */
  label: string
  /** What its columns are filled with. */
  tone: 'plain' | 'rejected'
}

const LEFT = 40
const TOP = 8
const BOTTOM = 20
const LABEL_WIDTH = 58

/** A round number at or over the highest, with the steps up to it: 1, 2 or 5 times a power of ten apart. */
export function stepsUpTo(most: number, wanted: number): number[] {
  const least = Math.max(1, most) / wanted
  const power = 10 ** Math.floor(Math.log10(least))
  const step = Math.max(1, ([1, 2, 5, 10].find((times) => times * power >= least) ?? 10) * power)
  const last = Math.ceil(Math.max(1, most) / step)
  return Array.from({ length: last + 1 }, (_, i) => i * step)
}

/** Columns over days. To screen readers it is one picture. */
export function ColumnPlot({ columns, before, height, label, tone }: ColumnPlotProps) {
  const place = useRef<HTMLDivElement>(null)
  const width = useWidth(place)
  const steps = stepsUpTo(Math.max(...columns.map(({ value }) => value), ...(before ?? [])), height > 120 ? 4 : 2)
  const top = steps.at(-1) ?? 1
  const base = height - BOTTOM
  const y = (value: number) => base - (value / top) * (base - TOP)
  const slot = (width - LEFT) / columns.length
  const every = Math.max(1, Math.ceil(LABEL_WIDTH / slot))
  return (
    <div ref={place} class="co-plot">
      {width > 0 && (
        <svg class={`co-plot-${tone}`} width={width} height={height} role="img" aria-label={label}>
          {steps.map((step) => (
            <g key={step}>
              <line
                class="co-grid"
                x1={LEFT}
                x2={width}
                y1={Math.round(y(step)) + 0.5}
                y2={Math.round(y(step)) + 0.5}
              />
              <text class="co-tick" x={LEFT - 8} y={y(step) + 4} text-anchor="end">
                {figures.count(step)}
              </text>
            </g>
          ))}
          {columns.map((column, at) => (
            <OneColumn
              key={column.label}
              column={column}
              x={LEFT + at * slot}
              slot={slot}
              y={y}
              top={TOP}
              base={base}
            />
          ))}
          {before && <Before values={before} slot={slot} y={y} />}
          {columns.map(
            ({ label }, at) =>
              at % every === 0 &&
              LEFT + at * slot + LABEL_WIDTH - 18 < width && (
                <text key={label} class="co-tick" x={LEFT + at * slot} y={height - 4}>
                  {label}
                </text>
              ),
          )}
        </svg>
      )}
    </div>
  )
}

interface OneColumnProps {
  column: Column
  x: number
  slot: number
  y: (value: number) => number
  top: number
  base: number
}

function OneColumn({ column: { value, part, title }, x, slot, y, top, base }: OneColumnProps) {
  const gap = slot > 6 ? Math.min(4, slot * 0.25) : slot > 3 ? 1 : 0
  const column = (of: number) => ({ x: x + gap / 2, width: slot - gap, y: y(of), height: Math.max(0, base - y(of)) })
  return (
    <g class="co-column">
      <title>{title}</title>
      <rect class="co-column-slot" x={x} width={slot} y={top} height={base - top} />
      <rect class="co-column-whole" {...column(value)} />
      {part > 0 && <rect class="co-column-part" {...column(part)} />}
    </g>
  )
}

/** The period before, as a line of steps. */
function Before({ values, slot, y }: { values: readonly number[]; slot: number; y: (value: number) => number }) {
  const steps = values.map((value, at) => `${at === 0 ? 'M' : 'L'}${LEFT + at * slot} ${y(value)}h${slot}`)
  return <path class="co-plot-before" d={steps.join('')} />
}
