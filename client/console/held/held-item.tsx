import { useEffect, useRef, useState } from 'preact/hooks'
import { useSlowClock, When } from '../../ui/when.tsx'
import { ruleNames } from '../../ui/words.ts'
import { beginning, plainText } from '../parts/plain-text.ts'
import { Prose } from '../parts/prose.tsx'
import { sendOnCtrlEnter } from '../parts/send-keys.ts'
import { TextField, textTrouble } from '../parts/text-field.tsx'
import { href } from '../router.ts'
import type { HeldDecision, QueueItem, RuleCode } from '../shapes.ts'
import { StoryState, standOf } from '../stories/story-state.tsx'
import { common } from '../strings.ts'
import { queue } from '../strings-queue.ts'
import type { HeldRow } from './use-held.ts'
import { WhyHeld } from './why-held.tsx'

const REASON = { min: 5, max: 500 }

export type Asking = 'when' | 'reject' | null

interface HeldItemProps {
  row: HeldRow
  asking: Asking
  onAsk: (asking: Asking) => void
  onDecide: (decision: HeldDecision) => void
}

/** Whether it must be said when an approved comment appears. */
export function isShutFor({ commenting }: QueueItem): boolean {
  return commenting.mode === 'paused' || commenting.mode === 'closed'
}

function AskWhen({ item, onDecide, onAsk }: Omit<HeldItemProps, 'row' | 'asking'> & { item: QueueItem }) {
  const legend = useRef<HTMLLegendElement>(null)
  const { kind, words } = standOf(item.commenting, useSlowClock())
  // A branch can be shut while the story is open.
  const state = kind === 'paused' || kind === 'closed' || kind === 'overdue' ? words : queue.branchShut
  // Neither button: the choice is to be made, not confirmed.
  useEffect(() => legend.current?.focus(), [])
  const approve = (release: 'now' | 'at_reopening') =>
    onDecide({ decision: 'approve', revision: item.revision, release })
  return (
    <fieldset class="co-confirm co-act" onKeyDown={(event) => event.key === 'Escape' && onAsk(null)}>
      <legend ref={legend} tabIndex={-1}>
        {queue.whenTitle(state.charAt(0).toLowerCase() + state.slice(1))}
      </legend>
      <div class="co-actions">
        <button type="button" class="aw-button" onClick={() => approve('now')}>
          {queue.now}
        </button>
        <button type="button" class="aw-button" onClick={() => approve('at_reopening')}>
          {queue.atReopening}
        </button>
        <button type="button" class="aw-quiet" onClick={() => onAsk(null)}>
          {queue.cancel}
        </button>
      </div>
    </fieldset>
  )
}

function RejectForm({ item, onDecide, onAsk }: Omit<HeldItemProps, 'row' | 'asking'> & { item: QueueItem }) {
  const [reason, setReason] = useState('')
  const [rule, setRule] = useState<RuleCode | ''>('')
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector('select')?.focus(), [])
  const trouble = textTrouble(reason, REASON.min, REASON.max)
  const decide = (decision: 'reject' | 'send_back') => {
    setTried(true)
    if (rule === '') return form.current?.querySelector('select')?.focus()
    if (trouble) return form.current?.querySelector('textarea')?.focus()
    onDecide({ decision, revision: item.revision, rule, reason: reason.trim() })
  }
  return (
    <form
      ref={form}
      class="co-form co-act co-reject"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        decide('send_back')
      }}
      onKeyDown={(event) => {
        sendOnCtrlEnter(event)
        if (event.key === 'Escape') onAsk(null)
      }}
    >
      <p class="co-field">
        <label for={`rule-${item.id}`}>{queue.rule}</label>
        <select
          id={`rule-${item.id}`}
          class="aw-field"
          value={rule}
          aria-invalid={tried && rule === '' ? true : undefined}
          onChange={(event) => setRule(event.currentTarget.value as RuleCode | '')}
        >
          <option value="">{queue.choose}</option>
          {(Object.keys(ruleNames) as RuleCode[]).map((code) => (
            <option key={code} value={code}>
              {ruleNames[code]}
            </option>
          ))}
        </select>
        {tried && rule === '' && <span class="co-error">{queue.ruleMissing}</span>}
      </p>
      <TextField
        id={`reject-${item.id}`}
        label={queue.reason}
        value={reason}
        {...REASON}
        rows={2}
        error={tried ? trouble : null}
        onText={setReason}
      />
      <p class="co-usual">
        <span class="co-hint">{queue.usual}:</span>
        {queue.usualReasons.map(([name, code, words]) => (
          <button
            key={name}
            type="button"
            class="aw-link"
            onClick={() => {
              setRule(code)
              setReason(words)
            }}
          >
            {name}
          </button>
        ))}
      </p>
      <p class="co-hint">{queue.rejectHint}</p>
      <div class="co-actions">
        <button type="submit" class="aw-button aw-button-primary">
          {queue.sendBack}
        </button>
        <button type="button" class="aw-button" onClick={() => decide('reject')}>
          {queue.confirmReject}
        </button>
        <button type="button" class="aw-quiet" onClick={() => onAsk(null)}>
          {common.cancel}
        </button>
      </div>
    </form>
  )
}

function Head({ item }: { item: QueueItem }) {
  return (
    <header class="co-held-head">
      <h2 class="co-held-author">
        {item.authorId ? (
          <a class="aw-link" href={href.person(item.authorId, { comment: item.id })}>
            {item.author}
          </a>
        ) : (
          item.author
        )}
      </h2>
      <When at={item.createdAt} />
      <a class="aw-link" href={href.story(item.storyId)}>
        {item.storyTitle}
      </a>
      <StoryState commenting={item.commenting} />
    </header>
  )
}

function Acts({ item, onAsk, onDecide }: Omit<HeldItemProps, 'row' | 'asking'> & { item: QueueItem }) {
  const approve = () => {
    if (isShutFor(item)) onAsk('when')
    else onDecide({ decision: 'approve', revision: item.revision })
  }
  const now = () => onDecide({ decision: 'approve', revision: item.revision, release: 'now' })
  const isApproved = item.state === 'approved'
  return (
    <div class="co-actions co-held-acts">
      <button
        type="button"
        class="aw-button"
        data-act="when"
        aria-keyshortcuts="a"
        onClick={isApproved ? now : approve}
      >
        {isApproved ? queue.now : queue.approve}
        <span class="co-by-key" aria-hidden="true">
          <kbd>a</kbd>
        </span>
      </button>
      <button type="button" class="aw-button" data-act="reject" aria-keyshortcuts="r" onClick={() => onAsk('reject')}>
        {queue.reject}
        <span class="co-by-key" aria-hidden="true">
          <kbd>r</kbd>
        </span>
      </button>
    </div>
  )
}

/** One comment that waits: who, where, what it answers, its words, and the decision. */
export function HeldItem({ row, asking, onAsk, onDecide }: HeldItemProps) {
  const { item, outcome, trouble } = row
  return (
    <li>
      <article
        class={outcome ? 'co-held co-held-done' : 'co-held'}
        data-row={item.id}
        tabIndex={-1}
        aria-label={queue.by(item.author)}
      >
        <Head item={item} />
        {item.parent && (
          <blockquote class="co-held-parent">
            <b>{queue.answers(item.parent.author)}</b> {beginning(plainText(item.parent.html), 180)}
          </blockquote>
        )}
        <Prose html={item.html} />
        <WhyHeld screenings={item.screenings} />
        {trouble && (
          <p class="co-warning" role="alert">
            {trouble}
          </p>
        )}
        {outcome && <p class="co-held-outcome">{queue.outcome[outcome]}</p>}
        {!outcome && !asking && <Acts item={item} onAsk={onAsk} onDecide={onDecide} />}
        {!outcome && asking === 'when' && <AskWhen item={item} onAsk={onAsk} onDecide={onDecide} />}
        {!outcome && asking === 'reject' && <RejectForm item={item} onAsk={onAsk} onDecide={onDecide} />}
      </article>
    </li>
  )
}
