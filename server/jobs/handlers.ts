import { removeExpired } from '../../db/tidy.ts'
import { tellOfCase } from '../cases/tell.ts'
import { turnCase } from '../cases/turn-case.ts'
import type { Context } from '../context.ts'
import { watchHeat } from '../heat/watch-heat.ts'
import { releaseGuest } from '../held/release-guest.ts'
import { releaseHeld } from '../held/release-held.ts'
import { sendMail } from '../mail/send-mail.ts'
import { tellOfUpdate, tellOfWithdrawal } from '../notices/tell-of-update.ts'
import { checkLinks } from '../outside/check-links.ts'
import { tellAgreed } from '../reactions/tell-agreed.ts'
import { PAGE_TEXT_MS } from '../stories/page-text-sender.ts'
import { turnSchedule } from '../suspensions/turn-schedule.ts'
import { turnSuspension } from '../suspensions/turn-suspension.ts'
import { publishDue } from '../updates/scheduled.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * 60 * 1000

/** Does a piece of work; returns when it is due again (epoch ms), or nothing if it is done for good. */
export type JobHandler = (ctx: Context, payload: Record<string, string>) => Promise<number | undefined>
export type JobHandlers = Record<string, JobHandler | undefined>

/** What each kind of queued work does. Every one may be run twice: after a crash it is. */
export const jobHandlers: JobHandlers = {
  suspension: (ctx, { suspensionId = '' }) => turnSuspension(ctx, suspensionId),
  schedule: (ctx, { scheduleId = '' }) => turnSchedule(ctx, scheduleId),
  'release-held': (ctx, { storyId = '' }) => releaseHeld(ctx, storyId),
  agreed: (ctx, { commentId = '' }) => tellAgreed(ctx, commentId),
  'publish-update': (ctx, { updateId = '' }) => publishDue(ctx, updateId),
  'tell-update': (ctx, { updateId = '' }) => tellOfUpdate(ctx, updateId),
  'tell-withdrawal': (ctx, { updateId = '' }) => tellOfWithdrawal(ctx, updateId),
  case: (ctx, { caseId = '' }) => turnCase(ctx, caseId),
  'tell-case': (ctx, { caseId = '', round = '' }) => tellOfCase(ctx, caseId, Number(round)),
  'guest-confirmed': (ctx, { personId = '' }) => releaseGuest(ctx, personId),
  mail: (ctx, payload) => sendMail(ctx, payload),
  heat: async (ctx) => {
    await watchHeat(ctx)
    return ctx.now() + MINUTE_MS
  },
  links: async (ctx) => {
    await checkLinks(ctx)
    return ctx.now() + DAY_MS
  },
  /** Idempotency keys are promised for a day and kept for two; drafts outlast the longest suspension. */
  tidy: async (ctx) => {
    const now = ctx.now()
    const before = {
      keysBefore: now - 2 * DAY_MS,
      draftsBefore: now - 180 * DAY_MS,
      pageTextsBefore: now - PAGE_TEXT_MS,
    }
    await ctx.db.transact('tidy', (tx) => removeExpired(tx, { now, ...before }))
    return now + DAY_MS
  },
}
