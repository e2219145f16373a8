import type { ComponentChildren } from 'preact'
import { figures } from '../strings-figures.ts'
import { type Cell, csvOf, saveCsv } from './csv.ts'

interface PartProps {
  /** Names its heading and its file. */
  id: string
  title: string
  /** What is counted. */
  note: string
  csv: () => { names: string[]; rows: Cell[][] }
  children: ComponentChildren
}

/** A part of the figures: its heading, what it counts, its file. */
export function FigurePart({ id, title, note, csv, children }: PartProps) {
  const save = () => {
    const { names, rows } = csv()
    saveCsv(`${id}.csv`, csvOf(names, rows))
  }
  return (
    <section class="co-part co-figure" aria-labelledby={`${id}-title`}>
      <div class="co-part-head">
        <h2 id={`${id}-title`}>{title}</h2>
        <button type="button" class="aw-quiet co-figure-csv" onClick={save}>
          <span aria-hidden="true">{figures.csv}</span>
          <span class="aw-hidden">{figures.csvOf(title)}</span>
        </button>
      </div>
      <p class="co-hint co-figure-note">{note}</p>
      {children}
    </section>
  )
}

export interface BarRow {
  name: string
  /** The lengths of its bars, in the same unit; the second lies in or below the first. */
  bars: readonly number[]
  cells: readonly string[]
}

interface BarTableProps {
  caption: string
  /** Names of the first column and of those after the bars. */
  first: string
  columns: readonly string[]
  rows: readonly BarRow[]
  /** What the bars mean, in their order; more than one are explained above the table. */
  bars: readonly string[]
  /** Whether the second bar is a part of the first, or stands below it. */
  nested?: boolean
}

/** A table in which each row has its bar: what is drawn is read as numbers beside it. */
export function BarTable({ caption, first, columns, rows, bars, nested = false }: BarTableProps) {
  const most = Math.max(1, ...rows.flatMap((row) => row.bars))
  if (rows.length === 0) return <p class="co-empty">{figures.none}</p>
  return (
    <>
      {bars.length > 1 && <FigureLegend entries={bars.map((name, at) => [at === 0 ? 'whole' : 'part', name])} />}
      <table class="co-table co-figure-table">
        <caption class="aw-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            <td class="co-cell-bar" />
            {columns.map((name) => (
              <th key={name} scope="col" class="co-cell-number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">{row.name}</th>
              <td class="co-cell-bar">
                <Bars lengths={row.bars} most={most} nested={nested} />
              </td>
              {row.cells.map((cell, at) => (
                <td key={columns[at]} class="co-cell-number" data-label={columns[at]}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

const HEIGHT = 14

function Bars({ lengths, most, nested }: { lengths: readonly number[]; most: number; nested: boolean }) {
  const isStacked = lengths.length > 1 && !nested
  const height = isStacked ? HEIGHT / 2 - 0.5 : HEIGHT
  const kinds = ['co-column-whole', 'co-column-part']
  return (
    <svg class="co-figure-bar" width="100%" height={HEIGHT} aria-hidden="true">
      {lengths.map((length, at) => (
        <rect
          key={kinds[at]}
          class={kinds[at]}
          y={isStacked && at > 0 ? HEIGHT / 2 + 0.5 : 0}
          height={height}
          width={`${(length / most) * 100}%`}
        />
      ))}
    </svg>
  )
}

/** What is filled how. */
export function FigureLegend({
  entries,
}: {
  entries: [kind: 'whole' | 'part' | 'rejected' | 'before', name: string][]
}) {
  return (
    <ul class="co-figure-legend">
      {entries.map(([kind, name]) => (
        <li key={name}>
          <svg width="18" height="10" aria-hidden="true">
            {kind === 'before' ? (
              <path class="co-plot-before" d="M0 5h18" />
            ) : (
              <rect class={`co-column-${kind}`} width="18" height="10" />
            )}
          </svg>
          {name}
        </li>
      ))}
    </ul>
  )
}
