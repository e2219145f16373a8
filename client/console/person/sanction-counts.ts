import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { ask } from '../ask.ts'
import { useDesk } from '../live.ts'

/** How many appeals against limits and bans wait for a moderator. */
export const appealCount = signal(0)

function refresh(): void {
  ask('GET /api/v1/sanctions', { query: { list: 'appeals' } }).then(
    ({ counts }) => {
      appealCount.value = counts.appeals
    },
    () => undefined, // the count stays as it was; the views say what is wrong
  )
}

/** Keeps the count up to date while the console is open. */
export function useAppeals(): void {
  useEffect(refresh, [])
  useDesk(refresh)
}
