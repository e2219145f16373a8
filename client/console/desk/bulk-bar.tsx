import type { ComponentChildren } from 'preact'
import { desk } from '../strings-desk.ts'
import type { DeskActs } from './use-desk-acts.ts'

interface BulkBarProps {
  count: number
  acts: DeskActs
  onNone: () => void
  /** What is being asked about those selected. */
  children: ComponentChildren
}

/** What can be done with all that are selected. */
export function BulkBar({ count, acts, onNone, children }: BulkBarProps) {
  return (
    <section class="co-bulk" aria-label={desk.selected(count)}>
      <div class="co-bulk-head">
        <p role="status">
          <b>{desk.selected(count)}</b>
        </p>
        {!children && (
          <button type="button" class="aw-quiet" onClick={onNone}>
            {desk.selectNone}
          </button>
        )}
      </div>
      {children || (
        <div class="co-actions">
          <button type="button" class="aw-button aw-button-primary" onClick={() => acts.approve()}>
            {desk.approve}
          </button>
          <button type="button" class="aw-button" onClick={() => acts.begin('reject')}>
            {desk.reject}
          </button>
          <button type="button" class="aw-button" onClick={() => acts.begin('send_back')}>
            {desk.sendBack}
          </button>
        </div>
      )}
    </section>
  )
}
