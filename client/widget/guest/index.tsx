import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Result } from '../../../server/contract/index.ts'
import { call, isProblem } from '../../api.ts'
import { begin, type Session } from '../session.ts'
import { dress } from '../styles.ts'
import { type Thread, useThread } from '../thread.ts'
import css from './guest.css?inline'
import { strings } from './strings.ts'

type Allowed = Result<'GET /api/v1/sign-in'>['guests']
const asked = new Map<string, Promise<Allowed>>()

/** Whether guests may write, asked once for all forms of a page. */
function allowedAt(base: string): Promise<Allowed> {
  const known = asked.get(base)
  if (known) return known
  const asking = call('GET /api/v1/sign-in', {}, { base, token: null }).then(({ guests }) => guests)
  asked.set(base, asking)
  asking.catch(() => asked.delete(base))
  return asking
}

/** Offers to write without an account, where the site allows it. What is in the form around it stays there. */
export function GuestWay({ focus }: { focus: () => void }) {
  const thread = useThread()
  const { session } = thread
  const [allowed, setAllowed] = useState<Allowed>('off')
  const [open, setOpen] = useState(false)
  useEffect(() => {
    let wanted = true
    allowedAt(session.base).then(
      (found) => wanted && setAllowed(found),
      () => undefined,
    )
    return () => {
      wanted = false
    }
  }, [session.base])
  useMemo(() => dress(thread.root, css), [thread.root])
  if (allowed === 'off') return null
  if (!open)
    return (
      <p class="guest">
        <button type="button" class="aw-link" onClick={() => setOpen(true)}>
          {strings.offer}
        </button>
      </p>
    )
  return <GuestFields {...{ thread, session, allowed, focus }} onCancel={() => setOpen(false)} />
}

interface FieldsProps {
  thread: Thread
  session: Session
  allowed: Allowed
  focus: () => void
  onCancel: () => void
}

/** Not a form: it stands in one. */
function GuestFields({ thread, session, allowed, focus, onCancel }: FieldsProps) {
  const id = useId()
  const fields = useRef<HTMLFieldSetElement>(null)
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  useLayoutEffect(() => fields.current?.querySelector('input')?.focus(), [])
  const goOn = async () => {
    const inputs = [...(fields.current?.querySelectorAll('input') ?? [])]
    const [name = '', email] = inputs.map((input) => input.value.trim())
    const wrong = wrongIn(name, email)
    setProblem(wrong?.words ?? '')
    if (wrong) return inputs[wrong.at]?.focus()
    if (busy) return
    setBusy(true)
    try {
      const { base } = session
      const begun = await call('POST /api/v1/sessions/guest', { body: { name, email } }, { base, token: null })
      const letter = allowed === 'confirmed' && email ? strings.letterSent(email) : ''
      thread.status.value = `${strings.begun(name)} ${letter}`.trim()
      focus()
      begin(session, begun.token, begun.person)
    } catch (error) {
      setBusy(false)
      setProblem(isProblem(error) && error.code !== 'offline' ? error.detail : strings.failed)
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onCancel()
    if (event.key !== 'Enter') return
    event.preventDefault()
    void goOn()
  }
  return (
    <div class="guest">
      <fieldset class="guest-fields" ref={fields} onKeyDown={onKeyDown}>
        <legend>{strings.title}</legend>
        <p>
          <label for={`${id}-name`}>{strings.name}</label>
          <input id={`${id}-name`} class="aw-field" autoComplete="name" maxLength={60} />
        </p>
        {allowed !== 'name' && (
          <p>
            <label for={`${id}-email`}>{strings.email}</label>
            <input
              id={`${id}-email`}
              class="aw-field"
              type="email"
              autoComplete="email"
              aria-describedby={`${id}-hint`}
            />
            <span class="hint" id={`${id}-hint`}>
              {allowed === 'confirmed' ? strings.emailConfirmed : strings.emailHint}
            </span>
          </p>
        )}
      </fieldset>
      <p class="problem" role="alert">
        {problem}
      </p>
      <div class="guest-actions">
        <button type="button" class="aw-button" aria-disabled={busy} onClick={goOn}>
          {strings.goOn}
        </button>
        <button type="button" class="aw-link" onClick={onCancel}>
          {strings.cancel}
        </button>
      </div>
    </div>
  )
}

function wrongIn(name: string, email: string | undefined): { words: string; at: number } | null {
  if (name.length < 2 || name.length > 60) return { words: strings.nameMissing, at: 0 }
  if (email !== undefined && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) return { words: strings.emailWrong, at: 1 }
  return null
}
