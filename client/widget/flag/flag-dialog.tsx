import { useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import { Dialog } from '../../ui/dialog.tsx'
import quotes from '../../ui/quotes.css?inline'
import { useCells } from '../cells.ts'
import { SignInLine } from '../sign-in-line.tsx'
import { renderNow } from '../still.ts'
import { dress } from '../styles.ts'
import { type Thread, toggle, useThread } from '../thread.ts'
import css from './flag.css?inline'
import { FlagForm } from './flag-form.tsx'
import { type FlagModel, flagModel } from './flag-model.ts'
import { strings } from './strings.ts'

/** Flagging a comment: what they wrote beside what it says. */
export function FlagDialog({ root }: { root: ShadowRoot }) {
  const thread = useThread()
  useMemo(() => dress(root, quotes + css), [root])
  const flagging = thread.flagging.value
  const model = useMemo(
    () => flagging && flagModel(thread, flagging.comment, flagging.selected),
    [flagging?.comment.id],
  )
  useCells(model ?? {})
  if (!model) return null
  const close = () => {
    thread.flagging.value = null
    renderNow()
    // The button that opened it is gone once the flag is sent.
    if (!root.activeElement) root.getElementById(`comment-${model.comment.id}`)?.focus({ preventScroll: true })
  }
  const receipt = model.receipt.value
  return (
    <Dialog class="flag" labelledBy="flag-heading" onClose={close}>
      {receipt ? (
        <Receipt model={model} onClose={close} />
      ) : (
        <>
          <header class="flag-head">
            <h2 id="flag-heading">{strings.flagHeading(model.comment.author?.name ?? '')}</h2>
            <button type="button" class="aw-quiet" onClick={close}>
              {strings.close}
            </button>
          </header>
          <Reasons model={model} />
          {model.reason.value === 'disagree' ? (
            <Disagree thread={thread} model={model} />
          ) : (
            <>
              <SignInLine session={thread.session} invite={strings.flagSignIn} />
              <FlagForm model={model} />
            </>
          )}
        </>
      )}
    </Dialog>
  )
}

function Reasons({ model }: { model: FlagModel }) {
  const choices = [
    ['misrepresents', strings.misrepresents],
    ['disagree', strings.disagree],
  ] as const
  return (
    <fieldset class="flag-reasons">
      <legend class="aw-hidden">{strings.flagWhy}</legend>
      {choices.map(([value, words]) => (
        <label key={value}>
          <input
            type="radio"
            name="reason"
            checked={model.reason.value === value}
            onChange={() => {
              model.reason.value = value
            }}
          />
          {words}
        </label>
      ))}
    </fieldset>
  )
}

/** Disagreement is not a flag; this says what to do instead. */
function Disagree({ thread, model }: { thread: Thread; model: FlagModel }) {
  const { id } = model.comment
  const reply = () => {
    thread.flagging.value = null
    renderNow()
    thread.focusNext = `reply:${id}`
    toggle(thread.replying, id, true)
    renderNow()
    thread.root.getElementById(`write-reply:${id}`)?.focus()
  }
  return (
    <div class="flag-disagree">
      <p>{strings.disagreeWords}</p>
      {thread.chunks.modes()?.allows(thread, `reply:${id}`) !== false && (
        <button type="button" class="aw-button aw-button-primary" onClick={reply}>
          {strings.replyInstead}
        </button>
      )}
    </div>
  )
}

function Receipt({ model, onClose }: { model: FlagModel; onClose: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => heading.current?.focus(), [])
  const receipt = model.receipt.value
  return (
    <div class="flag-receipt">
      <h2 id="flag-heading" ref={heading} tabIndex={-1}>
        {strings.flagSent}
      </h2>
      <p>
        {strings.reference} <strong class="aw-figures">{receipt?.reference}</strong>
      </p>
      <p>{receipt?.joined ? strings.flagJoined : strings.flagNext}</p>
      <button type="button" class="aw-button aw-button-primary" onClick={onClose}>
        {strings.close}
      </button>
    </div>
  )
}
