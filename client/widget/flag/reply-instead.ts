import { renderNow } from '../still.ts'
import { type Thread, toggle } from '../thread.ts'

/** Leads from the dialog to a reply; undefined where none can be written. */
export function replyInstead(thread: Thread, id: string): (() => void) | undefined {
  if (thread.chunks.modes()?.allows(thread, `reply:${id}`) === false) return undefined
  return () => {
    thread.flagging.value = null
    renderNow()
    thread.focusNext = `reply:${id}`
    toggle(thread.replying, id, true)
    renderNow()
    thread.root.getElementById(`write-reply:${id}`)?.focus()
  }
}
