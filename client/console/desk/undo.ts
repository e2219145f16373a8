import { signal } from '@preact/signals'
import { ask, failureOf } from '../ask.ts'
import { say } from '../session.ts'
import { desk } from '../strings-desk.ts'
import { portionsOf } from './portions.ts'
import { refreshCounts } from './queues.ts'

/** A little less than the server's ten seconds: what is offered is still possible when it arrives. */
const OFFERED_MS = 9_500

interface Done {
  words: string
  /** Comments concerned. */
  ids: readonly string[]
  /** The server's acts, one for each comment. */
  acts: readonly string[]
  /** When it was sent, by `performance.now()`: no act is older, however long the server took for all of them. */
  sentAt: number
  onUndone: (ids: readonly string[]) => void
}

/** What was done in the last ten seconds and can be undone, oldest first. */
export const undoable = signal<readonly Done[]>([])

function forget(done: Done): void {
  undoable.value = undoable.value.filter((one) => one !== done)
}

/** Offers the undoing of what was just done. Where the server did nothing there is nothing to undo. */
export function offerUndo(done: Done): void {
  const leftMs = done.sentAt + OFFERED_MS - performance.now()
  if (done.acts.length === 0 || leftMs <= 0) return
  undoable.value = [...undoable.value, done]
  setTimeout(() => forget(done), leftMs)
}

/** Undoes what was done last. */
export async function undoLast(): Promise<void> {
  const done = undoable.value.at(-1)
  if (!done) return
  forget(done)
  const { undone, trouble } = await send(done.acts)
  if (undone.length > 0) done.onUndone(done.ids.filter((_, i) => undone.includes(done.acts[i] ?? '')))
  if (trouble === undefined) say(desk.undone(undone.length))
  else say(undone.length > 0 ? desk.undoneSome(undone.length, done.acts.length, trouble) : desk.notDone(trouble))
  refreshCounts()
}

/** @returns what was undone, and why something was not. */
async function send(acts: readonly string[]): Promise<{ undone: string[]; trouble: string | undefined }> {
  const undone: string[] = []
  let trouble: string | undefined
  for (const ids of portionsOf(acts)) {
    try {
      const answer = await ask('POST /api/v1/decisions/undo', { body: { ids } })
      undone.push(...answer.undone)
      trouble ??= answer.refused[0]?.detail
    } catch (error) {
      trouble ??= failureOf(error).detail
    }
  }
  return { undone, trouble }
}
