import { afterEach, beforeEach } from 'vitest'
import type { CommentRow } from '../../db/comments.ts'
import { presentCaseFile } from '../../server/cases/present-file.ts'
import { readCase } from '../../server/cases/read-cases.ts'
import { postComment } from '../../server/comments/post-comment.ts'
import { threadPage } from '../../server/comments/thread-page.ts'
import type { Context, Reader } from '../../server/context.ts'
import { jobHandlers } from '../../server/jobs/handlers.ts'
import { runJobs } from '../../server/jobs/run-jobs.ts'
import { readNotices } from '../../server/notices/read-notices.ts'
import { flagMisquote } from './cases.ts'
import { type Clock, contextOn, someone, someStory } from './context.ts'
import { type Dialect, freshDatabase, type TestDatabase } from './databases.ts'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

// A story, a comment that misquotes it, and the people of a case, made anew for each test of the file.
export let db: TestDatabase
export let clock: Clock
export let ctx: Context
export let ann: Reader
export let bob: Reader
export let mo: Reader
export let max: Reader
export let author: Reader
export let storyId: string
export let comment: CommentRow

/** Sets the scene before each test. */
export function setScene(dialect: Dialect): void {
  beforeEach(async () => {
    db = await freshDatabase(dialect)
    clock = { time: Date.UTC(2026, 10, 22, 12) }
    ctx = contextOn(db, clock)
    storyId = await someStory(ctx)
    ;[ann, bob] = [await someone(ctx, 'Ann'), await someone(ctx, 'Bob')]
    mo = await someone(ctx, 'Mo', { role: 'moderator' })
    max = await someone(ctx, 'Max', { role: 'moderator' })
    author = await someone(ctx, 'Art', { authorOf: [storyId] })
    comment = await postComment(ctx, ann, storyId, { body: 'The story says it left at midnight.', parentId: null })
  })
  afterEach(() => db.close())
}

export const flag = (by: Reader, over: object = {}) => flagMisquote(ctx, by, comment.id, over)
export const shown = async () => (await threadPage(ctx, storyId, { sort: 'oldest' })).thread
export const beside = async () => (await shown()).comments[0]
export const fileFor = async (by: Reader, id: string) =>
  presentCaseFile(db.read, await readCase(ctx, by, id), by, ctx.now())
export const told = async (by: Reader) => (await readNotices(ctx, by, { limit: 50 })).notices
export const kindsTold = async (by: Reader) => (await told(by)).map((notice) => notice.kind)

/** Does what is due by the clock. */
export async function turn(): Promise<void> {
  const jobs = runJobs(ctx, { ...jobHandlers, heat: async () => undefined })
  await jobs.runDue()
  await jobs.close()
}
