import type { Thread } from '../thread.ts'

type Case = typeof import('./index.tsx')

/** Shows a case to one of the people in it. What it needs is loaded by this. */
export function openCase(thread: Thread, caseId: string) {
  void withCase(thread, (chunk) => chunk.showCase(thread, caseId))
}

/** Shows the list of all cases that the reader is part of. */
export function openMyCases(thread: Thread) {
  void withCase(thread, (chunk) => chunk.showCase(thread, null))
}

async function withCase(thread: Thread, use: (chunk: Case) => void) {
  await import('./index.tsx').then(use, () => {
    thread.status.value = 'The case could not be loaded. Please try again.'
  })
}
