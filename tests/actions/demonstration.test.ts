import { expect, it } from 'vitest'
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
