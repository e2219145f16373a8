import { computed, signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { learnServerTime, serverNow } from '../../ui/clock.ts'
import type { Failure } from '../ask.ts'
import { ask, failureOf } from '../ask.ts'
import { useDesk } from '../live.ts'
import type { Suspensions } from '../shapes.ts'
import { askedFor } from './suspension-state.ts'

/** Every suspension and schedule of the site, for the overview and its count; undefined until loaded. */
export const standingAll = signal<Suspensions | undefined>(undefined)
export const standingFailure = signal<Failure | null>(null)

/** How many a moderator is asked to look at. */
export const askedCount = computed(() => {
  const now = serverNow()
  return (standingAll.value?.suspensions ?? []).filter((one) => askedFor(one, now)).length
})

let turn = 0

/** Asks for them anew, as after a write of one's own. */
export function refreshStanding(): void {
  const mine = ++turn
  const sentAt = Date.now()
  ask('GET /api/v1/suspensions', { query: {} }).then(
    (all) => {
      if (mine !== turn) return
      learnServerTime(all.now, sentAt, true)
      standingAll.value = all
      standingFailure.value = null
    },
    (error: unknown) => {
      if (mine === turn) standingFailure.value = failureOf(error)
    },
  )
}

/** Keeps them up to date while the console is open: at every hint of the server, and with the clock. */
export function useStanding(): void {
  useEffect(refreshStanding, [])
  useDesk(refreshStanding)
}
