import type * as z from 'zod'
import { type ClaimRow, claimsOn, dropClaim, putClaim } from '../../db/claims.ts'
import { commentById } from '../../db/comments.ts'
import type { Queries, Tx } from '../../db/database.ts'
import { peopleNames } from '../../db/people-names.ts'
import type { Context, Reader } from '../context.ts'
import type { Claim } from '../contract/desk.ts'
import { Refusal } from '../errors.ts'
import { iso } from '../iso.ts'
import { CLAIM_MS } from './rules.ts'

type Shown = z.output<typeof Claim>

/**
 * Puts a comment into a moderator's hands for a while, by the server's clock; again, it is theirs for longer.
 *
 * @throws Refusal `not_found`; `conflict`: another moderator has it, and it is not to be taken over.
 */
export async function claimComment(ctx: Context, by: Reader, id: string, takeOver: boolean): Promise<Shown> {
  return ctx.db.transact(`claim:${id}`, async (tx) => {
    const now = ctx.now()
    if (!(await commentById(tx, id))) throw new Refusal('not_found', 'There is no such comment.')
    const [standing] = await claimsOn(tx, [id], now)
    if (standing && standing.personId !== by.personId && !takeOver) throw await inOtherHands(tx, standing)
    const expiresAt = now + CLAIM_MS
    await putClaim(tx, { commentId: id, personId: by.personId, expiresAt })
    if (standing?.personId !== by.personId) tx.hint('desk')
    return { by: by.name, isMine: true, until: iso(expiresAt) }
  })
}

/** Lays a comment down; one that somebody else has is left to them. @throws Refusal `not_found`. */
export async function releaseClaim(ctx: Context, by: Reader, id: string): Promise<void> {
  await ctx.db.transact(`claim:${id}`, async (tx) => {
    if (!(await commentById(tx, id))) throw new Refusal('not_found', 'There is no such comment.')
    if (await dropClaim(tx, id, by.personId)) tx.hint('desk')
  })
}

/** @throws Refusal `conflict`: another moderator has the comment in hand. */
export async function refuseClaimed(tx: Tx, id: string, by: Reader, now: number): Promise<void> {
  const [standing] = await claimsOn(tx, [id], now)
  if (standing && standing.personId !== by.personId) throw await inOtherHands(tx, standing)
}

async function inOtherHands(db: Queries, { personId, expiresAt }: ClaimRow): Promise<Refusal> {
  const name = (await peopleNames(db, [personId])).get(personId) ?? 'Another moderator'
  return new Refusal('conflict', `${name} has this comment in hand. Take it over first.`, {
    claim: { by: name, isMine: false, until: iso(expiresAt) },
  })
}
