import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { ask } from '../ask.ts'
import { useDesk } from '../live.ts'

/** How many comments wait, for the navigation and the tabs. */
export const queueCount = signal({ pending: 0, approved: 0 })

function refresh(): void {
  ask('GET /api/v1/queue', { query: {} }).then(
    ({ counts }) => {
      queueCount.value = counts
    },
    () => undefined, // the count stays as it was; the views say what is wrong
  )
}

/** Keeps the count up to date while the console is open. */
export function useQueueCount(): void {
  useEffect(refresh, [])
  useDesk(refresh)
}
