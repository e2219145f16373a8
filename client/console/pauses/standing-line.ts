import { clockTime } from '../../ui/times.ts'
import type { Suspension } from '../shapes.ts'
import { lines, modes } from '../strings-pauses.ts'
import type { Known } from './suspension-state.ts'
import { stateAt, whereOf } from './suspension-state.ts'

/** From when, until when or to which review: “until 18:00”, “from 22:00 until 23:00”. */
export function timesLine(one: Suspension, now: number): string {
  const { startsAt, endsAt, reviewAt } = one
  const until = endsAt
    ? lines.until(clockTime(endsAt, now))
    : reviewAt
      ? lines.review(clockTime(reviewAt, now))
      : lines.forGood
  return stateAt(one, now) === 'planned' ? `${lines.from(clockTime(startsAt, now))} ${until}` : until
}

/** “The whole site: Paused until 18:00”. */
export function standingLine(one: Known, now: number): string {
  return lines.line(whereOf(one), modes[one.mode].name, timesLine(one, now))
}
