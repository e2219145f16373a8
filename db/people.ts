import { and, desc, eq, inArray, lt, or, sql } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'
import { prepared } from './prepared.ts'
import { contains } from './search.ts'
import type { Tables } from './tables.ts'

export type PersonRow = Tables['people']['$inferSelect']

export async function personById(db: Queries, id: string): Promise<PersonRow | undefined> {
  const statement = prepared(db, 'person_by_id', (q) => {
    const { people } = q.tables
    return q
      .select()
      .from(people)
      .where(eq(people.id, sql.placeholder('id')))
      .prepare('person_by_id')
  })
  const [person] = await statement.execute({ id })
  return person
}

export async function peopleByIds(db: Queries, ids: string[]): Promise<PersonRow[]> {
  if (ids.length === 0) return []
  return db.select().from(db.tables.people).where(inArray(db.tables.people.id, ids))
}

/** @param email folded. */
export async function personByEmail(db: Queries, email: string): Promise<PersonRow | undefined> {
  const [person] = await db.select().from(db.tables.people).where(eq(db.tables.people.email, email))
  return person
}

/** Holds up other transactions that ask the same of this person, under whatever keys, until this one is over. */
export async function oneAtATime(tx: Tx, id: string): Promise<void> {
  const { people } = tx.tables
  await tx
    .update(people)
    .set({ updatedAt: sql`${people.updatedAt}` })
    .where(eq(people.id, id))
}

/** The person has shown that mail to their address reaches them. */
export async function confirmEmail(tx: Tx, id: string, now: number): Promise<void> {
  const { people } = tx.tables
  await tx
    .update(people)
    .set({ emailVerified: true, updatedAt: now })
    .where(and(eq(people.id, id), eq(people.emailVerified, false)))
}

/** What another system says of a person anew. */
export async function describePerson(
  tx: Tx,
  id: string,
  said: Partial<Pick<PersonRow, 'name' | 'image' | 'label' | 'updatedAt'>>,
): Promise<void> {
  await tx.update(tx.tables.people).set(said).where(eq(tx.tables.people.id, id))
}

export async function insertPerson(tx: Tx, person: Tables['people']['$inferInsert']): Promise<void> {
  await tx.insert(tx.tables.people).values(person)
}

export async function renamePersonRow(tx: Tx, id: string, name: string, now: number): Promise<void> {
  const { people } = tx.tables
  await tx.update(people).set({ name, updatedAt: now }).where(eq(people.id, id))
}

/**
 * People with an account, newest first.
 *
 * @param search part of a name or e-mail address, in any case.
 * @param after the last person of the page before.
 */
export function peoplePage(
  db: Queries,
  { search, after, limit }: { search?: string | undefined; after?: string | undefined; limit: number },
): Promise<PersonRow[]> {
  const { people } = db.tables
  const matches = search ? or(contains(people.name, search), contains(people.email, search)) : undefined
  return db
    .select()
    .from(people)
    .where(and(after === undefined ? undefined : lt(people.id, after), eq(people.isGuest, false), matches))
    .orderBy(desc(people.id))
    .limit(limit)
}
