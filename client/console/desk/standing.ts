import type { QueueItem } from '../shapes.ts'

/** Whether a comment waits for a decision. */
export function isWaiting({ state }: QueueItem): boolean {
  return state === 'pending' || state === 'approved'
}

/** Whether it must be said when an approved comment appears. */
export function isShutFor({ commenting, state }: QueueItem): boolean {
  return state === 'pending' && (commenting.mode === 'paused' || commenting.mode === 'closed')
}
