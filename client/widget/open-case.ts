import type { Thread } from './thread.ts'

type OpenCase = (thread: Thread, caseId: string) => void

let opener: OpenCase | undefined

/** Says how a case is opened for somebody who is part of it. */
export function setCaseOpener(open: OpenCase) {
  opener = open
}

/** Opens a case for somebody who is part of it. Answers false where nothing can open it. */
export function openCase(thread: Thread, caseId: string): boolean {
  opener?.(thread, caseId)
  return opener !== undefined
}
