import type { Failure } from '../ask.ts'

/** Why the server did not do it, in its words. */
export function Refused({ failure }: { failure: Failure | null }) {
  if (!failure) return null
  return (
    <p class="co-error" role="alert">
      {failure.detail}
    </p>
  )
}
