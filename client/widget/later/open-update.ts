import { bring } from '../go-to.ts'
import { renderNow } from '../still.ts'
import type { Thread } from '../thread.ts'
import { newestFirst } from './arrivals.ts'

/** Opens an update and goes to it; one that waits, or is behind the line for earlier ones, is brought out first. */
export function openUpdate(thread: Thread, number: number) {
  const held = thread.held.value
  if (held.updates.some((update) => update.number === number)) {
    thread.updates.value = newestFirst(thread.updates.value, held.updates)
    thread.held.value = { ...held, updates: [] }
    renderNow()
  }
  const find = () => thread.root.getElementById(`update-${number}`)
  if (!find()) {
    thread.root.querySelector<HTMLButtonElement>('.updates-more')?.click()
    renderNow()
  }
  const update = find()
  if (!(update instanceof HTMLDetailsElement)) return
  update.open = true
  renderNow()
  bring(update)
}
