import { expect, it } from 'vitest'
import { claimDueJobs, enqueue, nextJobAt } from '../../db/jobs.ts'
import { newId } from '../../server/ids.ts'
import { dialects, freshDatabase } from '../support/databases.ts'

it.each(dialects)('work that a node holds is not looked for before the node’s time is up (%s)', async (dialect) => {
  const db = await freshDatabase(dialect)
  const now = Date.UTC(2026, 10, 22, 12)
  const queue = (kind: string, runAt: number) =>
    db.transact('jobs', (tx) => enqueue(tx, { id: newId(), kind, key: '', payload: {}, runAt }))
  expect(await nextJobAt(db.read)).toBeUndefined()
  await queue('now', now)
  expect(await nextJobAt(db.read)).toBe(now)
  expect(await db.transact('jobs', (tx) => claimDueJobs(tx, now, 60_000, 10))).toHaveLength(1)
  expect(await nextJobAt(db.read)).toBe(now + 60_000)
  await queue('soon', now + 5_000)
  expect(await nextJobAt(db.read)).toBe(now + 5_000)
  expect(await db.transact('jobs', (tx) => claimDueJobs(tx, now + 60_000, 60_000, 10))).toHaveLength(2)
  await db.close()
})
