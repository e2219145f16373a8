import type { OwnRules, Thread } from '../thread.ts'

/** What holds for the reader beside what holds for the thread; nothing where nothing ever did. */
export const own = new WeakMap<Thread, OwnRules>()
