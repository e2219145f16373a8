import { useState } from 'preact/hooks'
import type { Failure } from '../ask.ts'
import { ask, failureOf } from '../ask.ts'
import { say } from '../session.ts'
import type { CaseFile, CaseStep } from '../shapes.ts'
import { acts } from '../strings-judging.ts'

type Unversioned<T> = T extends CaseStep ? Omit<T, 'version'> : never
export type StepWanted = Unversioned<CaseStep>

export interface Acts {
  isBusy: boolean
  /** Why the last step was not made. */
  failure: Failure | null
  /** Puts away what was said of the step that was not made. */
  dismiss: () => void
  /** Makes one step of the case as it was read. `then` runs when it is made. */
  step: (wanted: StepWanted, then?: (file: CaseFile) => void) => void
}

interface ActsOptions {
  onChanged: (file: CaseFile) => void
  /** The case is not what was read. */
  onConflict: () => void
}

/** What a moderator does with a case beside deciding it: one thing at a time, and each says that it is done. */
export function useActs(file: CaseFile | undefined, { onChanged, onConflict }: ActsOptions): Acts {
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const step: Acts['step'] = (wanted, then) => {
    if (!file || isBusy) return
    setBusy(true)
    setFailure(null)
    const body = { ...wanted, version: file.version } as CaseStep
    ask('POST /api/v1/cases/:id/steps', { params: { id: file.id }, body })
      .then((next) => {
        say(`${next.reference}: ${acts.said[wanted.step]}`)
        onChanged(next)
        then?.(next)
      })
      .catch((error: unknown) => {
        const reason = failureOf(error)
        setFailure(reason)
        if (reason.code === 'conflict') onConflict()
      })
      .finally(() => setBusy(false))
  }
  return { isBusy, failure, dismiss: () => setFailure(null), step }
}
