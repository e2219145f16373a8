import { deleteOtherSessions, deleteSessionOf, sessionsOf } from '../../db/sessions.ts'
import type { Context, Reader } from '../context.ts'
import type { Result } from '../contract/index.ts'
import { Refusal } from '../errors.ts'
import { iso } from '../iso.ts'
import { deviceOf } from './device.ts'

/** Sessions listed. Somebody whom a publisher's page signs in each time has many. */
const MOST = 100

/** Where a person is signed in, of late. */
export async function mySessions(
  ctx: Context,
  { personId }: Reader,
  currentId: string | null,
): Promise<Result<'GET /api/v1/me/sessions'>> {
  const rows = await sessionsOf(ctx.db.read, personId, ctx.now(), MOST + 1)
  return {
    isCut: rows.length > MOST,
    sessions: rows.slice(0, MOST).map((row) => ({
      id: row.id,
      device: deviceOf(row.userAgent),
      site: row.scope === 'embed' ? (row.origin ?? '') : null,
      createdAt: iso(row.createdAt),
      usedAt: iso(row.usedAt),
      isCurrent: row.id === currentId,
    })),
  }
}

/** Ends one of one's own sessions at once, on every node. @throws Refusal `not_found`: not one's own, or over. */
export async function endSession(ctx: Context, { personId }: Reader, id: string): Promise<void> {
  await ctx.db.transact(`person:${personId}`, async (tx) => {
    if (!(await deleteSessionOf(tx, personId, id))) throw new Refusal('not_found', 'There is no such session.')
    tx.hint(`person:${personId}`)
  })
}

/** Ends all of one's own sessions but this one. @returns how many. */
export async function endOtherSessions(ctx: Context, { personId }: Reader, keptId: string | null): Promise<number> {
  return ctx.db.transact(`person:${personId}`, async (tx) => {
    const count = await deleteOtherSessions(tx, personId, keptId)
    tx.hint(`person:${personId}`)
    return count
  })
}
