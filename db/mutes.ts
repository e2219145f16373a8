import { and, desc, eq } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'

export interface MutedRow {
  personId: string
  name: string
  mutedAt: number
}

/** Whom a person muted, last first. */
export function mutedBy(db: Queries, personId: string): Promise<MutedRow[]> {
  const { mutes, people } = db.tables
  return db
    .select({ personId: people.id, name: people.name, mutedAt: mutes.createdAt })
    .from(mutes)
    .innerJoin(people, eq(people.id, mutes.mutedId))
    .where(eq(mutes.personId, personId))
    .orderBy(desc(mutes.createdAt), desc(people.id))
}

export function muteCount(db: Queries, personId: string): Promise<number> {
  const { mutes } = db.tables
  return db.$count(mutes, eq(mutes.personId, personId))
}

/** Muting again changes nothing. */
export async function insertMute(tx: Tx, personId: string, mutedId: string, createdAt: number): Promise<void> {
  await tx.insert(tx.tables.mutes).values({ personId, mutedId, createdAt }).onConflictDoNothing()
}

export async function deleteMute(tx: Tx, personId: string, mutedId: string): Promise<void> {
  const { mutes } = tx.tables
  await tx.delete(mutes).where(and(eq(mutes.personId, personId), eq(mutes.mutedId, mutedId)))
}
