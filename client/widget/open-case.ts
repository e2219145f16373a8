import type { Thread } from './thread.ts'

/** How a case is opened for somebody who is part of it; whoever has the code for that sets `open`. */
export const caseOpener: { open?: (thread: Thread, caseId: string) => void } = {}

/** Opens a case for somebody who is part of it. Answers false where nothing can open it. */
export function openCase(thread: Thread, caseId: string): boolean {
  caseOpener.open?.(thread, caseId)
  return caseOpener.open !== undefined
}
