import { useRef, useState } from 'preact/hooks'
import type * as z from 'zod'
import type { Session } from '../../server/contract/people.ts'
import { call } from '../api.ts'
import { Field } from './field.tsx'
import { errorsFrom } from './rules.ts'
import { words } from './strings.ts'

interface Props {
  challenge: string
  onDone: (session: z.output<typeof Session>) => void
  /** The sign-in has to begin again. */
  onBack: () => void
}

/** Asks for the second factor of a sign-in whose password was right. */
export function CodeForm({ challenge, onDone, onBack }: Props) {
  const form = useRef<HTMLFormElement>(null)
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (busy || !form.current) return
    const code = String(new FormData(form.current).get('code') ?? '').trim()
    const fail = (why: string | undefined) => {
      setError(why)
      form.current?.querySelector('input')?.focus()
    }
    if (code.length < 6) return fail(words.codeMissing)
    setBusy(true)
    try {
      onDone(await call('POST /api/v1/sessions/second-factor', { body: { challenge, code } }))
    } catch (problem) {
      fail(Object.values(errorsFrom(problem))[0])
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <h1>{words.oneMore}</h1>
      <form ref={form} class="account-form" method="post" noValidate onSubmit={submit}>
        <Field
          name="code"
          label={words.code}
          hint={words.codeHint}
          autoComplete="one-time-code"
          error={error}
          isFirst
          onInput={() => setError(undefined)}
        />
        <div class="account-actions">
          <button type="submit" class="aw-button aw-button-primary" aria-disabled={busy}>
            {busy ? words.working : words.signIn}
          </button>
          <button type="button" class="aw-link" onClick={onBack}>
            {words.beginAgain}
          </button>
        </div>
      </form>
    </>
  )
}
