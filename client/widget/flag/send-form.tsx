import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { accountOf, signIn } from '../session.ts'
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
  /** Whether the limits on flags hold for it. */
  isLimited?: boolean
  /** Leads to a reply, where that is another way. */
  onReply?: (() => void) | undefined
  /** Leads back to an earlier part of the form. */
  onBack?: () => void
  children: ComponentChildren
}

/** A form that is sent by somebody who is signed in, and says beside its button why it was not. */
export function SendForm({ form, label, lacking, send, isLimited = true, onReply, onBack, children }: SendFormProps) {
  const thread = useThread()
  const { root, session } = thread
  const bar = isLimited ? barOf(session) : null
  const lack = lacking() ?? (accountOf(session) ? null : { words: strings.flagSignIn, at: '' })
  const [said, say] = useSaid(lack)
  const submit = () => {
    form.problem.value = null
    say()
    renderNow()
    if (!lack) void send()
    // The way to sign in stands over the form, which may be long.
    else if (lack.at === '') signIn(session)
    else root.getElementById(lack.at)?.focus()
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
      {isLimited && <FewLeft session={session} />}
      <p role="alert" class="problem">
        {said ?? form.problem.value}
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

/** What a press on the button found missing, for as long as it is; and what to call at a press. */
export function useSaid(lack: Lack | null): [string | null, () => void] {
  const [said, setSaid] = useState<string | null>(null)
  const words = lack?.words ?? null
  return [said === words ? said : null, () => setSaid(words)]
}
