import type { Thread } from './thread.ts'

type Open = (thread: Thread) => void

let open: Open = () => undefined

/** Says what opens the form for a report on a post elsewhere. */
export function onReportOutside(opens: Open) {
  open = opens
}

/** Opens the form in which a reader reports a post on another site that misrepresents the story. */
export function openOutsideReport(thread: Thread) {
  open(thread)
}
