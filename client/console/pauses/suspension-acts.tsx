import { useState } from 'preact/hooks'
import { onceDrawn } from '../../ui/once-drawn.ts'
import { isOfSite } from '../session.ts'
import type { Suspension } from '../shapes.ts'
import { ending, extending } from '../strings-acts.ts'
import { pause } from '../strings-pauses.ts'
import { EndForm } from './end-form.tsx'
import { ExtendForm, ExtendTrouble, laterBy, useExtending } from './extend-form.tsx'
import type { Known } from './suspension-state.ts'
import { isShut, stateAt, whereOf } from './suspension-state.ts'

export type OpenAct = 'extend' | 'end' | null

interface ActButtonsProps {
  suspension: Known
  now: number
  onOpen: (act: OpenAct) => void
  onDone: () => void
}

const HALF_HOUR = 30 * 60_000

function endLabel(suspension: Suspension, isPlanned: boolean): string {
  if (isPlanned) return suspension.madeBy === 'schedule' ? ending.skip : ending.cancel
  return isShut(suspension) ? ending.reopen : ending.end
}

/** What a moderator can do about a suspension: half an hour more at one press, another time, or its end. */
export function ActButtons({ suspension, now, onOpen, onDone }: ActButtonsProps) {
  const quick = useExtending(suspension, onDone)
  const where = whereOf(suspension)
  if (suspension.scope === 'site' && !isOfSite.value) return <p class="co-hint">{pause.onlyWhole}</p>
  // A schedule sets the times of what it begins.
  const mayExtend = suspension.madeBy !== 'schedule'
  const named = (label: string) => (
    <>
      {label}
      <span class="aw-hidden"> ({where})</span>
    </>
  )
  return (
    <>
      <div class="co-actions co-act-buttons">
        {mayExtend && suspension.endsAt && (
          <button
            type="button"
            class="aw-button"
            disabled={quick.busy}
            onClick={() => quick.send('endsAt', laterBy(suspension, HALF_HOUR))}
          >
            {named(extending.quick)}
          </button>
        )}
        {mayExtend && (
          <button type="button" class="aw-button" data-act="extend" onClick={() => onOpen('extend')}>
            {named(suspension.endsAt ? extending.extend : extending.extendReview)}
          </button>
        )}
        <button type="button" class="aw-button" data-act="end" onClick={() => onOpen('end')}>
          {named(endLabel(suspension, stateAt(suspension, now) === 'planned'))}
        </button>
      </div>
      <ExtendTrouble failure={quick.failure} />
    </>
  )
}

interface ActFormProps {
  open: Exclude<OpenAct, null>
  suspension: Known
  /** Other suspensions that reach the same place. */
  others: Known[]
  onDone: () => void
  onCancel: () => void
}

/** The form behind one of the buttons. */
export function ActForm({ open, suspension, others, onDone, onCancel }: ActFormProps) {
  if (open === 'extend') return <ExtendForm suspension={suspension} onDone={onDone} onCancel={onCancel} />
  return <EndForm suspension={suspension} others={others} onDone={onDone} onCancel={onCancel} />
}

/**
 * Which form is open. When it closes, the focus goes back to its button, or to what the suspension is headed by.
 *
 * @param place the element around both.
 */
export function useActs(place: { current: HTMLElement | null }, onDone: () => void) {
  const [open, setOpen] = useState<OpenAct>(null)
  const focus = (selector: string) => onceDrawn(() => place.current?.querySelector<HTMLElement>(selector)?.focus())
  return {
    open,
    onOpen: setOpen,
    onCancel() {
      setOpen(null)
      focus(`[data-act=${open}]`)
    },
    onDone() {
      setOpen(null)
      focus('[tabindex="-1"]')
      onDone()
    },
  }
}
