import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { KeptText } from './kept-text.ts'
import { strings } from './strings.ts'

interface TextFormProps {
  id: string
  label: string
  hint: string
  action: string
  kept: KeptText
  /** Characters it must have, and may. */
  least: number
  most: number
  /** Answers with words if it was not taken. */
  send: (text: string) => Promise<string | null>
  children?: ComponentChildren
}

/** A text for a case. Its words stay until they are sent. */
export function TextForm({ id, label, hint, action, kept, least, most, send, children }: TextFormProps) {
  const [problem, setProblem] = useState<string | null>(null)
  const [sending, setSending] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const count = kept.text.trim().length
  const submit = async () => {
    if (sending) return
    const words = lacking(count, least, most)
    setProblem(words)
    if (words) return field.current?.focus()
    setSending(true)
    setProblem(await send(kept.text).finally(() => setSending(false)))
  }
  return (
    <form
      class="case-form"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <label for={id}>{label}</label>
      <textarea
        id={id}
        ref={field}
        class="aw-field"
        rows={5}
        dir="auto"
        aria-describedby={`${id}-about`}
        aria-invalid={problem !== null}
        readOnly={sending}
        value={kept.text}
        onInput={(event) => {
          setProblem(null)
          kept.set(event.currentTarget.value)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return
          event.preventDefault()
          void submit()
        }}
      />
      <div class="case-form-foot">
        <div id={`${id}-about`} class="case-hint">
          <p>{hint}</p>
          <p role="alert" class="case-lacking">
            {problem}
          </p>
          {!problem && <p class="aw-figures">{kept.isRestored ? strings.restored : counted(count, least, most)}</p>}
        </div>
        <div class="buttons">
          {children}
          <button type="submit" class="aw-button aw-button-primary" aria-disabled={sending}>
            {sending ? strings.sending : action}
          </button>
        </div>
      </div>
    </form>
  )
}

/** What was written and can not be sent any more, because the case moved on. */
export function NotSent({ kept }: { kept: KeptText }) {
  if (!kept.text.trim()) return null
  return (
    <div class="case-part case-unsent">
      <p class="case-hint">{strings.notSentText}</p>
      <blockquote dir="auto">{kept.text}</blockquote>
      <button type="button" class="aw-link" onClick={kept.done}>
        {strings.discard}
      </button>
    </div>
  )
}

function lacking(count: number, least: number, most: number): string | null {
  if (count > most) return strings.tooLong(count - most)
  if (count >= least) return null
  return least > 1 ? strings.tooShort(least) : strings.nothingWritten
}

function counted(count: number, least: number, most: number): string {
  return count < least && least > 1 ? strings.atLeast(count, least) : strings.ofAtMost(count, most)
}
