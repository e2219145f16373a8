import { useState } from 'preact/hooks'
import { keep, kept } from '../storage.ts'
import type { Thread } from '../thread.ts'

/** A text being written in a case. It is kept in the browser until it is sent. */
export interface KeptText {
  text: string
  /** True until it is touched, when it comes from an earlier visit. */
  isRestored: boolean
  set(text: string): void
  /** It was sent, or given up. */
  done(): void
}

/** Texts for which the browser has no room or no leave. */
const inMemory = new Map<string, string>()

/** What one person writes in one case: people who share a browser have a text each. Read once, as the form appears. */
export function useKeptText(thread: Thread, caseId: string, kind: 'reply' | 'appeal'): KeptText {
  const owner = thread.session.person.value?.id ?? ''
  const name = `case:${thread.base}:${owner}:${caseId}:${kind}`
  const [text, show] = useState(() => inMemory.get(name) ?? kept<string>(name) ?? '')
  const [isRestored, setRestored] = useState(text !== '')
  const set = (next: string) => {
    if (keep(name, next.trim() ? next : null)) inMemory.delete(name)
    else inMemory.set(name, next)
    show(next)
    setRestored(false)
  }
  return { text, isRestored, set, done: () => set('') }
}
