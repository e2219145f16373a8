import { and, eq, gt, inArray, lt } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'
import type { Tables } from './tables.ts'

export type ClaimRow = Tables['claims']['$inferSelect']

/** The claims on comments that hold at `now`. */
export async function claimsOn(db: Queries, commentIds: string[], now: number): Promise<ClaimRow[]> {
  if (commentIds.length === 0) return []
  const { claims } = db.tables
  return db
    .select()
    .from(claims)
    .where(and(inArray(claims.commentId, commentIds), gt(claims.expiresAt, now)))
}

/** Puts a claim in place of whichever there is. */
export async function putClaim(tx: Tx, row: ClaimRow): Promise<void> {
  const { claims } = tx.tables
  const { personId, expiresAt } = row
  await tx.insert(claims).values(row).onConflictDoUpdate({ target: claims.commentId, set: { personId, expiresAt } })
}

/** @returns whether the person had one. */
export async function dropClaim(tx: Tx, commentId: string, personId: string): Promise<boolean> {
  const { claims } = tx.tables
  const rows = await tx
    .delete(claims)
    .where(and(eq(claims.commentId, commentId), eq(claims.personId, personId)))
    .returning({ id: claims.commentId })
  return rows.length > 0
}

export async function dropOldClaims(tx: Tx, before: number): Promise<void> {
  const { claims } = tx.tables
  await tx.delete(claims).where(lt(claims.expiresAt, before))
}
