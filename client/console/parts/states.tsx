import type { ComponentChildren } from 'preact'
import type { Failure } from '../ask.ts'
import { common } from '../strings.ts'

/** Shown while the first answer is on its way; the words come only when it takes long (in the styles). */
export function Loading() {
  return (
    <p class="co-loading" role="status">
      {common.loading}…
    </p>
  )
}

/** Says why something is not there, and offers to try again. */
export function Failed({ failure, onRetry }: { failure: Failure; onRetry: () => void }) {
  return (
    <div class="co-failed" role="alert">
      <p>
        {common.failed} {failure.detail}
      </p>
      <button type="button" class="aw-button" onClick={onRetry}>
        {common.retry}
      </button>
    </div>
  )
}

/** A place where nothing is yet. */
export function Empty({ children }: { children: ComponentChildren }) {
  return <p class="co-empty">{children}</p>
}
