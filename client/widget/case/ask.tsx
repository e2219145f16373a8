import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { renderNow } from '../still.ts'

interface AskProps {
  words: string
  yes: string
  no: string
  /** Of the button that asks (`data-ask`): the focus goes back to it. */
  back: string
  /** Answers with words if it was not possible. */
  onYes: () => Promise<string | null>
  onNo: () => void
}

/** Makes sure of something that cannot be taken back. */
export function Ask({ words, yes, no, back, onYes, onNo }: AskProps) {
  const ref = useRef<HTMLButtonElement>(null)
  const [sending, setSending] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  useLayoutEffect(() => ref.current?.focus(), [])
  const keep = () => {
    const root = ref.current?.getRootNode() as ShadowRoot | undefined
    onNo()
    renderNow()
    root?.querySelector<HTMLElement>(`[data-ask="${back}"]`)?.focus()
  }
  return (
    <div class="case-ask">
      <p role="alert">{words}</p>
      <p role="alert" class="case-lacking">
        {problem}
      </p>
      <div class="buttons">
        <button
          type="button"
          class="aw-button aw-button-danger"
          aria-disabled={sending}
          onClick={() => {
            if (sending) return
            setSending(true)
            void onYes()
              .then(setProblem)
              .finally(() => setSending(false))
          }}
        >
          {yes}
        </button>
        <button type="button" class="aw-button" ref={ref} onClick={keep}>
          {no}
        </button>
      </div>
    </div>
  )
}
