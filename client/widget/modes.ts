import type { Modes } from './thread.ts'

let loading: Promise<Modes> | undefined
let loaded: Modes | undefined

/**
 * All that is shown and said where commenting is not plainly open, and what is done about texts that wait for it.
 * Loaded before such a thread is painted, so that nothing jumps; plainly open threads do without.
 */
export function loadModes(): Promise<Modes> {
  loading ??= import('./modes/index.ts').then(
    (chunk) => {
      loaded = chunk
      return chunk
    },
    (error: unknown) => {
      loading = undefined
      throw error
    },
  )
  return loading
}

/** The same, if it is here. */
export function modesNow(): Modes | undefined {
  return loaded
}
