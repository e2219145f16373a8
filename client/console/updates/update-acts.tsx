import { useRef, useState } from 'preact/hooks'
import { onceDrawn } from '../../ui/once-drawn.ts'
import type { Update } from '../shapes.ts'
import { acting } from '../strings-updates.ts'
import { CancelForm, NowForm, TimeForm } from './scheduled-forms.tsx'
import { UpdateEditor } from './update-editor.tsx'
import { UpdateRevisions } from './update-revisions.tsx'
import { nextNumber } from './use-updates.ts'
import { WithdrawForm } from './withdraw-form.tsx'

const acts = ['edit', 'now', 'time', 'cancel', 'revisions', 'withdraw'] as const
type Act = (typeof acts)[number]

function possible({ state, revision }: Update): Act[] {
  if (state === 'scheduled') return ['edit', 'now', 'time', 'cancel']
  if (state === 'withdrawn') return ['revisions']
  return revision > 1 ? ['edit', 'revisions', 'withdraw'] : ['edit', 'withdraw']
}

interface UpdateActsProps {
  update: Update
  all: Update[]
  /** What it is called on screen. */
  name: string
  onStale: () => void
}

/** What can be done about an update: one thing at a time, opened below it. */
export function UpdateActs({ update, all, name, onStale }: UpdateActsProps) {
  const [open, setOpen] = useState<Act | null>(null)
  const choices = possible(update)
  // What somebody typed stays, also where it has become too late for it.
  const shown = open && (open === 'edit' || choices.includes(open)) ? open : null
  const bar = useRef<HTMLDivElement>(null)
  const close = () => {
    const from = open
    setOpen(null)
    // What was done may have taken the button away.
    onceDrawn(() => {
      const opener = bar.current?.querySelector<HTMLElement>(`[data-act="${from}"]`)
      ;(opener ?? bar.current?.closest('li'))?.focus()
    })
  }
  const done = () => {
    close()
    onStale()
  }
  const form = { update, onDone: done, onCancel: close }
  return (
    <>
      <div ref={bar} class="co-actions co-update-acts">
        {choices.map((act) => (
          <button
            key={act}
            type="button"
            class="aw-quiet"
            data-act={act}
            aria-expanded={shown === act}
            aria-label={acting.of(acting[act], name)}
            onClick={() => (shown === act ? close() : setOpen(act))}
          >
            {acting[act]}
          </button>
        ))}
      </div>
      {shown === 'edit' && <UpdateEditor {...form} name={name} onStale={onStale} />}
      {shown === 'now' && <NowForm {...form} number={nextNumber(all)} onStale={onStale} />}
      {shown === 'time' && <TimeForm {...form} onStale={onStale} />}
      {shown === 'cancel' && <CancelForm {...form} onStale={onStale} />}
      {shown === 'revisions' && <UpdateRevisions update={update} name={name} />}
      {shown === 'withdraw' && update.number !== null && (
        <WithdrawForm {...form} number={update.number} onStale={onStale} />
      )}
    </>
  )
}
