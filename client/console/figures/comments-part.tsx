import type { FigurePeriod } from '../shapes.ts'
import { figures, plotted } from '../strings-figures.ts'
import { FigureLegend, FigurePart } from './bar-table.tsx'
import { type Column, ColumnPlot } from './column-plot.tsx'
import { longDay, shortDay } from './dates.ts'

type Day = FigurePeriod['comments']['days'][number]

interface PartProps {
  period: FigurePeriod
  before: FigurePeriod | null
}

/** From so many days on, a column is seven of them. */
const MANY = 130

/** Days put together by so many, each lot under its first day. */
function lots(days: readonly Day[], size: number): Day[] {
  return Array.from({ length: Math.ceil(days.length / size) }, (_, lot) => {
    const of = days.slice(lot * size, (lot + 1) * size)
    const sum = (what: 'posted' | 'held' | 'rejected') => of.reduce((all, day) => all + day[what], 0)
    return { date: of[0]?.date ?? '', posted: sum('posted'), held: sum('held'), rejected: sum('rejected') }
  })
}

function sentenceOf(
  name: string,
  days: readonly Day[],
  what: 'posted' | 'rejected',
  words: typeof plotted.plot,
): string {
  const total = days.reduce((sum, day) => sum + day[what], 0)
  const most = days.reduce((top, day) => (day[what] > top[what] ? day : top), days[0] as Day)
  return words(name, total, most[what], longDay(most.date))
}

function Total({ name, now, before }: { name: string; now: number; before: number | undefined }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {figures.count(now)}
        {before !== undefined && <small> {figures.beforeIs(before, figures.change(now, before))}</small>}
      </dd>
    </div>
  )
}

function DayTable({ days }: { days: readonly Day[] }) {
  return (
    <details class="co-figure-days">
      <summary>{figures.asTable(days.length)}</summary>
      <table class="co-table">
        <caption class="aw-hidden">{plotted.title}</caption>
        <thead>
          <tr>
            <th scope="col">{plotted.day}</th>
            {[plotted.posted, plotted.held, plotted.rejected].map((name) => (
              <th key={name} scope="col" class="co-cell-number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map(({ date, posted, held, rejected }) => (
            <tr key={date}>
              <th scope="row">{longDay(date)}</th>
              <td class="co-cell-number">{figures.count(posted)}</td>
              <td class="co-cell-number">{figures.count(held)}</td>
              <td class="co-cell-number">{figures.count(rejected)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

/** What was posted, held and rejected, day by day. */
export function CommentsPart({ period, before }: PartProps) {
  const { days } = period.comments
  const size = days.length > MANY ? 7 : 1
  const shown = lots(days, size)
  const words = size === 1 ? plotted.plot : plotted.plotWeeks
  const posted = shown.map(
    ({ date, posted, held }): Column => ({
      label: shortDay(date),
      value: posted,
      part: held,
      title: plotted.bar(longDay(date), posted, held),
    }),
  )
  const rejected = shown.map(
    ({ date, rejected }): Column => ({
      label: shortDay(date),
      value: rejected,
      part: 0,
      title: plotted.barRejected(longDay(date), rejected),
    }),
  )
  const line = before && lots(before.comments.days, size).slice(0, shown.length)
  const csv = () => ({
    names: ['date', 'posted', 'held', 'rejected'],
    // The days before come first: the file is in the order of time.
    rows: [...(before?.comments.days ?? []), ...days].map((day) => [day.date, day.posted, day.held, day.rejected]),
  })
  return (
    <FigurePart id="comments-per-day" title={plotted.title} note={plotted.note} csv={csv}>
      <dl class="co-figure-totals">
        {(['posted', 'held', 'rejected'] as const).map((what) => (
          <Total key={what} name={plotted[what]} now={period.comments[what]} before={before?.comments[what]} />
        ))}
      </dl>
      <FigureLegend
        entries={[
          ['whole', plotted.posted],
          ['part', plotted.ofThemHeld],
          ...(line ? [['before', plotted.postedBefore] as ['before', string]] : []),
        ]}
      />
      {size > 1 && <p class="co-hint">{plotted.week}</p>}
      <ColumnPlot
        columns={posted}
        {...(line && { before: line.map((day) => day.posted) })}
        height={200}
        label={sentenceOf(plotted.posted, shown, 'posted', words)}
        tone="plain"
      />
      <FigureLegend entries={[['rejected', plotted.rejected]]} />
      <ColumnPlot
        columns={rejected}
        height={96}
        label={sentenceOf(plotted.rejected, shown, 'rejected', words)}
        tone="rejected"
      />
      <DayTable days={days} />
    </FigurePart>
  )
}
