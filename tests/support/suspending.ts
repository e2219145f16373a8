import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type * as z from 'zod'
import type { Database } from '../../db/database.ts'
import type { SuspensionRow } from '../../db/suspensions.ts'
import { postComment } from '../../server/comments/post-comment.ts'
import { threadPage } from '../../server/comments/thread-page.ts'
import type { Context, Reader } from '../../server/context.ts'
import type { Comment } from '../../server/contract/comments.ts'
import { NewSchedule, NewSuspension } from '../../server/contract/suspensions.ts'
import { runJobs } from '../../server/jobs/run-jobs.ts'
import { readLog } from '../../server/log/read-log.ts'
import { makeSchedule } from '../../server/suspensions/make-schedule.ts'
import { makeSuspension } from '../../server/suspensions/make-suspension.ts'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

export type Wanted = z.input<typeof NewSuspension>
type Shown = z.output<typeof Comment>
export type Target = Wanted['target']

export const whyText = 'Tempers are high; back soon.'
const why = { reasonCode: 'heated', reason: whyText } as const

/** What a moderator sends to suspend `target`, for 30 minutes unless `over` says when. */
export function wanted(now: number, target: Target, over: Partial<Wanted> = {}): Wanted {
  const isDated = over.endsAt !== undefined || over.reviewAt !== undefined
  const startsAt = over.startsAt ? Date.parse(over.startsAt) : now
  return { target, ...why, ...(isDated ? {} : { endsAt: at(startsAt, 30) }), ...over }
}

/** The time `minutes` after `now`, as it is sent. */
export function at(now: number, minutes: number): string {
  return new Date(now + minutes * MINUTE).toISOString()
}

/** Suspends commenting, as the endpoint does. */
export function suspend(ctx: Context, by: Reader, target: Target, over: Partial<Wanted> = {}): Promise<SuspensionRow> {
  return makeSuspension(ctx, by, NewSuspension.parse(wanted(ctx.now(), target, over)))
}

/** Has commenting suspended by a schedule, as the endpoint does. */
export function schedule(ctx: Context, by: Reader, plan: Record<string, unknown>) {
  const wantedPlan = { target: { scope: 'site' }, mode: 'paused', ...why, ...plan }
  return makeSchedule(ctx, by, NewSchedule.parse(wantedPlan))
}

/** Posts, and tells what became of it: the state of the comment, or the code of the refusal. */
export async function outcomeOf(
  ctx: Context,
  by: Reader,
  storyId: string,
  parentId: string | null = null,
  body = 'A word on this.',
): Promise<string> {
  return postComment(ctx, by, storyId, { body, parentId }).then(
    ({ state, isOfficial }) => (isOfficial ? 'official' : state),
    ({ code }) => code,
  )
}

/** Every comment of a story that readers get, oldest first, over all pages. */
export async function shownIn(ctx: Context, storyId: string): Promise<Shown[]> {
  const shown: Shown[] = []
  let after: string | undefined
  do {
    const { thread } = await threadPage(ctx, storyId, { sort: 'oldest', after })
    shown.push(...thread.comments)
    after = thread.next ?? undefined
  } while (after)
  return shown
}

/** Commenting under a story, as readers see it. */
export async function commentingIn(ctx: Context, storyId: string) {
  return (await threadPage(ctx, storyId, { sort: 'newest' })).thread.story.commenting
}

/** Runs what is due on every node at once, as after a start. */
export async function runDue(...nodes: Context[]): Promise<void> {
  const running = nodes.map((node) => runJobs(node))
  await Promise.all(running.map((jobs) => jobs.runDue()))
  await Promise.all(running.map((jobs) => jobs.close()))
}

/** The steps that the log tells of a story, or of the whole site, newest first. */
export async function stepsOf(ctx: Context, storyId?: string): Promise<string[]> {
  const { entries } = await readLog(ctx, { storyId })
  return entries.map(({ verb, role }) => `${verb} ${role}`)
}

/** A node whose transactions do `beforeCommit` as their last step. */
export function halting(ctx: Context, beforeCommit: () => Promise<void>): Context {
  const transact: Database['transact'] = (key, work, options) =>
    ctx.db.transact(
      key,
      async (tx) => {
        const done = await work(tx)
        await beforeCommit()
        return done
      },
      options,
    )
  return { ...ctx, db: { ...ctx.db, transact } }
}

/** Resolves when somebody waits for a key that another transaction holds, as far as the database tells. */
export async function someoneWaits({ db }: Context): Promise<void> {
  if (db.dialect === 'sqlite') return pause(40)
  const waiting = sql`select 1 as found from pg_locks where not granted and locktype = 'advisory'
    and database = (select oid from pg_database where datname = current_database())`
  while ((await db.read.rows(waiting)).length === 0) await pause(5)
}
