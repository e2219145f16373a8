import type * as z from 'zod'
import type { Commenting } from '../../server/contract/suspensions.ts'

export type Mode = 'open' | 'paused' | 'closed'

/** What readers may do at a time (epoch ms): a pause begins and ends by its own times, whoever is connected. */
export function modeAt({ mode, suspension }: z.output<typeof Commenting>, now: number): Mode {
  if (mode === 'closed' || !suspension) return mode
  if (suspension.endedAt && Date.parse(suspension.endedAt) <= now) return 'open'
  // The server's word that it has begun counts more than a clock that is behind.
  if (mode === 'open' && now < Date.parse(suspension.startsAt)) return 'open'
  return suspension.endsAt && Date.parse(suspension.endsAt) <= now ? 'open' : 'paused'
}
