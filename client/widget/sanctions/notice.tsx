import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { isProblem } from '../../api.ts'
import { serverNow } from '../../ui/clock.ts'
import sanctionCss from '../../ui/sanction.css?inline'
import { SanctionCard } from '../../ui/sanction-card.tsx'
import { sanctionWords } from '../../ui/sanction-words.ts'
import { clockTime } from '../../ui/times.ts'
import { ask } from '../session.ts'
import { dress } from '../styles.ts'
import { type OwnSanction, useThread } from '../thread.ts'

const LONGEST_TIMER_MS = 24 * 3_600_000

interface SanctionNoticeProps {
  /** Strictest first: the first is shown. */
  sanctions: readonly OwnSanction[]
  /** Takes them as they are after the reader did something. */
  onChange: (changed: readonly OwnSanction[]) => void
  /** When the first ends by itself. */
  onEnd: () => void
}

/** In the composer's place, or over it: what holds for the reader, why, until when, and what they can do about it. */
export function SanctionNotice({ sanctions, onChange, onEnd }: SanctionNoticeProps) {
  const thread = useThread()
  useMemo(() => dress(thread.root, sanctionCss), [thread.root])
  const [sanction] = sanctions
  const until = sanction?.lastsUntil
  useEffect(() => {
    if (!until) return
    const leftMs = Date.parse(until) - serverNow()
    const timer = setTimeout(onEnd, Math.min(leftMs + 50, LONGEST_TIMER_MS))
    return () => clearTimeout(timer)
  }, [until])
  return sanction ? <One key={sanction.id} sanction={sanction} all={sanctions} onChange={onChange} /> : null
}

interface OneProps {
  sanction: OwnSanction
  all: readonly OwnSanction[]
  onChange: (changed: readonly OwnSanction[]) => void
}

function One({ sanction, all, onChange }: OneProps) {
  const thread = useThread()
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const { id } = sanction
  const send = (asked: Promise<OwnSanction>) => {
    setBusy(true)
    setProblem('')
    asked
      .then(
        (answer) => {
          const list = all.map((one) => (one.id === answer.id ? answer : one)).filter((one) => one.isHolding)
          onChange(list)
        },
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
  const opener = useRef<HTMLButtonElement>(null)
  const wasOpen = useRef(false)
  const field = `appeal-${id}`
  useLayoutEffect(() => {
    if (!isOpen && wasOpen.current) opener.current?.focus()
    wasOpen.current = isOpen
  }, [isOpen])
  if (!isOpen)
    return (
      <>
        <p class="pause-more">{sanctionWords.mayAppeal}</p>
        <div class="pause-acts">
          <button type="button" class="aw-button" ref={opener} onClick={() => setOpen(true)}>
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
          if (element && !wasOpen.current) element.focus()
        }}
        value={words}
        onInput={(event) => setWords(event.currentTarget.value)}
      />
      <div class="pause-acts">
        <button type="submit" class="aw-button aw-button-primary" aria-disabled={busy}>
          {sanctionWords.sendAppeal}
        </button>
        <button type="button" class="aw-button" onClick={() => setOpen(false)}>
          {sanctionWords.cancel}
        </button>
      </div>
    </form>
  )
}
