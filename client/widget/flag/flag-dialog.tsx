import { useMemo } from 'preact/hooks'
import { Dialog } from '../../ui/dialog.tsx'
import { useCells } from '../cells.ts'
import { renderNow } from '../still.ts'
import { type Thread, useThread } from '../thread.ts'
import { FlagForm } from './flag-form.tsx'
import { type FlagModel, flagModel } from './flag-model.ts'
import { FormHead } from './form-head.tsx'
import { Bar } from './limits.tsx'
import { Receipt } from './receipt.tsx'
import { replyInstead } from './reply-instead.ts'
import { barOf, useOpening } from './standing.ts'
import { strings } from './strings.ts'
import { WhatIsWrong } from './what-is-wrong.tsx'

/** Flagging a comment: first what is wrong with it, then the form for that. */
export function FlagDialog({ flagging }: { flagging: NonNullable<Thread['flagging']['value']> }) {
  const thread = useThread()
  const { comment, selected } = flagging
  const model = useMemo(() => flagModel(thread, comment, selected), [thread.session.person.value?.id])
  const isReady = useOpening(thread.session)
  useCells(model, model.quoting)
  const close = () => {
    thread.flagging.value = null
    renderNow()
    // The button that opened it is gone once the flag is sent.
    if (!thread.root.activeElement) thread.root.getElementById(`comment-${comment.id}`)?.focus({ preventScroll: true })
  }
  const kind = model.kind.value
  const receipt = model.receipt.value
  const isWide = kind === 'misrepresentation' && !receipt
  if (receipt)
    return (
      <Dialog class="flag" labelledBy="flag-heading" onClose={close}>
        <Receipt
          heading={strings.flagSent}
          receipt={receipt}
          next={strings.nextFor(kind, receipt.joined)}
          onClose={close}
        />
      </Dialog>
    )
  return (
    <Dialog class={isWide ? 'flag flag-wide' : 'flag'} labelledBy="flag-heading" onClose={close}>
      <FormHead heading={strings.flagHeading(comment.author?.name ?? '')} onClose={close} />
      {isReady ? <Content model={model} /> : <p class="flag-loading">{strings.moreLoading}</p>}
    </Dialog>
  )
}

function Content({ model }: { model: FlagModel }) {
  const thread = useThread()
  if (model.kind.value) return <FlagForm model={model} />
  const bar = barOf(thread.session)
  // Said before anything is filled in.
  if (bar)
    return (
      <>
        <Bar bar={bar} onReply={replyInstead(thread, model.comment.id)} />
        <p class="flag-still">
          {strings.illegalStill}{' '}
          <button
            type="button"
            class="aw-link"
            onClick={() => {
              model.kind.value = 'illegal'
            }}
          >
            {strings.sendNotice}
          </button>
        </p>
      </>
    )
  return <WhatIsWrong model={model} />
}
