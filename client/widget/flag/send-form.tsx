import type { ComponentChildren } from 'preact'
import { SignInLine } from '../sign-in-line.tsx'
import { renderNow } from '../still.ts'
import { useThread } from '../thread.ts'
import type { Sending } from './flag-model.ts'
import { Bar, FewLeft } from './limits.tsx'
import type { Lack } from './quoting.ts'
import { barOf } from './standing.ts'
import { strings } from './strings.ts'

interface SendFormProps {
  form: Sending
  /** Of the button. */
  label: string
  /** What is missing or wrong; null when it can be sent. */
  lacking: () => Lack | null
  send: () => Promise<void>
  /** Leads to a reply, where that is another way. */
  onReply?: (() => void) | undefined
  /** Leads back to an earlier part of the form. */
  onBack?: () => void
  children: ComponentChildren
}

/** A form that is sent by somebody who is signed in, and says beside its button why it was not. */
export function SendForm({ form, label, lacking, send, onReply, onBack, children }: SendFormProps) {
  const thread = useThread()
  const { root, session } = thread
  const bar = barOf(session)
  const submit = () => {
    const missing = lacking()
    form.problem.value = missing?.words ?? (session.person.value ? null : strings.flagSignIn)
    renderNow()
    if (missing) root.getElementById(missing.at)?.focus()
    else if (session.person.value) void send()
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <SignInLine session={session} invite={strings.flagSignIn} />
      {children}
      {bar && <Bar bar={bar} onReply={onReply} />}
      <FewLeft session={session} />
      <p role="alert" class="problem">
        {form.problem.value}
      </p>
      <div class="buttons">
        {onBack && (
          <button type="button" class="aw-button" onClick={onBack}>
            {strings.back}
          </button>
        )}
        <button type="submit" class="aw-button aw-button-primary" aria-disabled={form.sending.value}>
          {form.sending.value ? strings.sending : label}
        </button>
      </div>
    </form>
  )
}
