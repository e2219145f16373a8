import { computed, signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { ask } from '../ask.ts'
import { useDesk } from '../live.ts'
import type { DeskCounts } from '../shapes.ts'

/** How much waits in each queue, as the server counts it; null until it has. */
export const deskCounts = signal<DeskCounts | null>(null)

/** How many appeals against limits and bans wait. */
export const appealCount = computed(() => deskCounts.value?.sanctionAppeals ?? 0)

export function refreshCounts(): void {
  ask('GET /api/v1/desk', {}).then(
    (counts) => {
      deskCounts.value = counts
    },
    () => undefined, // the counts stay as they were; the views say what is wrong
  )
}

/** Keeps the counts up to date while the console is open. */
export function useDeskCounts(): void {
  useEffect(refreshCounts, [])
  useDesk(refreshCounts)
}

/** What waits for a moderator in all. */
export function waitingInAll(counts: DeskCounts | null): number {
  return counts ? counts.reported + counts.misrepresentation + counts.pending + counts.sanctionAppeals : 0
}
