import { useState } from 'preact/hooks'
import { isProblem } from '../../api.ts'
import { serverNow } from '../../ui/clock.ts'
import { SanctionCard } from '../../ui/sanction-card.tsx'
import { sanctionWords } from '../../ui/sanction-words.ts'
import { clockTime } from '../../ui/times.ts'
import { ask } from '../session.ts'
import { type OwnSanction, type Thread, useThread } from '../thread.ts'

interface SanctionNoticeProps {
  sanction: OwnSanction
  /** Takes it as the server answered. */
  onChange: (thread: Thread, sanction: OwnSanction) => void
}

/** In the composer's place, or over it: what holds for the reader, why, until when, and what they can do about it. */
export function SanctionNotice({ sanction, onChange }: SanctionNoticeProps) {
  const thread = useThread()
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const { id } = sanction
  const send = (asked: Promise<OwnSanction>) => {
    setBusy(true)
    setProblem('')
    asked
      .then(
        (answer) => onChange(thread, answer),
        (error: unknown) => {
          if (!isProblem(error)) throw error
          setProblem(error.detail)
        },
      )
      .finally(() => setBusy(false))
  }
  const acknowledge = () => send(ask(thread.session, 'POST /api/v1/me/sanctions/:id/acknowledge', { params: { id } }))
  const appeal = (words: string) =>
    send(ask(thread.session, 'POST /api/v1/me/sanctions/:id/appeal', { params: { id }, body: { words } }))
  return (
    <SanctionCard sanction={sanction} write={(iso) => clockTime(iso, serverNow())}>
      {sanction.kind === 'warn' && (
        <div class="pause-acts">
          <button
            type="button"
            class="aw-button aw-button-primary"
            aria-disabled={busy}
            onClick={() => !busy && acknowledge()}
          >
            {sanctionWords.acknowledge}
          </button>
        </div>
      )}
      {sanction.appeal.isPossible && <Appeal id={id} busy={busy} onSend={appeal} />}
      <p role="alert" class="problem">
        {problem}
      </p>
    </SanctionCard>
  )
}

function Appeal({ id, busy, onSend }: { id: string; busy: boolean; onSend: (words: string) => void }) {
  const [isOpen, setOpen] = useState(false)
  const [words, setWords] = useState('')
  const field = `appeal-${id}`
  if (!isOpen)
    return (
      <>
        <p class="pause-more">{sanctionWords.mayAppeal}</p>
        <div class="pause-acts">
          <button type="button" class="aw-button" onClick={() => setOpen(true)}>
            {sanctionWords.appeal}
          </button>
        </div>
      </>
    )
  return (
    <form
      class="sanction-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) onSend(words)
      }}
    >
      <p class="pause-more">{sanctionWords.mayAppeal}</p>
      <label for={field}>{sanctionWords.appealLabel}</label>
      <textarea
        id={field}
        class="aw-field"
        rows={4}
        required
        minLength={10}
        maxLength={2000}
        dir="auto"
        ref={(element) => {
          if (element && words === '') element.focus()
        }}
        value={words}
        onInput={(event) => setWords(event.currentTarget.value)}
      />
      <button type="submit" class="aw-button aw-button-primary" aria-disabled={busy}>
        {sanctionWords.sendAppeal}
      </button>
    </form>
  )
}
