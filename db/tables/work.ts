import type { Kit } from '../columns.ts'

/** Work that must happen, and numbers without gaps. */
export function workTables({ table, index, uniqueIndex, text, int, time, json }: Kit) {
  /** Work that must happen: due at a time, tried again with back-off. */
  const jobs = table(
    'jobs',
    {
      id: text().primaryKey(),
      kind: text().notNull(),
      /** Work with the same kind and key is queued once. */
      key: text().notNull(),
      payload: json<Record<string, string>>().notNull(),
      runAt: time().notNull(),
      attempts: int().notNull().default(0),
      /** Claimed by a node until then. */
      lockedUntil: time().notNull().default(0),
      lastError: text(),
    },
    (t) => [uniqueIndex('jobs_key').on(t.kind, t.key), index('jobs_due').on(t.runAt)],
  )

  /** Gap-free numbers, such as those of case references. */
  const counters = table('counters', { key: text().primaryKey(), value: int().notNull() })

  return { jobs, counters }
}
