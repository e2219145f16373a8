import { useState } from 'preact/hooks'
import { call } from '../api.ts'
import { errorsFrom } from './rules.ts'
import { words } from './strings.ts'

interface Props {
  name: string
  origin: string
  state: string
  onSignOut: () => void
}

/** Asks whether the embedding page may act for the person, and if so hands it a one-time code. */
export function Allow({ name, origin, state, onSignOut }: Props) {
  const [outcome, setOutcome] = useState<string>()
  const [busy, setBusy] = useState(false)

  const allow = async () => {
    if (busy) return
    const opener = window.opener as Window | null
    if (!opener || opener.closed) return setOutcome(words.noOpener)
    setBusy(true)
    try {
      const { code } = await call('POST /api/v1/sessions/codes', { body: { origin } })
      opener.postMessage({ type: 'afterword:code', code, state }, origin)
      setOutcome(words.done)
      window.close()
    } catch (problem) {
      setOutcome(Object.values(errorsFrom(problem))[0])
    } finally {
      setBusy(false)
    }
  }

  return (
    <>
      <h1>{words.continueAs(name)}</h1>
      <p class="allow-origin">{words.continueOn(origin)}</p>
      <p class="field-hint">{words.continueWhy}</p>
      <p class="form-error" role="alert">
        {outcome}
      </p>
      <div class="account-actions">
        <button type="button" class="aw-button aw-button-primary" aria-disabled={busy} onClick={allow}>
          {busy ? words.working : words.continueAs(name)}
        </button>
        <button type="button" class="aw-link" onClick={onSignOut}>
          {words.someoneElse}
        </button>
      </div>
    </>
  )
}
