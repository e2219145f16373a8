import type { QueueItem } from '../shapes.ts'
import { NoteForm } from './note-form.tsx'
import { ReasonForm } from './reason-form.tsx'
import type { DeskActs } from './use-desk-acts.ts'
import { WhenForm } from './when-form.tsx'

interface AskPartProps {
  acts: DeskActs
  items: readonly QueueItem[]
  onNoted: () => void
}

/** What has to be said before an act is done: when, why, or a note. */
export function AskPart({ acts, items, onNoted }: AskPartProps) {
  const { asking } = acts
  const [one] = items
  const cancel = () => acts.setAsking(null)
  if (!asking || !one) return null
  if (asking === 'when')
    return <WhenForm commenting={items.length === 1 ? one.commenting : null} onSend={acts.approve} onCancel={cancel} />
  if (asking === 'note')
    return (
      <NoteForm
        id={one.id}
        onCancel={cancel}
        onDone={() => {
          cancel()
          onNoted()
        }}
      />
    )
  return (
    <ReasonForm
      key={asking}
      refusal={asking}
      count={items.length}
      onSend={(reason) => acts.refuse(asking, reason)}
      onCancel={cancel}
    />
  )
}
