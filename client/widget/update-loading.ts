type UpdatesChunk = typeof import('./updates/update-list.tsx')

let loaded: UpdatesChunk | undefined

/** What shows updates, for threads that begin with some; it comes with `later` too. */
export async function loadUpdates() {
  loaded ??= await import('./updates/update-list.tsx')
}

/** The same, if it is here. */
export function updatesNow(): UpdatesChunk | undefined {
  return loaded
}
