type Later = typeof import('./later/index.ts')

let loading: Promise<Later> | undefined
let loaded: Later | undefined

/** What most threads do not need to be shown: live events, sending, notes. Loaded after the first paint. */
export function later(): Promise<Later> {
  loading ??= import('./later/index.ts').then(
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
export function laterNow(): Later | undefined {
  return loaded
}

/** Does something with it; nothing, where it cannot be loaded. */
export function withLater(use: (chunk: Later) => unknown) {
  later().then(use, () => undefined)
}
