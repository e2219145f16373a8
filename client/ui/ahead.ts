/** What begins is told to readers so long beforehand. In a file of its own: the thread needs nothing else of modes at first. */
export const AHEAD_MS = 3_600_000
