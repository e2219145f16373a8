import { useLayoutEffect, useRef } from 'preact/hooks'
import { useSlowClock } from '../../ui/when.tsx'
import type { Commenting } from '../shapes.ts'
import { standOf } from '../stories/story-state.tsx'
import { desk } from '../strings-desk.ts'

interface WhenFormProps {
  /** How commenting stands there; null for several comments. */
  commenting: Commenting | null
  onSend: (release: 'now' | 'at_reopening') => void
  onCancel: () => void
}

/** Where commenting is not open it has to be said when an approved comment appears. */
export function WhenForm({ commenting, onSend, onCancel }: WhenFormProps) {
  const legend = useRef<HTMLLegendElement>(null)
  const now = useSlowClock()
  const stand = commenting && standOf(commenting, now)
  // A branch can be shut while the story is open.
  const isShut = stand && ['paused', 'closed', 'overdue'].includes(stand.kind)
  const state = isShut ? stand.words.charAt(0).toLowerCase() + stand.words.slice(1) : desk.branchShut
  // Neither button: the choice is to be made, not confirmed.
  useLayoutEffect(() => legend.current?.focus(), [])
  return (
    <fieldset
      class="co-confirm"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onCancel()
      }}
    >
      <legend ref={legend} tabIndex={-1}>
        {commenting ? desk.whenTitle(state) : desk.whenSeveral}
      </legend>
      <div class="co-actions">
        <button type="button" class="aw-button" onClick={() => onSend('now')}>
          {desk.now}
        </button>
        <button type="button" class="aw-button" onClick={() => onSend('at_reopening')}>
          {desk.atReopening}
        </button>
        <button type="button" class="aw-quiet" onClick={onCancel}>
          {desk.notYet}
        </button>
      </div>
    </fieldset>
  )
}
