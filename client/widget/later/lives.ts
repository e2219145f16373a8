import { type Live, openLive } from '../../live.ts'

const lives = new Map<string, Live>()

/** The live connection to a server: one for all threads of the page. */
export function liveOf(base: string): Live {
  const live = lives.get(base) ?? openLive(base)
  lives.set(base, live)
  return live
}
