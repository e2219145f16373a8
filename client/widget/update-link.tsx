import type { ComponentChildren } from 'preact'
import { withLater } from './later.ts'
import { useThread } from './thread.ts'

/** Leads to an update, and opens it. */
export function UpdateLink({ number, children }: { number: number; children: ComponentChildren }) {
  const thread = useThread()
  return (
    <a
      class="aw-quiet"
      href={`#update-${number}`}
      onClick={(event) => {
        event.preventDefault()
        withLater((chunk) => chunk.openUpdate(thread, number))
      }}
    >
      {children}
    </a>
  )
}
