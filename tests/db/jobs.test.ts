import { describe, expect, it } from 'vitest'
import { claimDueJobs, enqueue, finishJob, nextJobAt, postponeJob } from '../../db/jobs.ts'
import { newId } from '../../server/ids.ts'
import { dialects, freshDatabase } from '../support/databases.ts'

const all = { not: [] }
const now = Date.UTC(2026, 10, 22, 12)

describe.each(dialects)('queued work on %s', (dialect) => {
  async function fresh() {
    const db = await freshDatabase(dialect)
    const queue = (kind: string, runAt: number) =>
      db.transact('jobs', (tx) => enqueue(tx, { id: newId(), kind, key: '', payload: {}, runAt }))
    const claim = (at: number) =>
      db.transact('jobs', (tx) => claimDueJobs(tx, all, { now: at, lockMs: 60_000, limit: 10 }))
    return { db, queue, claim }
  }

  it('that a node holds is not looked for before the node’s time is up', async () => {
    const { db, queue, claim } = await fresh()
    expect(await nextJobAt(db.read, all)).toBeUndefined()
    await queue('now', now)
    expect(await nextJobAt(db.read, all)).toBe(now)
    expect(await claim(now)).toHaveLength(1)
    expect(await nextJobAt(db.read, all)).toBe(now + 60_000)
    await queue('soon', now + 5_000)
    expect(await nextJobAt(db.read, all)).toBe(now + 5_000)
    expect(await claim(now + 60_000)).toHaveLength(2)
    await db.close()
  })

  it('that is asked for anew while it is done is done once more, whatever became of the first time', async () => {
    const { db, queue, claim } = await fresh()
    const later = { runAt: now + 3_600_000, attempts: 0, lastError: null }
    for (const done of ['finished', 'postponed']) {
      await queue('release', now)
      const [job] = await claim(now)
      await queue('release', now)
      await queue('release', now + 10)
      expect(await claim(now + 20)).toEqual([])
      await db.transact('jobs', (tx) => (done === 'finished' ? finishJob(tx, job!) : postponeJob(tx, job!, later)))
      expect(await nextJobAt(db.read, all)).toBe(now + 10)
      const [again] = await claim(now + 20)
      expect(again?.id).toBe(job?.id)
      await db.transact('jobs', (tx) => finishJob(tx, again!))
      expect(await nextJobAt(db.read, all)).toBeUndefined()
    }
    await db.close()
  })

  it('that a slow node held too long belongs to the node that has it now', async () => {
    const { db, queue, claim } = await fresh()
    await queue('slow', now)
    const [first] = await claim(now)
    const [second] = await claim(now + 60_000)
    await db.transact('jobs', (tx) => finishJob(tx, first!))
    expect(await nextJobAt(db.read, all)).toBe(now + 120_000)
    await db.transact('jobs', (tx) => finishJob(tx, second!))
    expect(await nextJobAt(db.read, all)).toBeUndefined()
    await db.close()
  })
})
