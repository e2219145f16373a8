import { useRef, useState } from 'preact/hooks'
import type { Failure } from '../ask.ts'
import { failureOf } from '../ask.ts'

export interface Sending {
  isBusy: boolean
  /** Why the last attempt was refused. */
  failure: Failure | null
  /** Sends one thing at a time: a second click while the first is on its way does nothing. */
  send: <T>(work: () => Promise<T>, done: (result: T) => void, refused?: (failure: Failure) => void) => void
}

/** One form’s way to the server. */
export function useSending(): Sending {
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  // A second click can come before the button is drawn as busy.
  const underWay = useRef(false)
  const settle = () => {
    underWay.current = false
    setBusy(false)
  }
  const send: Sending['send'] = (work, done, refused) => {
    if (underWay.current) return
    underWay.current = true
    setBusy(true)
    setFailure(null)
    work().then(
      (result) => {
        settle()
        done(result)
      },
      (error: unknown) => {
        settle()
        const reason = failureOf(error)
        setFailure(reason)
        refused?.(reason)
      },
    )
  }
  return { isBusy, failure, send }
}
