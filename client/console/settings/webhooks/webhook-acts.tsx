import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Failure } from '../../ask.ts'
import { ask, failureOf } from '../../ask.ts'
import { Refused } from '../../parts/refused.tsx'
import { say } from '../../session.ts'
import type { Webhook } from '../../shapes.ts'
import { common } from '../../strings.ts'
import { webhooks as words } from '../../strings-webhooks.ts'
import { ShownOnce } from '../shown-once.tsx'
import { WebhookForm } from './webhook-form.tsx'

type Open = 'edit' | 'rotate' | 'remove' | null

interface ActsProps {
  of: Webhook
  onChanged: (webhook: Webhook) => void
  onGone: () => void
  /** After a test, whatever came of it. */
  onSent: () => void
}

/** What an owner does with a webhook. */
export function WebhookActs({ of: webhook, onChanged, onGone, onSent }: ActsProps) {
  const [open, setOpen] = useState<Open>(null)
  const [secret, setSecret] = useState<string | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [test, setTest] = useState<string | null>(null)
  const params = { id: webhook.id }
  const fail = (error: unknown) => setFailure(failureOf(error))
  const change = async (body: object, sentence: string) => {
    onChanged(await ask('PATCH /api/v1/webhooks/:id', { params, body }))
    say(sentence)
  }
  const sendTest = () => {
    setTest(words.testing)
    ask('POST /api/v1/webhooks/:id/test', { params }).then(({ state, status, answer }) => {
      const why = status === null ? answer : words.answered(status, answer)
      setTest(state === 'delivered' ? words.arrived(status ?? 200) : words.notArrived(why))
      onSent()
    }, fail)
  }
  const rotate = () => {
    setFailure(null)
    ask('POST /api/v1/webhooks/:id/secret', { params }).then((made) => {
      setOpen(null)
      setSecret(made.secret)
      onChanged(made.webhook)
    }, fail)
  }
  const remove = () =>
    ask('DELETE /api/v1/webhooks/:id', { params }).then(() => {
      say(words.removed)
      onGone()
    }, fail)
  const toggle = () => {
    const isOn = webhook.state === 'on'
    change({ state: isOn ? 'paused' : 'on' }, isOn ? words.nowPaused : words.nowOn).catch(fail)
  }
  if (open === 'edit')
    return (
      <WebhookForm
        of={webhook}
        label={words.save}
        onCancel={() => setOpen(null)}
        send={(draft) => change(draft, words.saved).then(() => setOpen(null))}
      />
    )
  return (
    <>
      <div class="co-actions">
        <button type="button" class="aw-button" onClick={sendTest} disabled={test === words.testing}>
          {words.test}
        </button>
        <button type="button" class="aw-button" onClick={toggle}>
          {webhook.state === 'on' ? words.pause : webhook.state === 'paused' ? words.resume : words.switchOn}
        </button>
        <button type="button" class="aw-quiet" onClick={() => setOpen('edit')}>
          {words.edit}
        </button>
        <button type="button" class="aw-quiet" onClick={() => setOpen('rotate')}>
          {words.rotate}
        </button>
        <button type="button" class="aw-quiet" onClick={() => setOpen('remove')}>
          {words.remove}
        </button>
      </div>
      <p class="co-hook-test" role="status">
        {test}
      </p>
      <Refused failure={failure} />
      {open === 'rotate' && (
        <Asks words={words.rotateAsk} yes={words.rotateYes} onYes={rotate} onNo={() => setOpen(null)} />
      )}
      {open === 'remove' && (
        <Asks words={words.removeAsk} yes={words.removeYes} onYes={remove} onNo={() => setOpen(null)} />
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
    </>
  )
}

function Asks({ words: ask, yes, onYes, onNo }: { words: string; yes: string; onYes: () => void; onNo: () => void }) {
  const no = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => no.current?.focus(), [])
  return (
    <fieldset class="co-confirm" onKeyDown={(event) => event.key === 'Escape' && onNo()}>
      <legend class="aw-hidden">{yes}</legend>
      <p>{ask}</p>
      <div class="co-actions">
        <button type="button" class="aw-button aw-button-primary" onClick={onYes}>
          {yes}
        </button>
        <button ref={no} type="button" class="aw-quiet" onClick={onNo}>
          {common.cancel}
        </button>
      </div>
    </fieldset>
  )
}
