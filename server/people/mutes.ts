import { deleteMute, insertMute, muteCount, mutedBy } from '../../db/mutes.ts'
import { personById } from '../../db/people.ts'
import type { Context, Reader } from '../context.ts'
import type { Result } from '../contract/index.ts'
import { Refusal } from '../errors.ts'
import { iso } from '../iso.ts'

const MOST = 1000

/** Whom one has muted, last first. */
export async function myMutes(ctx: Context, { personId }: Reader): Promise<Result<'GET /api/v1/me/mutes'>> {
  const rows = await mutedBy(ctx.db.read, personId)
  return { muted: rows.map((row) => ({ personId: row.personId, name: row.name, mutedAt: iso(row.mutedAt) })) }
}

/**
 * Mutes a person for oneself alone; again changes nothing.
 * @throws Refusal `not_found`; `invalid`: oneself; `conflict`: there are too many.
 */
export async function mute(ctx: Context, by: Reader, personId: string): Promise<void> {
  if (personId === by.personId) throw new Refusal('invalid', 'You cannot mute yourself.')
  await ctx.db.transact(`person:${by.personId}`, async (tx) => {
    if (!(await personById(tx, personId))) throw new Refusal('not_found', 'There is no such person.')
    if ((await muteCount(tx, by.personId)) >= MOST)
      throw new Refusal('conflict', `You have muted ${MOST} people. Show somebody again first.`)
    await insertMute(tx, by.personId, personId, ctx.now())
    tx.hint(`notices:${by.personId}`)
  })
}

/** Shows a muted person’s comments again. */
export async function unmute(ctx: Context, by: Reader, personId: string): Promise<void> {
  await ctx.db.transact(`person:${by.personId}`, async (tx) => {
    await deleteMute(tx, by.personId, personId)
    tx.hint(`notices:${by.personId}`)
  })
}
