import { useMemo } from 'preact/hooks'
import { Dialog } from '../../ui/dialog.tsx'
import { useCells } from '../cells.ts'
import { renderNow } from '../still.ts'
import { useThread } from '../thread.ts'
import { FormHead } from './form-head.tsx'
import { Bar } from './limits.tsx'
import { Receipt } from './receipt.tsx'
import { type ReportModel, reportModel } from './report-model.ts'
import { ReportPost } from './report-post.tsx'
import { reportStrings } from './report-strings.ts'
import { ReportWords } from './report-words.tsx'
import { barOf, useOpening } from './standing.ts'
import { strings } from './strings.ts'

/** Reporting a post on another site: first the post, then what it gets wrong. */
export function ReportDialog() {
  const thread = useThread()
  const model = useMemo(() => reportModel(thread), [thread.session.person.value?.id])
  const isReady = useOpening(thread.session)
  useCells(model, model.fields, model.quoting)
  const close = () => {
    thread.reporting.value = false
    renderNow()
  }
  const receipt = model.receipt.value
  if (receipt)
    return (
      <Dialog class="flag" labelledBy="flag-heading" onClose={close}>
        <Receipt
          heading={reportStrings.sent}
          receipt={receipt}
          next={reportStrings.receipt(receipt.joined)}
          onClose={close}
        />
      </Dialog>
    )
  return (
    <Dialog class={model.step.value === 'words' ? 'flag flag-wide' : 'flag'} labelledBy="flag-heading" onClose={close}>
      <FormHead heading={reportStrings.heading} onClose={close} />
      {isReady ? <Content model={model} /> : <p class="flag-loading">{strings.moreLoading}</p>}
    </Dialog>
  )
}

function Content({ model }: { model: ReportModel }) {
  const thread = useThread()
  const bar = barOf(thread.session)
  const go = (step: ReportModel['step']['value']) => {
    model.step.value = step
    model.problem.value = null
    renderNow()
    thread.root.getElementById('flag-kind')?.focus()
  }
  // Said before anything is filled in; afterwards beside the button.
  if (bar && !model.fields.url.value && !model.fields.text.value) return <Bar bar={bar} />
  const [at, name] = model.step.value === 'post' ? [1, reportStrings.steps[0]] : [2, reportStrings.steps[1]]
  return (
    <>
      <div class="flag-chosen">
        <h3 id="flag-kind" tabIndex={-1}>
          {name}
        </h3>
        <span class="flag-step aw-figures">{reportStrings.step(at)}</span>
        {at === 1 && <p>{reportStrings.intro}</p>}
      </div>
      {at === 1 ? (
        <ReportPost model={model} onDone={() => go('words')} />
      ) : (
        <ReportWords model={model} onBack={() => go('post')} />
      )}
    </>
  )
}
