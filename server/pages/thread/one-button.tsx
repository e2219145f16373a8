import type { ComponentChildren } from 'preact'
import type { Person } from './person.ts'

interface OneButtonProps {
  person: Person
  action: string
  /** Whether it takes back what was done. */
  undo?: boolean
  next?: string
  children: ComponentChildren
}

/** A form of one button, in a line with links. */
export function OneButton({ person, action, undo, next, children }: OneButtonProps) {
  return (
    <form class="one-button" method="post" action={action}>
      <input type="hidden" name="token" value={person.token} />
      {undo && <input type="hidden" name="undo" value="yes" />}
      {next && <input type="hidden" name="next" value={next} />}
      <button class="aw-quiet" type="submit" aria-pressed={undo}>
        {children}
      </button>
    </form>
  )
}
