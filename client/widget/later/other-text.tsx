import { useState } from 'preact/hooks'
import type { Draft, Drafts } from '../drafts.ts'
import { strings } from './strings.ts'

interface OtherTextProps {
  drafts: Drafts
  draft: Draft
  focus: () => void
}

/** What stands in a form once it can send: another text that is kept, and a field for programs alone. */
export function OtherText(props: OtherTextProps) {
  return (
    <>
      <Trap place={props.draft.place} />
      <Kept {...props} />
    </>
  )
}

/** Whoever fills this in is no person: it is neither seen nor read out nor reached by keys. */
function Trap({ place }: { place: string }) {
  return (
    <div class="aw-hidden" aria-hidden="true">
      <input type="text" name="website" data-of={place} tabIndex={-1} autocomplete="off" />
    </div>
  )
}

/** What was filled into the field for programs. */
export function trapped(root: ShadowRoot, place: string): string {
  return root.querySelector<HTMLInputElement>(`[data-of="${place}"]`)?.value ?? ''
}

/** Offers a text kept beside the one in the form; taking it keeps that one in turn. */
function Kept({ drafts, draft, focus }: OtherTextProps) {
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
