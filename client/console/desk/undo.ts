import { signal } from '@preact/signals'
import { ask, failureOf } from '../ask.ts'
import { say } from '../session.ts'
import { desk } from '../strings-desk.ts'
import { refreshCounts } from './queues.ts'

/** A little less than the server's ten seconds: what is offered is still possible when it arrives. */
const OFFERED_MS = 9_500

interface Done {
  words: string
  /** Comments concerned. */
  ids: readonly string[]
  /** The server's acts, once it has answered. */
  acts: Promise<readonly string[]>
  onUndone: (ids: readonly string[]) => void
}

/** What was done in the last ten seconds and can be undone, oldest first. */
export const undoable = signal<readonly Done[]>([])

function forget(done: Done): void {
  undoable.value = undoable.value.filter((one) => one !== done)
}

/** Offers the undoing of what was just done. Where the server did nothing there is nothing to undo. */
export function offerUndo(done: Done): void {
  undoable.value = [...undoable.value, done]
  done.acts.then(
    (acts) => (acts.length === 0 ? forget(done) : setTimeout(() => forget(done), OFFERED_MS)),
    () => forget(done),
  )
}

/** Undoes what was done last. */
export async function undoLast(): Promise<void> {
  const done = undoable.value.at(-1)
  if (!done) return
  forget(done)
  try {
    const acts = await done.acts
    if (acts.length === 0) return
    const { undone, refused } = await ask('POST /api/v1/decisions/undo', { body: { ids: [...acts] } })
    const [first] = refused
    if (undone.length > 0) {
      const at = undone.map((act) => done.ids[acts.indexOf(act)])
      done.onUndone(at.filter((id) => id !== undefined))
    }
    say(first ? desk.notDone(first.detail) : desk.undone(undone.length))
  } catch (error) {
    say(desk.notDone(failureOf(error).detail))
  }
  refreshCounts()
}
