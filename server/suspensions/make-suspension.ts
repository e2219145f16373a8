import type * as z from 'zod'
import type { Tx } from '../../db/database.ts'
import { type SuspensionRow, suspensionsReachingAny } from '../../db/suspensions.ts'
import type { Context, Reader } from '../context.ts'
import type { FollowedBy, NewSuspension } from '../contract/suspensions.ts'
import { Refusal } from '../errors.ts'
import { newId } from '../ids.ts'
import { newSuspensionRow } from './new-row.ts'
import { presentSuspension } from './present.ts'
import { handOf, keyOf } from './record.ts'
import { invalidAt } from './refusals.ts'
import { dateProblem, isMilder, mayExtendByItself } from './rules.ts'
import { begin } from './steps.ts'
import { isSameTarget, resolveTarget, type Target } from './target.ts'

type Wanted = z.output<typeof NewSuspension>

/**
 * Suspends commenting on the site, a section, a story or a branch. Serialised with every write it forbids: once this
 * resolves, no reader's comment that it forbids is accepted on any node until it ends.
 *
 * @throws Refusal `not_found`; `invalid`: a date is past or too far, or the mode does not go with the rest;
 * `conflict`: the same is suspended in the same mode at that time (`current`).
 */
export async function makeSuspension(ctx: Context, by: Reader, wanted: Wanted): Promise<SuspensionRow> {
  const target = await resolveTarget(ctx.db.read, wanted.target)
  return ctx.db.transact(keyOf(target), async (tx) => {
    const now = ctx.now()
    const row = newSuspension(target, wanted, { personId: by.personId, now })
    refuseUnfit(row, wanted, now)
    await refuseTwice(tx, row, now)
    await begin(tx, row, handOf(by), now)
    if (wanted.followedBy) await begin(tx, followerRow(row, wanted.followedBy, now), handOf(by), now)
    return row
  })
}

function newSuspension(target: Target, wanted: Wanted, made: { personId: string; now: number }): SuspensionRow {
  const startsAt = wanted.startsAt ? Math.max(Date.parse(wanted.startsAt), made.now) : made.now
  const row = newSuspensionRow(target, {
    id: newId(),
    mode: wanted.mode,
    slowSeconds: wanted.slowSeconds ?? null,
    allowsEdits: wanted.mode === 'paused' && wanted.allowsEdits,
    reasonCode: wanted.reasonCode,
    reason: wanted.reason,
    note: wanted.note ?? null,
    madeBy: 'person',
    createdAt: made.now,
    startsAt,
    endsAt: wanted.endsAt ? Date.parse(wanted.endsAt) : null,
    reviewAt: wanted.reviewAt ? Date.parse(wanted.reviewAt) : null,
    begunAt: startsAt <= made.now ? startsAt : null,
    createdBy: made.personId,
  })
  return { ...row, mayExtend: mayExtendByItself(row) }
}

/**
 * The milder suspension that begins when `row` ends.
 * @throws Refusal `invalid`: `row` has no end, it is not milder, or a date cannot stand.
 */
export function followerRow(row: SuspensionRow, next: z.output<typeof FollowedBy>, now: number): SuspensionRow {
  const startsAt = row.endedAt ?? row.endsAt
  if (startsAt === null) throw invalidAt('followedBy', 'What follows needs an end to follow.')
  if (!isMilder(next.mode, row.mode)) throw invalidAt('followedBy', 'What follows has to be milder.')
  const { reasonCode, reason, note, createdBy } = row
  const following = newSuspensionRow(row, {
    id: newId(),
    mode: next.mode,
    slowSeconds: next.slowSeconds ?? null,
    reasonCode,
    reason,
    note,
    madeBy: 'person',
    followsId: row.id,
    createdAt: now,
    startsAt,
    endsAt: next.endsAt ? Date.parse(next.endsAt) : null,
    reviewAt: next.reviewAt ? Date.parse(next.reviewAt) : null,
    begunAt: startsAt <= now ? startsAt : null,
    createdBy,
  })
  const problem = dateProblem(startsAt, following.endsAt ?? following.reviewAt ?? 0, now)
  if (problem) throw invalidAt('followedBy', problem)
  return following
}

function refuseUnfit(row: SuspensionRow, wanted: Wanted, now: number): void {
  const problem = dateProblem(row.startsAt, row.endsAt ?? row.reviewAt ?? 0, now)
  if (problem) throw invalidAt(wanted.endsAt ? 'endsAt' : 'reviewAt', problem)
  if (row.mode === 'open' && row.scope !== 'story') throw invalidAt('mode', 'Only a story can be kept open.')
}

async function refuseTwice(tx: Tx, row: SuspensionRow, now: number): Promise<void> {
  const others = await suspensionsReachingAny(tx, row.storyId === null ? [] : [row.storyId], now)
  const end = (one: SuspensionRow) => one.endsAt ?? Number.MAX_SAFE_INTEGER
  const twice = others.find(
    (other) =>
      other.endedAt === null &&
      other.mode === row.mode &&
      other.madeBy !== 'schedule' &&
      isSameTarget(other, row) &&
      other.startsAt < end(row) &&
      row.startsAt < end(other) &&
      end(other) > now,
  )
  if (twice)
    throw new Refusal('conflict', 'The same is suspended in the same way at that time already.', {
      current: presentSuspension(twice),
    })
}
