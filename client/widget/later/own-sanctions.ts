import type { OwnSanction, Thread } from '../thread.ts'

/** Takes what holds for the reader; what shows it is loaded only for those whom it concerns. */
export async function takeOwn(thread: Thread, list: readonly OwnSanction[]) {
  if (list.length === 0 && !thread.chunks.modes()?.own.has(thread)) return
  const [modes, { rulesOf }] = await Promise.all([thread.chunks.loadModes(), import('../sanctions/index.ts')])
  modes.takeOwn(thread, rulesOf(thread, list))
}
