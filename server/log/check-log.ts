import type * as z from 'zod'
import type { Context } from '../context.ts'
import type { LogCheck } from '../contract/log.ts'
import { iso } from '../iso.ts'
import { verifyLog } from './verify-log.ts'

/** How long an answer stands, ms. */
const STANDS_MS = 60_000
/** A long log is not read for more than this share of the time, whoever asks. */
const SHARE = 20

type Answer = z.output<typeof LogCheck>
const kept = new WeakMap<Context, { until: number; answer: Promise<Answer> }>()

/** Whether the log verifies; all who ask within a minute get one answer. */
export function checkLog(ctx: Context): Promise<Answer> {
  const known = kept.get(ctx)
  if (known && ctx.now() < known.until) return known.answer
  const checking = { until: Number.POSITIVE_INFINITY, answer: checkNow(ctx) }
  kept.set(ctx, checking)
  const began = ctx.now()
  checking.answer.then(
    () => {
      checking.until = began + Math.max(STANDS_MS, (ctx.now() - began) * SHARE)
    },
    () => kept.delete(ctx),
  )
  return checking.answer
}

async function checkNow(ctx: Context): Promise<Answer> {
  const checkedAt = iso(ctx.now())
  const { number, hash, faults } = await verifyLog(ctx.db.read)
  return { number, hash, checkedAt, fault: faults[0]?.what ?? null }
}
