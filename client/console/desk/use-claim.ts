import { useEffect, useRef, useState } from 'preact/hooks'
import { ask, failureOf } from '../ask.ts'
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
export function useClaim(id: string, isWanted: boolean, hint: number): InHand {
  const [other, setOther] = useState<Claim | null>(null)
  const mine = useRef(false)
  const [wasMine, setWasMine] = useState(false)
  const claim = async (takeOver = false) => {
    try {
      await ask('PUT /api/v1/queue/:id/claim', { params: { id }, body: { takeOver } })
      mine.current = true
      setOther(null)
      setWasMine(false)
    } catch (error) {
      const { code, extra } = failureOf(error)
      if (code !== 'conflict' || !extra?.claim) return // the view says what is wrong
      if (mine.current) setWasMine(true)
      mine.current = false
      setOther(extra.claim as Claim)
    }
  }
  useEffect(() => {
    if (!isWanted) return
    const begin = setTimeout(claim, DWELL_MS)
    const renew = setInterval(claim, RENEW_MS)
    return () => {
      clearTimeout(begin)
      clearInterval(renew)
      if (mine.current) ask('DELETE /api/v1/queue/:id/claim', { params: { id } }).catch(() => undefined) // it expires by itself
      mine.current = false
    }
  }, [id, isWanted])
  // Somebody may have taken it over, or laid it down.
  useEffect(() => {
    if (hint > 0 && isWanted && (mine.current || other)) void claim()
  }, [hint])
  return { other, wasMine, takeOver: () => claim(true) }
}
