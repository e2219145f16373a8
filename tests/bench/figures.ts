export interface Figure {
  name: string
  /** In a sentence, for people. */
  what: string
  against: string
  unit: 'requests/s' | 'comments/s' | 'ms'
  value: number
  baseline: number
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const at = (i: number) => sorted[i] ?? Number.NaN
  return Number.isInteger(middle) ? (at(middle - 1) + at(middle)) / 2 : at(Math.floor(middle))
}

/** A table for people, then one line of JSON for each figure. */
export function printed(figures: Figure[]): string {
  const rows = figures.map((figure) => [
    figure.what,
    `${shown(figure.value)} ${figure.unit}`,
    figure.against,
    `${shown(figure.baseline)} ${figure.unit}`,
    `${ratio(figure).toFixed(2)} (${figure.unit === 'ms' ? 'less' : 'more'} is better)`,
  ])
  const all = [['Figure', 'Afterword', 'Held against', 'There', 'Ratio'], ...rows]
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? []
  const table = all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  const lines = figures.map((figure) => {
    const { name, unit } = figure
    return JSON.stringify({
      name,
      value: rounded(figure.value),
      unit,
      baseline: rounded(figure.baseline),
      ratio: rounded(ratio(figure)),
    })
  })
  return `${table.join('\n')}\n\n${lines.join('\n')}\n`
}

function ratio({ value, baseline }: Figure): number {
  return value / baseline
}

function rounded(value: number): number {
  return Number(value.toPrecision(4))
}

function shown(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(1)
}
