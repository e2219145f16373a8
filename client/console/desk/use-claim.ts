import { useEffect, useRef, useState } from 'preact/hooks'
import { ask, failureOf } from '../ask.ts'
import { useDesk } from '../live.ts'
import type { Claim } from '../shapes.ts'

/** Who goes past a comment does not take it. */
const DWELL_MS = 300
/** Well within the time for which a claim holds. */
const RENEW_MS = 60_000

export interface InHand {
  /** Another moderator who has it; null while it is one's own, or nobody's. */
  other: Claim | null
  /** Whether it was taken over while it was open here. */
  wasMine: boolean
  takeOver: () => Promise<void>
}

/** Has a comment in hand while it is open, renewed by the minute; laid down when it is left. */
export function useClaim(id: string | null, isWanted: boolean): InHand {
  const [refused, setRefused] = useState<{ of: string; claim: Claim; wasMine: boolean } | null>(null)
  const mine = useRef<string | null>(null)
  const claim = async (of: string, takeOver = false) => {
    try {
      await ask('PUT /api/v1/queue/:id/claim', { params: { id: of }, body: { takeOver } })
      mine.current = of
      setRefused(null)
    } catch (error) {
      const { code, extra } = failureOf(error)
      if (code !== 'conflict' || !extra?.claim) return // the view says what is wrong
      const wasMine = mine.current === of
      if (wasMine) mine.current = null
      setRefused((was) => ({ of, claim: extra.claim as Claim, wasMine: wasMine || (was?.of === of && was.wasMine) }))
    }
  }
  useEffect(() => {
    if (!id || !isWanted) return
    const begin = setTimeout(() => claim(id), DWELL_MS)
    const renew = setInterval(() => claim(id), RENEW_MS)
    return () => {
      clearTimeout(begin)
      clearInterval(renew)
      if (mine.current === id) ask('DELETE /api/v1/queue/:id/claim', { params: { id } }).catch(() => undefined) // it expires by itself
      mine.current = null
    }
  }, [id, isWanted])
  // Somebody may have taken it over, or laid it down.
  useDesk(() => {
    if (id && isWanted && (mine.current === id || refused?.of === id)) void claim(id)
  })
  const standing = refused && refused.of === id ? refused : null
  return {
    other: standing?.claim ?? null,
    wasMine: standing?.wasMine ?? false,
    takeOver: () => claim(id ?? '', true),
  }
}
