import type { Thread } from '../thread.ts'

/** Opens the form for a post on another site that misrepresents this story. What was begun there before is in it. */
export function openOutsideReport(thread: Thread) {
  thread.flagging.value = null
  thread.reporting.value = true
}
