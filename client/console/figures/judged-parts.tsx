import { duration } from '../../ui/times.ts'
import { findingNames, reasonNames, ruleNames } from '../../ui/words.ts'
import type { FigurePeriod } from '../shapes.ts'
import { figures, judged, reached, rejections, suspended, waits } from '../strings-figures.ts'
import { BarTable, FigurePart } from './bar-table.tsx'

interface PartProps {
  period: FigurePeriod
  before: FigurePeriod | null
}

const seconds = (ms: number) => Math.round(ms / 1000)
const { count } = figures

interface Named {
  code: string
  name: string
  number: number
  before: number
}

/** What is in one period or the other, with how often in each. */
function paired<T extends { number: number }>(
  now: readonly T[],
  before: readonly T[] | undefined,
  nameOf: (row: T) => [code: string, name: string],
): Named[] {
  const codeOf = (row: T) => nameOf(row)[0]
  const gone = (before ?? []).filter((row) => !now.some((one) => codeOf(one) === codeOf(row)))
  const numberIn = (rows: readonly T[] | undefined, code: string) =>
    rows?.find((row) => codeOf(row) === code)?.number ?? 0
  return [...now, ...gone].map((row) => {
    const [code, name] = nameOf(row)
    return { code, name, number: numberIn(now, code), before: numberIn(before, code) }
  })
}

function NumberTable({
  caption,
  first,
  rows,
  compare,
}: {
  caption: string
  first: string
  rows: Named[]
  compare: boolean
}) {
  return (
    <BarTable
      caption={caption}
      first={first}
      columns={[figures.number, ...(compare ? [figures.before] : [])]}
      bars={[figures.number]}
      rows={rows.map(({ name, number, before }) => ({
        name,
        bars: [number],
        cells: [count(number), ...(compare ? [count(before)] : [])],
      }))}
    />
  )
}

function numbersCsv(first: string, rows: Named[], compare: boolean) {
  return {
    names: [first, 'number', ...(compare ? ['number_before'] : [])],
    rows: rows.map(({ code, number, before }) => [code, number, ...(compare ? [before] : [])]),
  }
}

export function RulesPart({ period, before }: PartProps) {
  const rows = paired(period.comments.rules, before?.comments.rules, ({ rule }) =>
    rule === null ? ['', rejections.noRule] : [rule, ruleNames[rule]],
  )
  return (
    <FigurePart
      id="rejected-by-rule"
      title={rejections.title}
      note={rejections.note}
      csv={() => numbersCsv('rule', rows, before !== null)}
    >
      <NumberTable caption={rejections.title} first={rejections.rule} rows={rows} compare={before !== null} />
    </FigurePart>
  )
}

export function CasesPart({ period, before }: PartProps) {
  const rows = [
    ...paired(period.cases.findings, before?.cases.findings, ({ finding }) => [finding, findingNames[finding]]),
    ...paired(period.cases.ended, before?.cases.ended, ({ state }) => [`ended_${state}`, judged.ended[state]]),
  ]
  return (
    <FigurePart
      id="cases-by-finding"
      title={judged.title}
      note={judged.note}
      csv={() => numbersCsv('finding', rows, before !== null)}
    >
      <p class="co-figure-said">
        {judged.opened(period.cases.opened)} {before && judged.openedBefore(before.cases.opened)}
      </p>
      <NumberTable caption={judged.title} first={judged.finding} rows={rows} compare={before !== null} />
    </FigurePart>
  )
}

export function TimesPart({ period, before }: PartProps) {
  const beforeOf = (of: string) => before?.times.find((row) => row.of === of)
  const csv = () => ({
    names: ['decisions_on', 'number', 'median_seconds', 'p90_seconds', ...(before ? ['median_seconds_before'] : [])],
    rows: period.times.map(({ of, number, median, p90 }) => {
      const was = beforeOf(of)
      return [of, number, seconds(median), seconds(p90), ...(before ? [was ? seconds(was.median) : null] : [])]
    }),
  })
  return (
    <FigurePart id="time-to-decision" title={waits.title} note={waits.note} csv={csv}>
      <BarTable
        caption={waits.title}
        first={waits.of}
        columns={[figures.number, waits.median, waits.p90, ...(before ? [waits.medianBefore] : [])]}
        bars={[waits.p90, waits.median]}
        nested
        rows={period.times.map(({ of, number, median, p90 }) => {
          const was = beforeOf(of)
          const cells = [count(number), duration(median), duration(p90)]
          return {
            name: waits.kinds[of],
            bars: [p90, median],
            cells: before ? [...cells, was ? duration(was.median) : '–'] : cells,
          }
        })}
      />
    </FigurePart>
  )
}

export function SuspensionsPart({ period, before }: PartProps) {
  const rows = period.suspensions
  const beforeOf = (code: string) => before?.suspensions.find((row) => row.reasonCode === code)?.number ?? 0
  const csv = () => ({
    names: ['reason', 'number', 'planned_seconds', 'real_seconds', 'still_on', ...(before ? ['number_before'] : [])],
    rows: rows.map(({ reasonCode, number, planned, real, running }) => [
      ...[reasonCode, number, seconds(planned), seconds(real), running],
      ...(before ? [beforeOf(reasonCode)] : []),
    ]),
  })
  return (
    <FigurePart id="suspensions" title={suspended.title} note={suspended.note} csv={csv}>
      <BarTable
        caption={suspended.title}
        first={suspended.reason}
        columns={[
          ...[figures.number, suspended.planned, suspended.real, suspended.running],
          ...(before ? [figures.before] : []),
        ]}
        bars={[suspended.planned, suspended.real]}
        rows={rows.map(({ reasonCode, number, planned, real, running }) => ({
          name: reasonNames[reasonCode],
          bars: [planned, real],
          cells: [
            ...[count(number), duration(planned), duration(real), count(running)],
            ...(before ? [count(beforeOf(reasonCode))] : []),
          ],
        }))}
      />
    </FigurePart>
  )
}

export function ReachPart({ period, before }: PartProps) {
  const toldBefore = (kind: string) => before?.reach.find((row) => row.kind === kind)?.told ?? 0
  const csv = () => ({
    names: ['kind', 'published', 'told', 'read', ...(before ? ['told_before'] : [])],
    rows: period.reach.map(({ kind, number, told, read }) => [
      ...[kind, number, told, read],
      ...(before ? [toldBefore(kind)] : []),
    ]),
  })
  return (
    <FigurePart id="reach" title={reached.title} note={reached.note} csv={csv}>
      <BarTable
        caption={reached.title}
        first={reached.what}
        columns={[reached.number, reached.told, reached.read, reached.share, ...(before ? [figures.before] : [])]}
        bars={[reached.told, reached.read]}
        nested
        rows={period.reach.map(({ kind, number, told, read }) => ({
          name: reached.kinds[kind],
          bars: [told, read],
          cells: [
            ...[count(number), count(told), count(read), figures.share(read, told)],
            ...(before ? [count(toldBefore(kind))] : []),
          ],
        }))}
      />
    </FigurePart>
  )
}
