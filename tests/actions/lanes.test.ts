import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { enqueue } from '../../db/jobs.ts'
import type { Context } from '../../server/context.ts'
import { newId } from '../../server/ids.ts'
import type { JobHandlers } from '../../server/jobs/handlers.ts'
import { runJobs } from '../../server/jobs/run-jobs.ts'
import { contextOn } from '../support/context.ts'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'

describe.each(dialects)('queued work on %s', (dialect) => {
  let db: TestDatabase
  let ctx: Context
  const clock = { time: 0 }
  beforeEach(async () => {
    db = await freshDatabase(dialect)
    clock.time = Date.UTC(2026, 10, 22, 12)
    ctx = contextOn(db, clock)
  })
  afterEach(() => db.close())

  const nothing = async () => undefined
  const standing: JobHandlers = { tidy: nothing, heat: nothing, links: nothing, digests: nothing }
  const queue = (kind: string, keys: string[]) =>
    db.transact('test', async (tx) => {
      for (const key of keys) await enqueue(tx, { id: newId(), kind, key, payload: { key }, runAt: clock.time })
    })

  it('that stood behind a slow letter until another node had it is done by that node alone', async () => {
    await queue('mail', ['a', 'b', 'c', 'd', 'e'])
    const sent: string[] = []
    const second = async () => {
      const jobs = runJobs(ctx, { ...standing, mail: async (_, { key = '' }) => void sent.push(key) })
      await jobs.runDue()
      await jobs.close()
    }
    let slow: string | undefined
    const jobs = runJobs(ctx, {
      ...standing,
      async mail(_, { key = '' }) {
        sent.push(key)
        if (slow !== undefined) return undefined
        slow = key
        clock.time += 61_000
        await second()
        return undefined
      },
    })
    await jobs.runDue()
    await jobs.close()
    // The one in hand is nobody's to know about.
    expect(sent.filter((key) => key !== slow).sort()).toEqual(['a', 'b', 'c', 'd', 'e'].filter((key) => key !== slow))
  })

  it('goes on while the mail server does not answer, and what waits there is left at once by a node that stops', async () => {
    await queue('mail', ['a', 'b', 'c'])
    const [inHand, begun] = signal()
    const [answer, letGo] = signal()
    const [published, publish] = signal()
    const jobs = runJobs(ctx, {
      ...standing,
      async mail() {
        begun()
        await answer
        return undefined
      },
      'publish-update': async () => void publish(),
    })
    const letters = jobs.runDue()
    await inHand
    await queue('publish-update', ['u'])
    await published
    const stopped = jobs.close()
    letGo()
    await Promise.all([letters, stopped])
    const { jobs: rows } = db.read.tables
    const left = await db.read.select({ lockedUntil: rows.lockedUntil }).from(rows).where(eq(rows.kind, 'mail'))
    expect(left).toEqual([{ lockedUntil: 0 }, { lockedUntil: 0 }])
  })
})

function signal(): [Promise<void>, () => void] {
  let give: () => void = () => undefined
  const given = new Promise<void>((done) => {
    give = done
  })
  return [given, () => give()]
}
