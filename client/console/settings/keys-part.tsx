import { useState } from 'preact/hooks'
import type { Failure } from '../ask.ts'
import { ask, failureOf } from '../ask.ts'
import { Refused } from '../parts/refused.tsx'
import { Failed, Loading } from '../parts/states.tsx'
import { useResource } from '../resource.ts'
import type { MadeKey, PublisherKey } from '../shapes.ts'
import { keys as words } from '../strings-heat.ts'
import { KeyRow } from './key-row.tsx'
import { ShownOnce } from './shown-once.tsx'

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
      <Refused failure={failure} />
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
      {made && (
        <ShownOnce
          label={words.made(made.name)}
          hint={words.once}
          value={made.key}
          copied={words.copied}
          onDone={() => setMade(null)}
        />
      )}
      {data && !made && <MakeKey onMade={add} />}
    </section>
  )
}
