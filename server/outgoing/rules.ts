const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** How long to wait after each attempt that failed: eight attempts within some 28 hours. */
const WAITS_MS = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  10 * HOUR_MS,
] as const
/** Nobody is left alone for longer than this, whatever they ask for. */
const LONGEST_MS = DAY_MS
/** A webhook to which nothing has arrived for so long is switched off. */
export const FAILING_MS = 5 * DAY_MS
/** How long a secret that was replaced signs beside the new one. */
export const OLD_SECRET_MS = DAY_MS

/** What is to be done after an attempt. */
export type Verdict =
  | { become: 'delivered' }
  /** Once more, at a time (epoch ms). */
  | { become: 'waiting'; dueAt: number }
  /** A dead letter; and for which reason the webhook is switched off, if it is. */
  | { become: 'dead'; switchOff?: 'gone' | 'failing' }

export interface Attempt {
  status: number | null
  retryAfterMs: number | null
  /** With this one. */
  attempts: number
  /** Since when nothing has arrived at the webhook; null if that is new. */
  failingSince: number | null
  now: number
  /** From 0 to 1: spreads what failed together. */
  random: number
}

/** Judges an attempt: any 2xx is an arrival, 410 a farewell, everything else (redirects too) is tried again. */
export function judge({ status, retryAfterMs, attempts, failingSince, now, random }: Attempt): Verdict {
  if (status !== null && status >= 200 && status < 300) return { become: 'delivered' }
  if (status === 410) return { become: 'dead', switchOff: 'gone' }
  if (failingSince !== null && now - failingSince >= FAILING_MS) return { become: 'dead', switchOff: 'failing' }
  const wait = WAITS_MS[attempts - 1]
  if (wait === undefined) return { become: 'dead' }
  const asked = Math.min(retryAfterMs ?? 0, LONGEST_MS)
  return { become: 'waiting', dueAt: now + Math.round(Math.max(wait * (0.9 + random * 0.2), asked)) }
}

/** The secrets that sign now: after a change the old one too, for a day. */
export function signingSecrets(
  { secret, oldSecret, oldSecretUntil }: { secret: string; oldSecret: string | null; oldSecretUntil: number | null },
  now: number,
): string[] {
  const isOldGood = oldSecret !== null && oldSecretUntil !== null && oldSecretUntil > now
  return isOldGood ? [secret, oldSecret] : [secret]
}
