import { forgetGuests } from '../../db/guests.ts'
import { forgetReadNotices, forgetRejectedWords, removeExpired } from '../../db/tidy.ts'
import { forgetDeliveries } from '../../db/webhooks.ts'
import type { Context } from '../context.ts'
import { settingsOf } from '../sites/settings.ts'
import { PAGE_TEXT_MS } from '../stories/page-text-sender.ts'

const DAY_MS = 24 * 60 * 60 * 1000
/** So long the way out in a letter works. */
const LETTER_DAYS = 400
/** What webhooks were told, or could not be, is kept so long. */
const DELIVERY_DAYS = 30
const GUESTS_AT_ONCE = 200

/**
 * Clears away what is over, and what the owner wants kept for so long only. Idempotency keys are promised for a day and
 * kept for two; drafts outlast the longest suspension.
 */
export async function tidy(ctx: Context): Promise<number> {
  const now = ctx.now()
  const before = {
    keysBefore: now - 2 * DAY_MS,
    draftsBefore: now - 180 * DAY_MS,
    pageTextsBefore: now - PAGE_TEXT_MS,
    lettersBefore: now - LETTER_DAYS * DAY_MS,
    // A rule looks back a week at most.
    printsBefore: now - 8 * DAY_MS,
  }
  await ctx.db.transact('tidy', async (tx) => {
    await removeExpired(tx, { now, ...before })
    await forgetDeliveries(tx, { now, before: now - DELIVERY_DAYS * DAY_MS })
    const { rejectedDays, readNoticeDays } = (await settingsOf(tx)).retention
    if (rejectedDays !== null) await forgetRejectedWords(tx, now - rejectedDays * DAY_MS)
    if (readNoticeDays !== null) await forgetReadNotices(tx, now - readNoticeDays * DAY_MS)
  })
  while ((await ctx.db.transact('tidy', (tx) => forgetGuests(tx, GUESTS_AT_ONCE))) === GUESTS_AT_ONCE);
  return now + DAY_MS
}
