import { useState } from 'preact/hooks'
import type { Failure } from '../ask.ts'
import { ask, failureOf } from '../ask.ts'
import { say } from '../session.ts'
import type { SiteSettings } from '../shapes.ts'

/** Saves one part of the settings, and says that it did. */
export function usePart(saved: string, onSaved: (settings: SiteSettings) => void) {
  const [failure, setFailure] = useState<Failure | null>(null)
  const [busy, setBusy] = useState(false)
  const save = (part: Partial<SiteSettings>) => {
    if (busy) return
    setBusy(true)
    setFailure(null)
    ask('PATCH /api/v1/site/settings', { body: part })
      .then((settings) => {
        say(saved)
        onSaved(settings)
      })
      .catch((error: unknown) => setFailure(failureOf(error)))
      .finally(() => setBusy(false))
  }
  return { failure, busy, save }
}
