import type { Failure } from '../ask.ts'
import { security } from '../strings-privacy.ts'

interface RefusedProps {
  failure: Failure | null
  /** In place of the server's words. */
  words?: string
}

/** Why the server did not do it, in its words; with the way to confirm who one is where that is asked for. */
export function Refused({ failure, words }: RefusedProps) {
  if (!failure) return null
  return (
    <p class="co-error" role="alert">
      {words ?? failure.detail}{' '}
      {failure.code === 'confirm_first' && (
        <>
          <a class="aw-link" href="/account/confirm?next=/account" target="_blank" rel="noopener">
            {security.confirm}
          </a>{' '}
          {security.confirmThen}
        </>
      )}
    </p>
  )
}
