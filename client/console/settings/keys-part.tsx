import { useEffect, useRef, useState } from 'preact/hooks'
import type { Failure } from '../ask.ts'
import { ask, failureOf } from '../ask.ts'
import { Failed, Loading } from '../parts/states.tsx'
import { useResource } from '../resource.ts'
import { say } from '../session.ts'
import type { MadeKey, PublisherKey } from '../shapes.ts'
import { keys as words } from '../strings-heat.ts'
import { KeyRow } from './key-row.tsx'

/** The key that was just made: the only time it can be read. */
function NewKey({ made, onDone }: { made: MadeKey; onDone: () => void }) {
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => field.current?.select(), [made.key])
  const copy = () =>
    navigator.clipboard.writeText(made.key).then(
      () => say(words.copied),
      () => field.current?.select(),
    )
  return (
    <div class="co-confirm co-new-key">
      <label for="new-key">{words.made(made.name)}</label>
      <p id="new-key-hint">{words.once}</p>
      <textarea
        ref={field}
        id="new-key"
        class="aw-field"
        rows={1}
        readOnly
        value={made.key}
        aria-describedby="new-key-hint"
        onFocus={(event) => event.currentTarget.select()}
      />
      <div class="co-actions">
        {'clipboard' in navigator && (
          <button type="button" class="aw-button aw-button-primary" onClick={copy}>
            {words.copy}
          </button>
        )}
        <button type="button" class="aw-button" onClick={onDone}>
          {words.kept}
        </button>
      </div>
    </div>
  )
}

function MakeKey({ onMade }: { onMade: (made: MadeKey) => void }) {
  const [name, setName] = useState('')
  const [failure, setFailure] = useState<Failure | null>(null)
  const [busy, setBusy] = useState(false)
  const make = (event: SubmitEvent) => {
    event.preventDefault()
    if (busy || name.trim() === '') return
    setBusy(true)
    setFailure(null)
    ask('POST /api/v1/keys', { body: { name } })
      .then((made) => {
        setName('')
        onMade(made)
      })
      .catch((error: unknown) => setFailure(failureOf(error)))
      .finally(() => setBusy(false))
  }
  return (
    <form class="co-key-form" onSubmit={make}>
      <div class="co-field">
        <label for="key-name">{words.name}</label>
        <input
          id="key-name"
          class="aw-field"
          autoComplete="off"
          maxLength={60}
          value={name}
          aria-describedby="key-name-hint"
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </div>
      <button type="submit" class="aw-button" disabled={busy || name.trim() === ''}>
        {words.make}
      </button>
      <p id="key-name-hint" class="co-hint">
        {words.nameHint}
      </p>
      {failure && (
        <p class="co-error" role="alert">
          {failure.detail}
        </p>
      )}
    </form>
  )
}

/** Keys of the publisher’s own systems: made, seen, revoked. */
export function KeysPart() {
  const { data, failure, reload, replace } = useResource('keys', async () => (await ask('GET /api/v1/keys', {})).keys)
  const [made, setMade] = useState<MadeKey | null>(null)
  const add = (key: MadeKey) => {
    setMade(key)
    replace([...(data ?? []), { id: key.id, name: key.name, createdAt: key.createdAt }])
  }
  const drop = (gone: PublisherKey) => {
    if (made?.id === gone.id) setMade(null)
    replace((data ?? []).filter(({ id }) => id !== gone.id))
  }
  return (
    <section class="co-publisher-keys" aria-labelledby="keys-title">
      <h2 id="keys-title">{words.title}</h2>
      <p class="co-hint">{words.hint}</p>
      {!data && (failure ? <Failed failure={failure} onRetry={reload} /> : <Loading />)}
      {data?.length === 0 && <p class="co-none">{words.none}</p>}
      {data && data.length > 0 && (
        <ul class="co-key-list">
          {data.map((key) => (
            <KeyRow key={key.id} of={key} onGone={drop} />
          ))}
        </ul>
      )}
      {made && <NewKey made={made} onDone={() => setMade(null)} />}
      {data && !made && <MakeKey onMade={add} />}
    </section>
  )
}
