import { useState } from 'preact/hooks'
import type { Failure } from '../ask.ts'
import { ask, failureOf } from '../ask.ts'
import { Refused } from '../parts/refused.tsx'
import { say } from '../session.ts'
import type { PersonForOwner } from '../shapes.ts'
import { security } from '../strings-privacy.ts'

/** Lets in somebody who lost their phone. */
export function ResetFactor({ person, onReset }: { person: PersonForOwner; onReset: () => void }) {
  const [failure, setFailure] = useState<Failure | null>(null)
  const [busy, setBusy] = useState(false)
  const reset = () => {
    setBusy(true)
    setFailure(null)
    ask('DELETE /api/v1/people/:id/second-factor', { params: { id: person.id } })
      .then(() => {
        say(security.wasReset(person.name))
        onReset()
      })
      .catch((error: unknown) => setFailure(failureOf(error)))
      .finally(() => setBusy(false))
  }
  return (
    <div class="co-reset">
      <button type="button" class="aw-button" disabled={busy} onClick={reset}>
        {security.reset}
      </button>
      <p class="co-hint">{security.resetHint}</p>
      <Refused failure={failure} />
    </div>
  )
}
