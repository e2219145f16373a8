import { enqueueMany } from '../../../db/jobs.ts'
import { peopleWithDigest } from '../../../db/notice-mail.ts'
import type { Context } from '../../context.ts'
import { newId } from '../../ids.ts'
import { settingsOf } from '../../sites/settings.ts'
import { digestTimes } from './digest-times.ts'
import { OLDEST_MS } from './write-letter.ts'

const QUEUED_AT_ONCE = 500

/**
 * Queues the day's digests, a piece of work for each person, in bounded steps. Run at any other time it queues what the
 * last round left: a digest tells of what came before its hour, and nothing is told twice.
 *
 * @returns when the next round is due (epoch ms).
 */
export async function queueDigests(ctx: Context): Promise<number> {
  const now = ctx.now()
  const { timeZone } = await settingsOf(ctx.db.read)
  const { last, next } = digestTimes(now, timeZone)
  if (ctx.config.MAIL_URL === 'off') return next
  let after = ''
  for (;;) {
    const between = { after: last - OLDEST_MS, until: last }
    const people = await peopleWithDigest(ctx.db.read, between, { after, limit: QUEUED_AT_ONCE })
    after = people.at(-1) ?? ''
    const jobs = people.map((personId) => ({
      ...{ id: newId(), kind: 'letter', key: `${personId} digest`, runAt: now },
      payload: { personId, how: 'digest' },
    }))
    await ctx.db.transact('digests', (tx) => enqueueMany(tx, jobs))
    if (people.length < QUEUED_AT_ONCE) return next
  }
}
