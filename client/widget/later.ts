/** What is not needed to show the thread: live events, sending, editing. Loaded after the first paint. */
export function later() {
  return import('./later/index.ts')
}
