/** Looks a word up by a key that came from the database; the key itself where there is none. */
export function wordFor(words: Readonly<Record<string, string>>, key: unknown): string {
  const text = String(key ?? '')
  return words[text] ?? text
}

/** `1 comment`, `12 comments`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

/** `No comments yet`, `1 comment`, `12 comments`. */
export function commentsWords(count: number): string {
  return count === 0 ? 'No comments yet' : counted(count, 'comment')
}

const MINUTE = 60_000

/** A length of time in words, to the minute: `1 hour 55 minutes`, `3 days 2 hours`. */
export function duration(ms: number): string {
  const minutes = Math.round(ms / MINUTE)
  if (minutes < 1) return 'less than a minute'
  const parts = [
    [Math.floor(minutes / 1440), 'day'],
    [Math.floor((minutes % 1440) / 60), 'hour'],
    [minutes % 60, 'minute'],
  ] as const
  const named = parts.filter(([count]) => count > 0).map(([count, unit]) => counted(count, unit))
  return named.slice(0, 2).join(' ')
}
