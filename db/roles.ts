import { and, asc, eq, inArray, ne } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'
import type { Tables } from './tables.ts'

/**
 * A role given to a person; `storyId` is null unless it is an author's, `section` unless a moderator or member is one
 * there only.
 */
export interface GrantRow {
  role: Tables['roles']['$inferSelect']['role']
  storyId: string | null
  section: string | null
}

/** Grants per person; a person without any is missing from the map. */
export async function grantsOf(db: Queries, personIds: readonly string[]): Promise<Map<string, GrantRow[]>> {
  const found = new Map<string, GrantRow[]>()
  if (personIds.length === 0) return found
  const { roles } = db.tables
  const rows = await db
    .select()
    .from(roles)
    .where(inArray(roles.personId, [...personIds]))
    .orderBy(asc(roles.grantedAt), asc(roles.storyId), asc(roles.section))
  for (const { personId, role, storyId, section } of rows)
    found.set(personId, [...(found.get(personId) ?? []), { role, storyId: storyId || null, section: section || null }])
  return found
}

/** Makes `grants` a person's only ones. The transaction's key must be `roles`. */
export async function replaceGrants(tx: Tx, personId: string, grants: readonly GrantRow[], now: number): Promise<void> {
  const { roles } = tx.tables
  await tx.delete(roles).where(eq(roles.personId, personId))
  if (grants.length > 0)
    await tx
      .insert(roles)
      .values(
        grants.map(({ role, storyId, section }) => ({
          personId,
          role,
          storyId: storyId ?? '',
          section: section ?? '',
          grantedAt: now,
        })),
      )
      .onConflictDoNothing()
}

/** People who own the site. Read it in a transaction of the key `roles` to rely on it. */
export async function ownerIds(db: Queries): Promise<string[]> {
  const { roles } = db.tables
  const rows = await db.select({ personId: roles.personId }).from(roles).where(eq(roles.role, 'owner'))
  return rows.map((row) => row.personId)
}

/** What people who hold an office here are called. */
export async function staffNames(db: Queries): Promise<string[]> {
  const { people, roles } = db.tables
  const rows = await db
    .selectDistinct({ name: people.name })
    .from(roles)
    .innerJoin(people, eq(people.id, roles.personId))
    .where(ne(roles.role, 'member'))
  return rows.map((row) => row.name)
}

/** The authors of a story. */
export async function authorsOf(db: Queries, storyId: string): Promise<string[]> {
  const { roles } = db.tables
  const rows = await db
    .select({ personId: roles.personId })
    .from(roles)
    .where(and(eq(roles.role, 'author'), eq(roles.storyId, storyId)))
  return rows.map((row) => row.personId)
}
