import { useRef } from 'preact/hooks'
import { clockTime, duration, exactTime } from '../../ui/times.ts'
import { reasonNames } from '../../ui/words.ts'
import { ActButtons, ActForm, useActs } from '../pauses/suspension-acts.tsx'
import type { SuspensionState } from '../pauses/suspension-state.ts'
import { isShut, stateAt, whereOf } from '../pauses/suspension-state.ts'
import { href } from '../router.ts'
import type { StaffSuspension } from '../shapes.ts'
import { overview, timeline } from '../strings-overview.ts'
import { heads, modes, slow, standing } from '../strings-pauses.ts'

function Moment({ at, now }: { at: string; now: number }) {
  return (
    <time dateTime={at} title={exactTime(at)}>
      {clockTime(at, now)}
    </time>
  )
}

function Where({ one }: { one: StaffSuspension }) {
  const name = whereOf(one)
  return (
    <>
      {one.storyId ? (
        <a class="co-row-link" href={href.story(one.storyId)}>
          {name}
        </a>
      ) : (
        <span class="co-row-link">{name}</span>
      )}
    </>
  )
}

function madeBy({ madeBy: how, createdBy }: StaffSuspension): string | null {
  if (how === 'schedule') return overview.bySchedule
  return how === 'heat' ? overview.automatic : createdBy
}

function What({ one, state }: { one: StaffSuspension; state: SuspensionState }) {
  const kind = state === 'running' && !isShut(one) ? 'milder' : state === 'running' ? 'paused' : state
  return (
    <>
      <span class={`co-state co-state-${kind}`}>
        {state === 'planned' ? heads.planned(modes[one.mode].name) : modes[one.mode].name}
      </span>
      {one.slowSeconds !== null && <span class="co-row-under">{slow.each(one.slowSeconds)}</span>}
      {state === 'overdue' && <span class="co-row-under co-overdue">{timeline.overdueWord}</span>}
      {one.reopeningRequests > 0 && <span class="co-row-under">{overview.requests(one.reopeningRequests)}</span>}
    </>
  )
}

function When({ one, state, now }: { one: StaffSuspension; state: SuspensionState; now: number }) {
  const { startsAt, endsAt, reviewAt } = one
  const due = endsAt ?? reviewAt
  const leftMs = due ? Date.parse(due) - now : 0
  const dueName = endsAt ? (isShut(one) ? standing.reopens : standing.ends) : standing.review
  return (
    <>
      {due ? (
        <span>
          {dueName} <Moment at={due} now={now} />
          {state === 'running' && leftMs > 0 && (
            <>
              {' '}
              <span class="co-left">{standing.remaining(duration(leftMs))}</span>
            </>
          )}
        </span>
      ) : (
        <span>{overview.openEnded}</span>
      )}
      <span class="co-row-under">
        {state === 'planned' ? standing.from : standing.since} <Moment at={startsAt} now={now} />
        {state === 'planned' && ` (${standing.begins(duration(Date.parse(startsAt) - now))})`}
      </span>
    </>
  )
}

function Why({ one }: { one: StaffSuspension }) {
  const by = madeBy(one)
  return (
    <>
      <span class="co-why" dir="auto">
        {one.reason}
      </span>
      <span class="co-row-under">
        {reasonNames[one.reasonCode]}
        {by && `, ${by}`}
        {one.note && ` · ${standing.note}: ${one.note}`}
      </span>
    </>
  )
}

interface PauseRowProps {
  one: StaffSuspension
  all: StaffSuspension[]
  now: number
  onDone: () => void
}

/** Others that hold for the same place too, or follow it. */
function othersFor(one: StaffSuspension, all: StaffSuspension[]): StaffSuspension[] {
  const wide = (other: StaffSuspension) =>
    other.followsId === one.id ||
    other.scope === 'site' ||
    (one.storyId !== null && other.storyId === one.storyId && other.scope === 'story') ||
    (one.scope === 'section' && other.scope === 'section' && other.section === one.section)
  return all.filter((other) => other !== one && wide(other))
}

function PauseRow({ one, all, now, onDone }: PauseRowProps) {
  const place = useRef<HTMLTableSectionElement>(null)
  const acts = useActs(place, onDone)
  const state = stateAt(one, now)
  return (
    <tbody
      ref={place}
      id={`pause-${one.id}`}
      tabIndex={-1}
      data-row={one.id}
      class={state === 'overdue' ? 'co-pause-row co-pause-row-overdue' : 'co-pause-row'}
    >
      <tr>
        <th scope="row">
          <Where one={one} />
        </th>
        <td>
          <What one={one} state={state} />
        </td>
        <td class="co-cell-when">
          <When one={one} state={state} now={now} />
        </td>
        <td class="co-cell-why">
          <Why one={one} />
        </td>
        <td class="co-cell-acts">
          {!acts.open && <ActButtons suspension={one} now={now} onOpen={acts.onOpen} onDone={onDone} />}
        </td>
      </tr>
      {acts.open && (
        <tr>
          <td colSpan={5}>
            <ActForm
              open={acts.open}
              suspension={one}
              others={othersFor(one, all)}
              onDone={acts.onDone}
              onCancel={acts.onCancel}
            />
          </td>
        </tr>
      )}
    </tbody>
  )
}

function Head({ hasActs }: { hasActs: boolean }) {
  const { column } = overview
  return (
    <thead>
      <tr>
        {[column.where, column.what, column.when, column.why].map((name) => (
          <th key={name} scope="col">
            {name}
          </th>
        ))}
        {hasActs && (
          <th scope="col">
            <span class="aw-hidden">{column.acts}</span>
          </th>
        )}
      </tr>
    </thead>
  )
}

/** What holds and what is planned, with what can be done about each. */
export function PauseTable({ list, now, onDone }: { list: StaffSuspension[]; now: number; onDone: () => void }) {
  return (
    <table class="co-table co-pause-table">
      <Head hasActs={true} />
      {list.map((one) => (
        <PauseRow key={one.id} one={one} all={list} now={now} onDone={onDone} />
      ))}
    </table>
  )
}

/** How long it was to last, and how long it did. */
function Lengths({ one, now }: { one: StaffSuspension; now: number }) {
  const { startsAt, endsAt, endedAt } = one
  const [from, to] = [Date.parse(startsAt), Date.parse(endedAt ?? endsAt ?? startsAt)]
  if (to <= from) return <>{overview.cancelled}</>
  const planned = endsAt ? duration(Date.parse(endsAt) - from) : overview.openEnded
  return (
    <>
      {timeline.fromUntil(clockTime(startsAt, now), clockTime(new Date(to).toISOString(), now))}
      <span class="co-row-under">{overview.lasted(planned, duration(to - from))}</span>
    </>
  )
}

/** What ended within the last week. */
export function EndedTable({ list, now }: { list: StaffSuspension[]; now: number }) {
  return (
    <table class="co-table co-pause-table">
      <Head hasActs={false} />
      {list.map((one) => (
        <tbody key={one.id} id={`pause-${one.id}`} tabIndex={-1} class="co-pause-row">
          <tr>
            <th scope="row">
              <Where one={one} />
            </th>
            <td>{modes[one.mode].name}</td>
            <td class="co-cell-when">
              <Lengths one={one} now={now} />
            </td>
            <td class="co-cell-why">
              <Why one={one} />
            </td>
          </tr>
        </tbody>
      ))}
    </table>
  )
}
