import { expect, it } from 'vitest'
import type { Database } from '../../db/database.ts'
import { storyCount } from '../../db/stories.ts'
import { readConfig } from '../../server/config.ts'
import { seedDemonstration } from '../../server/demo/seed.ts'
import { runJobs } from '../../server/jobs/run-jobs.ts'
import { listStories } from '../../server/stories/list-stories.ts'
import { contextOn } from '../support/context.ts'
import { dialects, freshDatabase } from '../support/databases.ts'

it.each(dialects)('the demonstration newspaper fills an empty database once (%s)', async (dialect) => {
  const db = await freshDatabase(dialect)
  const ctx = { ...contextOn(db, { time: Date.now() }), config: readConfig({}) }
  await seedDemonstration(ctx)
  await seedDemonstration(ctx)
  const { stories } = await listStories(ctx, { limit: 100 })
  expect(stories.length).toBeGreaterThanOrEqual(3)
  expect(stories.map((story) => story.commenting.mode)).toContain('paused')
  expect(Math.max(...stories.map((story) => story.commentCount))).toBeGreaterThanOrEqual(18)
  const jobs = runJobs(ctx)
  await jobs.runDue()
  await jobs.close()
  expect((await listStories(ctx, { limit: 100 })).stories.map((story) => story.seq)).toEqual(stories.map((s) => s.seq))
  await db.close()
})

/** As `db`, until so many hints were given: then every write fails, as when the server is killed. */
function failingAfter(db: Database, most: number): Database {
  let hints = 0
  return {
    ...db,
    transact: (key, work) =>
      db.transact(key, (tx) => {
        const { hint } = tx
        tx.hint = (topic) => {
          hints += 1
          if (hints > most) throw new Error('killed')
          hint(topic)
        }
        return work(tx)
      }),
  }
}

it.each(dialects)(
  'a first start that is cut short leaves nothing, and the next one makes it whole (%s)',
  async (dialect) => {
    const db = await freshDatabase(dialect)
    const ctx = { ...contextOn(db, { time: Date.now() }), config: readConfig({}) }
    for (const most of [2, 20, 60])
      await expect(seedDemonstration({ ...ctx, db: failingAfter(db, most) })).rejects.toThrow('killed')
    expect(await storyCount(db.read)).toBe(0)
    await seedDemonstration(ctx)
    const { stories } = await listStories(ctx, { limit: 100 })
    expect(stories).toHaveLength(5)
    expect(Math.max(...stories.map((story) => story.commentCount))).toBe(30)
    await db.close()
  },
)
