import { and, asc, count, desc, eq, gt, inArray, isNotNull, isNull, lte, ne, or, sql, sum } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'
import { prepared } from './prepared.ts'
import type { Tables } from './tables.ts'

export type SanctionRow = Tables['sanctions']['$inferSelect']
export type SanctionStepRow = Tables['sanctionSteps']['$inferSelect']

export async function sanctionById(db: Queries, id: string): Promise<SanctionRow | undefined> {
  const { sanctions } = db.tables
  const [row] = await db.select().from(sanctions).where(eq(sanctions.id, id))
  return row
}

/** What holds for a person at a time, anywhere on the site. */
export async function sanctionsHolding(db: Queries, personId: string, now: number): Promise<SanctionRow[]> {
  const statement = prepared(db, 'sanctions_holding', (q) => {
    const { sanctions: t } = q.tables
    return q
      .select()
      .from(t)
      .where(
        and(eq(t.personId, sql.placeholder('personId')), gt(t.holdsUntil, sql.placeholder('now')), isNull(t.endedAt)),
      )
      .prepare('sanctions_holding')
  })
  return statement.execute({ personId, now })
}

/**
 * All about a person, newest first; without those made in error unless they are asked for.
 * @param sections where those have to hold that are asked for; undefined means all.
 */
export function sanctionsOf(
  db: Queries,
  personId: string,
  { withErrors, sections, limit }: { withErrors: boolean; sections?: readonly string[] | undefined; limit: number },
): Promise<SanctionRow[]> {
  const { sanctions } = db.tables
  const wanted = withErrors ? undefined : or(isNull(sanctions.ended), ne(sanctions.ended, 'error'))
  return db
    .select()
    .from(sanctions)
    .where(and(eq(sanctions.personId, personId), wanted, sections && inArray(sanctions.section, ['', ...sections])))
    .orderBy(desc(sanctions.id))
    .limit(limit)
}

/** A number for each of these people that changes with what was done about them; who has none is missing. */
export async function sanctionStamps(db: Queries, personIds: string[]): Promise<Map<string, number>> {
  if (personIds.length === 0) return new Map()
  const { sanctions } = db.tables
  const rows = await db
    .select({ personId: sanctions.personId, stamp: sum(sanctions.version) })
    .from(sanctions)
    .where(inArray(sanctions.personId, personIds))
    .groupBy(sanctions.personId)
  return new Map(rows.map((row) => [row.personId, Number(row.stamp)]))
}

export type SanctionList = 'appeals' | 'reviews' | 'holding'

interface Listed {
  list: SanctionList
  /** Of these sections only; undefined means all, and those of the whole site. */
  sections: readonly string[] | undefined
  now: number
}

function listed({ sanctions }: Tables, { list, sections, now }: Listed) {
  const of = sections && inArray(sanctions.section, [...sections])
  const holds = and(gt(sanctions.holdsUntil, now), isNull(sanctions.endedAt), ne(sanctions.kind, 'warn'), of)
  // Also of one that is over meanwhile: whoever appealed is owed an answer.
  if (list === 'appeals')
    return and(eq(sanctions.appeal, 'asked'), or(isNull(sanctions.ended), ne(sanctions.ended, 'error')), of)
  if (list === 'reviews') return and(holds, isNotNull(sanctions.reviewAt), lte(sanctions.reviewAt, now))
  return holds
}

/** Limits and bans that wait for a moderator, first come first; or all that hold, newest first. */
export function sanctionList(db: Queries, { limit, ...asked }: Listed & { limit: number }): Promise<SanctionRow[]> {
  const { sanctions } = db.tables
  const order = { appeals: asc(sanctions.appealedAt), reviews: asc(sanctions.reviewAt), holding: desc(sanctions.id) }
  return db.select().from(sanctions).where(listed(db.tables, asked)).orderBy(order[asked.list]).limit(limit)
}

export async function sanctionCount(db: Queries, asked: Listed): Promise<number> {
  const { sanctions } = db.tables
  const [row] = await db.select({ n: count() }).from(sanctions).where(listed(db.tables, asked))
  return Number(row?.n ?? 0)
}

export async function insertSanction(tx: Tx, row: SanctionRow): Promise<void> {
  await tx.insert(tx.tables.sanctions).values(row)
}

/** @returns false, and changes nothing, if it was changed since `row` was read. */
export async function changeSanction(
  tx: Tx,
  { id, version }: SanctionRow,
  change: Partial<Omit<SanctionRow, 'id' | 'version'>>,
): Promise<boolean> {
  const { sanctions } = tx.tables
  const changed = await tx
    .update(sanctions)
    .set({ ...change, version: version + 1 })
    .where(and(eq(sanctions.id, id), eq(sanctions.version, version)))
    .returning({ id: sanctions.id })
  return changed.length > 0
}

export async function insertSanctionStep(tx: Tx, row: SanctionStepRow): Promise<void> {
  await tx.insert(tx.tables.sanctionSteps).values(row)
}

/** What was done about sanctions, oldest first, by sanction. */
export async function sanctionStepsOf(db: Queries, ids: readonly string[]): Promise<Map<string, SanctionStepRow[]>> {
  const found = new Map<string, SanctionStepRow[]>()
  if (ids.length === 0) return found
  const { sanctionSteps } = db.tables
  const rows = await db
    .select()
    .from(sanctionSteps)
    .where(inArray(sanctionSteps.sanctionId, [...ids]))
    .orderBy(asc(sanctionSteps.id))
  for (const row of rows) found.set(row.sanctionId, [...(found.get(row.sanctionId) ?? []), row])
  return found
}

/** When a person wrote last: anywhere, or in a section. */
export async function lastWrittenAt(db: Queries, personId: string, section: string): Promise<number | undefined> {
  const { comments, stories } = db.tables
  const [row] = await db
    .select({ at: comments.createdAt })
    .from(comments)
    .innerJoin(stories, eq(stories.id, comments.storyId))
    .where(and(eq(comments.personId, personId), section === '' ? undefined : eq(stories.section, section)))
    .orderBy(desc(comments.createdAt))
    .limit(1)
  return row?.at
}

/** Takes back the notices of a sanction that were neither read nor sent by mail. @returns whether any are left. */
export async function dropUnseenNotices(tx: Tx, { id, personId }: SanctionRow): Promise<boolean> {
  const { notices } = tx.tables
  const of = and(eq(notices.personId, personId), eq(notices.sanctionId, id))
  await tx.delete(notices).where(and(of, isNull(notices.readAt), isNull(notices.mailedAt)))
  return (await tx.select({ id: notices.id }).from(notices).where(of).limit(1)).length > 0
}
