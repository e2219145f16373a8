import type { ComponentChildren } from 'preact'
import { href, OPEN_CASES } from '../router.ts'
import type { QueuedComment, QueueItem } from '../shapes.ts'
import { desk } from '../strings-desk.ts'
import { isWaiting } from './standing.ts'
import type { Asking } from './use-desk-acts.ts'

interface ActProps {
  shortcut: string
  label: ComponentChildren
  isFirst?: boolean
  onClick: () => void
}

function Act({ shortcut, label, isFirst, onClick }: ActProps) {
  return (
    <button
      type="button"
      class={isFirst ? 'aw-button aw-button-primary' : 'aw-button'}
      aria-keyshortcuts={shortcut}
      onClick={onClick}
    >
      {label}
      <span class="co-by-key" aria-hidden="true">
        <kbd>{shortcut}</kbd>
      </span>
    </button>
  )
}

interface ActsProps {
  item: QueueItem
  glance: QueuedComment | undefined
  onApprove: () => void
  onAsk: (what: Asking) => void
  onPin: () => void
}

/** What can be done with a comment as it stands, each with its key. */
export function Acts({ item, glance, onApprove, onAsk, onPin }: ActsProps) {
  const note = <Act shortcut="n" label={desk.note} onClick={() => onAsk('note')} />
  if (item.isOwn)
    return (
      <div class="co-actions co-acts">
        <p class="co-hint">{desk.own}</p>
        {note}
      </div>
    )
  if (item.state === 'visible')
    return (
      <div class="co-actions co-acts">
        <Act shortcut="p" label={glance?.isPinned ? desk.unpin : desk.pin} onClick={onPin} />
        {glance?.openCase ? (
          <a class="aw-button" href={href.case(glance.openCase.id, OPEN_CASES)}>
            {desk.openCase(glance.openCase.reference)}
          </a>
        ) : (
          <>
            <Act shortcut="c" label={desk.collapse} onClick={() => onAsk('collapse')} />
            <Act shortcut="r" label={desk.remove} onClick={() => onAsk('remove')} />
          </>
        )}
        {note}
      </div>
    )
  return (
    <div class="co-actions co-acts">
      {isWaiting(item) && (
        <>
          <Act shortcut="a" label={item.state === 'approved' ? desk.now : desk.approve} isFirst onClick={onApprove} />
          <Act shortcut="r" label={desk.reject} onClick={() => onAsk('reject')} />
          <Act shortcut="s" label={desk.sendBack} onClick={() => onAsk('send_back')} />
        </>
      )}
      {note}
    </div>
  )
}
