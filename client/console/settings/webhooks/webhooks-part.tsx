import { useState } from 'preact/hooks'
import { ask } from '../../ask.ts'
import { Failed, Loading } from '../../parts/states.tsx'
import { useResource } from '../../resource.ts'
import { say } from '../../session.ts'
import type { Webhook, WebhookInput } from '../../shapes.ts'
import { webhooks as words } from '../../strings-webhooks.ts'
import { ShownOnce } from '../shown-once.tsx'
import { WebhookForm } from './webhook-form.tsx'
import { WebhookItem } from './webhook-item.tsx'

/** Systems outside that are told what happens here. */
export function WebhooksPart() {
  const load = async () => (await ask('GET /api/v1/webhooks', {})).webhooks
  const { data, failure, reload, replace } = useResource('webhooks', load)
  const [isMaking, setMaking] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  const all = data ?? []
  const make = async (body: WebhookInput) => {
    const made = await ask('POST /api/v1/webhooks', { body })
    setMaking(false)
    setSecret(made.secret)
    say(words.madeSaid)
    replace([...all, made.webhook])
  }
  const put = (one: Webhook) => replace(all.map((was) => (was.id === one.id ? one : was)))
  return (
    <section class="co-hooks" aria-labelledby="hooks-title">
      <h2 id="hooks-title">{words.title}</h2>
      <p class="co-hint">{words.hint}</p>
      {!data && (failure ? <Failed failure={failure} onRetry={reload} /> : <Loading />)}
      {data?.length === 0 && !isMaking && <p class="co-none">{words.none}</p>}
      {all.length > 0 && (
        <ul class="co-hook-list">
          {all.map((one) => (
            <WebhookItem
              key={one.id}
              of={one}
              onChanged={put}
              onGone={() => replace(all.filter(({ id }) => id !== one.id))}
              reload={reload}
            />
          ))}
        </ul>
      )}
      {secret && (
        <ShownOnce
          label={words.secret}
          hint={words.once}
          value={secret}
          copied={words.copied}
          onDone={() => setSecret(null)}
        />
      )}
      {data && isMaking && <WebhookForm label={words.make} send={make} onCancel={() => setMaking(false)} />}
      {data && !isMaking && !secret && (
        <button type="button" class="aw-button" onClick={() => setMaking(true)}>
          {words.add}
        </button>
      )}
    </section>
  )
}
