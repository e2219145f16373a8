import type { SuspensionRow } from '../../db/suspensions.ts'
import { Refusal } from '../errors.ts'
import { presentSuspension } from './present.ts'
import { isOver } from './rules.ts'

/** A date or choice of the body that cannot stand. */
export function invalidAt(path: string, message: string): Refusal {
  return new Refusal('invalid', message, { issues: [{ path: `body.${path}`, message }] })
}

/** Somebody, or the clock, was first. */
export function changedMeanwhile(standing: SuspensionRow, now: number): Refusal {
  const words = isOver(standing, now) ? 'This has ended already.' : 'Somebody changed this meanwhile.'
  return new Refusal('conflict', words, { current: presentSuspension(standing) })
}
