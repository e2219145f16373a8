import { queueWords } from '../strings-cases.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** “40 min”, “5 h”, “3 days”: how long it is, as far as it matters in a list. */
export function roughly(ms: number): string {
  if (ms < HOUR) return `${Math.max(1, Math.round(ms / MINUTE))} min`
  return ms < 2 * DAY ? `${Math.round(ms / HOUR)} h` : `${Math.round(ms / DAY)} days`
}

export interface Due {
  words: string
  isOver: boolean
}

/** When a case should have been dealt with, from now. */
export function dueOf(dueAt: string, now: number): Due {
  const left = Date.parse(dueAt) - now
  const isOver = left <= 0
  return { words: isOver ? queueWords.overdue(roughly(-left)) : queueWords.due(roughly(left)), isOver }
}
