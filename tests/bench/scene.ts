/** Comments of the thread that is read. */
export const COMMENTS = 1000
/** Comments that wait for a moderator while a page of them is read. */
export const PENDING = 10_000
/** People who write, each with a session. */
export const READERS = 64
/** Phrases of the list that comments are screened by. */
export const PHRASES = 2000
/** Connections that read or post at the same time. */
export const CONCURRENCY = 16
/** Sockets that follow the story. */
export const SOCKETS = 1000
/** Interleaved rounds of a figure, and how long each lasts. */
export const ROUNDS = 5
export const ROUND_MS = 2_000
/** Deliveries timed for the third figure. */
export const BROADCASTS = 30
/** Pauses timed for each of their figures. */
export const PAUSES = 15
/** Each of the people who keep trying under a paused story tries again so often. */
export const TRY_AGAIN_MS = 1_000

const WORDS = 'the harbour ferry was late again and nobody on the quay could say why it had not left at noon'.split(' ')

/** About 230 characters with a little Markdown, never twice the same. */
export function textOf(i: number): string {
  const words = Array.from({ length: 42 }, (_, k) => WORDS[(i * 7 + k * (1 + (i % 5))) % WORDS.length])
  words[5] = `**${words[5]}**`
  words[20] = `*${words[20]}*`
  return `${words.slice(0, 24).join(' ')}\n\n${words.slice(24).join(' ')} (${i})`
}
