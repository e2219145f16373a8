import { bring } from '../go-to.ts'
import { renderNow } from '../still.ts'
import type { Thread } from '../thread.ts'
import { newestFirst } from './take-update.ts'

/** Opens an update and goes to it; one that waits is brought out first. */
export function openUpdate(thread: Thread, number: number) {
  const held = thread.held.value
  if (held.updates.some((update) => update.number === number)) {
    thread.updates.value = newestFirst(thread.updates.value, held.updates)
    thread.held.value = { ...held, updates: [] }
    renderNow()
  }
  openUpdateIn(thread.root, number)
}

/** Opens an update that is shown and goes to it, also if it is behind the line for earlier ones. */
export function openUpdateIn(root: ShadowRoot, number: number) {
  const find = () => root.getElementById(`update-${number}`)
  if (!find()) {
    root.querySelector<HTMLButtonElement>('.updates-more')?.click()
    renderNow()
  }
  const update = find()
  if (!(update instanceof HTMLDetailsElement)) return
  update.open = true
  renderNow()
  bring(update)
}
