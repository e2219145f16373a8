import { and, count, desc, eq, gt, inArray, isNotNull, isNull, lt, max, ne, or, type SQL, sql } from 'drizzle-orm'
import type { CommentRow } from './comments.ts'
import type { Queries, Tx } from './database.ts'
import { fitsSlots, inSlots, prepared, slotted } from './prepared.ts'
import type { Tables } from './tables.ts'

export type ScreeningRuleRow = Tables['screeningRules']['$inferSelect']
export type ScreeningRow = Tables['screenings']['$inferSelect']
export type PrintRow = Tables['screeningPrints']['$inferSelect']

const VERSION = 'screening'
const IN = 500

/** Moves with every change of a rule: whoever keeps the rules knows by it whether they still hold. */
export async function screeningVersion(db: Queries): Promise<number> {
  const statement = prepared(db, 'screening_version', (q) => {
    const { counters } = q.tables
    return q
      .select({ value: counters.value })
      .from(counters)
      .where(eq(counters.key, sql.placeholder('key')))
      .prepare('screening_version')
  })
  const [row] = await statement.execute({ key: VERSION })
  return row?.value ?? 0
}

/** Each rule as it stands, oldest first, with the name of whoever changed it last. */
export async function standingRules(db: Queries): Promise<(ScreeningRuleRow & { changedByName: string | null })[]> {
  const { screeningRules: rules, people } = db.tables
  const latest = db
    .select({ id: rules.id, version: max(rules.version).as('latest_version') })
    .from(rules)
    .groupBy(rules.id)
    .as('latest')
  const rows = await db
    .select({ rule: rules, name: people.name })
    .from(rules)
    .innerJoin(latest, and(eq(latest.id, rules.id), eq(latest.version, rules.version)))
    .leftJoin(people, eq(people.id, rules.changedBy))
    .where(eq(rules.isRemoved, false))
    .orderBy(rules.id)
  return rows.map(({ rule, name }) => ({ ...rule, changedByName: name }))
}

/** Rules as they were, by id and version. */
export async function rulesAsTheyWere(
  db: Queries,
  ids: readonly string[],
): Promise<Pick<ScreeningRuleRow, 'id' | 'version' | 'name' | 'houseRule' | 'check'>[]> {
  if (ids.length === 0) return []
  const { screeningRules: rules } = db.tables
  return db
    .select()
    .from(rules)
    .where(inArray(rules.id, [...ids]))
}

/** Adds a version of a rule. */
export async function addRuleVersion(tx: Tx, row: ScreeningRuleRow): Promise<void> {
  const { screeningRules, counters } = tx.tables
  await tx.insert(screeningRules).values(row)
  await tx
    .insert(counters)
    .values({ key: VERSION, value: 1 })
    .onConflictDoUpdate({ target: counters.key, set: { value: sql`${counters.value} + 1` } })
}

export async function insertScreenings(tx: Tx, rows: ScreeningRow[]): Promise<void> {
  if (rows.length > 0) await tx.insert(tx.tables.screenings).values(rows)
}

/** What was said of comments as they stand. */
export async function screeningsOf(
  db: Queries,
  comments: readonly Pick<CommentRow, 'id' | 'revision'>[],
): Promise<ScreeningRow[]> {
  if (comments.length === 0) return []
  const ids = comments.map(({ id }) => id)
  const asked = (q: Queries, isAmong: SQL) =>
    q.select().from(q.tables.screenings).where(isAmong).orderBy(q.tables.screenings.id)
  const rows = fitsSlots(ids)
    ? await prepared(db, 'screenings_of', (q) =>
        asked(q, inSlots(q.tables.screenings.commentId)).prepare('screenings_of'),
      ).execute(slotted(ids))
    : await asked(db, inArray(db.tables.screenings.commentId, ids))
  const revisions = new Map(comments.map(({ id, revision }) => [id, revision]))
  return rows.filter(({ commentId, revision }) => revisions.get(commentId ?? '') === revision)
}

/** Whether a person has a comment that readers see. */
export async function hasPublicComment(db: Queries, personId: string): Promise<boolean> {
  const { comments } = db.tables
  const rows = await db
    .select({ id: comments.id })
    .from(comments)
    .where(and(eq(comments.personId, personId), eq(comments.state, 'visible')))
    .limit(1)
  return rows.length > 0
}

/** How many comments a person has written since a time, whatever became of them. */
export async function writtenSince(db: Queries, personId: string, since: number): Promise<number> {
  const { comments } = db.tables
  const [row] = await db
    .select({ n: count() })
    .from(comments)
    .where(and(eq(comments.personId, personId), gt(comments.createdAt, since)))
  return Number(row?.n ?? 0)
}

/** Prints of the texts since a time, newest first; not that of the comment named. */
export function printsSince(
  db: Queries,
  since: number,
  { personId, except, limit }: { personId: string | undefined; except: string | undefined; limit: number },
): Promise<PrintRow[]> {
  const { screeningPrints: prints } = db.tables
  return db
    .select()
    .from(prints)
    .where(
      and(
        gt(prints.createdAt, since),
        personId === undefined ? undefined : eq(prints.personId, personId),
        except === undefined ? undefined : ne(prints.commentId, except),
      ),
    )
    .orderBy(desc(prints.createdAt))
    .limit(limit)
}

export async function keepPrint(tx: Tx, row: PrintRow): Promise<void> {
  const { screeningPrints: prints } = tx.tables
  const { print, createdAt } = row
  await tx.insert(prints).values(row).onConflictDoUpdate({ target: prints.commentId, set: { print, createdAt } })
}

export async function forgetPrints(tx: Tx, before: number): Promise<void> {
  const { screeningPrints: prints } = tx.tables
  await tx.delete(prints).where(lt(prints.createdAt, before))
}

export interface Caught {
  ruleId: string
  outcome: ScreeningRow['outcome']
  /** Of the comment now; null of a text that was refused. */
  state: CommentRow['state'] | null
  isDecided: boolean
  n: number
}

/** How often each rule caught a text since a time, and what became of it. */
export async function caughtSince(db: Queries, since: number): Promise<Caught[]> {
  const { screenings, comments } = db.tables
  const isDecided = sql<number>`case when ${comments.decidedAt} is null then 0 else 1 end`
  const rows = await db
    .select({ ruleId: screenings.ruleId, outcome: screenings.outcome, state: comments.state, isDecided, n: count() })
    .from(screenings)
    .leftJoin(comments, eq(comments.id, screenings.commentId))
    .where(gt(screenings.at, since))
    .groupBy(screenings.ruleId, screenings.outcome, comments.state, sql`4`)
  return rows.map((row) => ({ ...row, isDecided: Number(row.isDecided) === 1, n: Number(row.n) }))
}

export type LateComment = Pick<
  CommentRow,
  'id' | 'storyId' | 'personId' | 'authorName' | 'html' | 'state' | 'createdAt' | 'decidedAt'
> & { storyTitle: string; section: string }

/** The latest comments of readers and guests, imported ones too, newest first; not what their writers took back, nor what offices wrote. */
export async function latestByReaders(db: Queries, limit: number): Promise<LateComment[]> {
  const { comments, stories } = db.tables
  const { id, storyId, personId, authorName, html, state, createdAt, decidedAt } = comments
  return db
    .select({
      ...{ id, storyId, personId, authorName, html, state, createdAt, decidedAt },
      storyTitle: stories.title,
      section: stories.section,
    })
    .from(comments)
    .innerJoin(stories, eq(stories.id, comments.storyId))
    .where(
      and(
        isNull(comments.deletedAt),
        or(isNull(comments.badge), eq(comments.badge, 'guest')),
        // Imported ones are of nobody here; of others that are, the writer has left.
        or(isNotNull(comments.personId), isNotNull(comments.importKey)),
      ),
    )
    .orderBy(desc(comments.createdAt))
    .limit(limit)
}

/** When each of these people first had a comment that readers see (epoch ms); who has none is missing. */
export async function firstPublicAt(db: Queries, personIds: readonly string[]): Promise<Map<string, number>> {
  const { comments } = db.tables
  const firsts = new Map<string, number>()
  for (let i = 0; i < personIds.length; i += IN) {
    const rows = await db
      .select({ personId: comments.personId, at: sql<number>`min(${comments.createdAt})` })
      .from(comments)
      .where(and(inArray(comments.personId, personIds.slice(i, i + IN)), eq(comments.state, 'visible')))
      .groupBy(comments.personId)
    for (const { personId, at } of rows) if (personId !== null) firsts.set(personId, Number(at))
  }
  return firsts
}
