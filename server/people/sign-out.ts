import { deleteSession } from '../../db/sessions.ts'
import type { Context } from '../context.ts'

/** Ends one session at once, on every node. Its open sockets lose what only that session could see. */
export async function signOut(ctx: Context, personId: string, sessionId: string): Promise<void> {
  await ctx.db.transact(`person:${personId}`, async (tx) => {
    await deleteSession(tx, sessionId)
    tx.hint(`person:${personId}`)
  })
}
