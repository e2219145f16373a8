import { tellOfCase } from '../cases/tell.ts'
import { turnCase } from '../cases/turn-case.ts'
import type { Context } from '../context.ts'
import { watchHeat } from '../heat/watch-heat.ts'
import { releaseGuest } from '../held/release-guest.ts'
import { releaseHeld } from '../held/release-held.ts'
import { tellDecision } from '../held/tell-decision.ts'
import { sendMail } from '../mail/send-mail.ts'
import { queueDigests } from '../notices/letters/queue-digests.ts'
import { writeLetter } from '../notices/letters/write-letter.ts'
import { tellOfComments } from '../notices/tell-of-comments.ts'
import { tellOfUpdate, tellOfWithdrawal } from '../notices/tell-of-update.ts'
import { checkLinks } from '../outside/check-links.ts'
import { erasePerson } from '../people/erase-person.ts'
import { spreadName } from '../people/rename.ts'
import { tellAgreed } from '../reactions/tell-agreed.ts'
import { turnSanction } from '../sanctions/turn-sanction.ts'
import { turnSchedule } from '../suspensions/turn-schedule.ts'
import { turnSuspension } from '../suspensions/turn-suspension.ts'
import { publishDue } from '../updates/scheduled.ts'
import { tidy } from './tidy.ts'

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
  'tell-decision': (ctx, { actId = '' }) => tellDecision(ctx, actId),
  agreed: (ctx, { commentId = '' }) => tellAgreed(ctx, commentId),
  'publish-update': (ctx, { updateId = '' }) => publishDue(ctx, updateId),
  'tell-update': (ctx, { updateId = '' }) => tellOfUpdate(ctx, updateId),
  'tell-withdrawal': (ctx, { updateId = '' }) => tellOfWithdrawal(ctx, updateId),
  case: (ctx, { caseId = '' }) => turnCase(ctx, caseId),
  'tell-case': (ctx, { caseId = '', round = '' }) => tellOfCase(ctx, caseId, Number(round)),
  sanction: (ctx, { sanctionId = '' }) => turnSanction(ctx, sanctionId),
  erase: (ctx, { personId = '' }) => erasePerson(ctx, personId),
  rename: (ctx, { personId = '' }) => spreadName(ctx, personId),
  'guest-confirmed': (ctx, { personId = '' }) => releaseGuest(ctx, personId),
  mail: (ctx, payload) => sendMail(ctx, payload),
  'tell-comments': (ctx, { storyId = '' }) => tellOfComments(ctx, storyId),
  letter: (ctx, { personId = '', how }) => writeLetter(ctx, personId, how === 'digest' ? 'digest' : 'at_once'),
  digests: (ctx) => queueDigests(ctx),
  heat: async (ctx) => {
    await watchHeat(ctx)
    return ctx.now() + MINUTE_MS
  },
  links: async (ctx) => {
    await checkLinks(ctx)
    return ctx.now() + DAY_MS
  },
  tidy: (ctx) => tidy(ctx),
}
