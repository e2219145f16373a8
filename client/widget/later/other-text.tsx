import { useState } from 'preact/hooks'
import type { Draft, Drafts } from '../drafts.ts'
import { strings } from './strings.ts'

/** Offers a text kept beside the one in the form; taking it keeps that one in turn. */
export function OtherText({ drafts, draft, focus }: { drafts: Drafts; draft: Draft; focus: () => void }) {
  const [turned, setTurned] = useState(false)
  const { place, text, others } = draft
  const [next, ...rest] = others.value
  if (next === undefined || draft.sending.value) return null
  const show = () => {
    drafts.put(place, { body: next, others: text.value.trim() ? [...rest, text.value] : rest })
    draft.restored.value = true
    draft.problem.value = null
    setTurned(true)
    focus()
  }
  return (
    <p class="other-draft">
      {turned ? strings.anotherKept : strings.earlierKept} ·{' '}
      <button type="button" class="aw-link" onClick={show}>
        {strings.showIt}
      </button>
    </p>
  )
}
