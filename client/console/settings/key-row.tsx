import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Failure } from '../ask.ts'
import { ask, failureOf } from '../ask.ts'
import { say } from '../session.ts'
import type { PublisherKey } from '../shapes.ts'
import { common } from '../strings.ts'
import { keys as words } from '../strings-heat.ts'

/** A key by its name; revoking it is asked about once more. */
export function KeyRow({ of: key, onGone }: { of: PublisherKey; onGone: (key: PublisherKey) => void }) {
  const [asks, setAsks] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const no = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => {
    if (asks) no.current?.focus()
  }, [asks])
  const revoke = () => {
    setFailure(null)
    ask('DELETE /api/v1/keys/:id', { params: { id: key.id } }).then(
      () => {
        say(words.revoked(key.name))
        onGone(key)
      },
      (error: unknown) => setFailure(failureOf(error)),
    )
  }
  const made = new Date(key.createdAt).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
  return (
    <li>
      <div class="co-key-line">
        <b>{key.name}</b>
        <span class="co-hint">
          {words.since} <time dateTime={key.createdAt}>{made}</time>
        </span>
        {!asks && (
          <button type="button" class="aw-quiet" onClick={() => setAsks(true)}>
            <span aria-hidden="true">{words.revokeShort}</span>
            <span class="aw-hidden">{words.revoke(key.name)}</span>
          </button>
        )}
      </div>
      {asks && (
        <fieldset class="co-confirm" onKeyDown={(event) => event.key === 'Escape' && setAsks(false)}>
          <legend class="aw-hidden">{words.revoke(key.name)}</legend>
          <p>{words.revokeAsk}</p>
          {failure && (
            <p class="co-error" role="alert">
              {failure.detail}
            </p>
          )}
          <div class="co-actions">
            <button type="button" class="aw-button aw-button-primary" onClick={revoke}>
              {words.revokeYes}
            </button>
            <button ref={no} type="button" class="aw-button" onClick={() => setAsks(false)}>
              {common.cancel}
            </button>
          </div>
        </fieldset>
      )}
    </li>
  )
}
