import { and, asc, desc, eq, getTableColumns, inArray, isNotNull, lt, ne, sql } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'
import type { Tables } from './tables.ts'

export type LogRow = Tables['decisionLog']['$inferSelect']

/** Number and hash of the log's last entry. */
export interface LogHead {
  number: number
  hash: string
}

const HEAD = 'log'

/**
 * Takes the next number of the log, with the hash of the entry before. Whoever took one holds the log until the
 * transaction ends, so numbers have no gaps and every entry finds the one before it. Given back on rollback.
 *
 * @param beginning the hash that stands before the first entry.
 */
export async function takeLogNumber(tx: Tx, beginning: string): Promise<LogHead> {
  const { logHead } = tx.tables
  const take = () =>
    tx
      .update(logHead)
      .set({ number: sql`${logHead.number} + 1` })
      .where(eq(logHead.key, HEAD))
      .returning({ number: logHead.number, hash: logHead.hash })
  let [head] = await take()
  if (!head) {
    await tx.insert(logHead).values({ key: HEAD, number: 0, hash: beginning }).onConflictDoNothing()
    head = (await take())[0]
  }
  if (!head) throw new Error('The log has no head.')
  return head
}

/** Makes `hash` that of the entry whose number was taken last. */
export async function moveLogHead(tx: Tx, hash: string): Promise<void> {
  const { logHead } = tx.tables
  await tx.update(logHead).set({ hash }).where(eq(logHead.key, HEAD))
}

/** Undefined as long as nothing was logged. */
export async function logHeadOf(db: Queries): Promise<LogHead | undefined> {
  const { logHead } = db.tables
  const [head] = await db
    .select({ number: logHead.number, hash: logHead.hash })
    .from(logHead)
    .where(eq(logHead.key, HEAD))
  return head
}

export async function insertLogEntry(tx: Tx, row: LogRow): Promise<void> {
  await tx.insert(tx.tables.decisionLog).values(row)
}

export type LogPageRow = LogRow & { storyTitle: string | null }

interface LogQuery {
  storyId?: string | undefined
  /** Only entries with a smaller number. */
  before?: number | undefined
  /** Only what is told to everybody. */
  publicOnly?: boolean
  limit: number
}

/** Entries newest first. */
export function logPage(db: Queries, { storyId, before, publicOnly, limit }: LogQuery): Promise<LogPageRow[]> {
  const { decisionLog, stories } = db.tables
  return db
    .select({ ...getTableColumns(decisionLog), storyTitle: stories.title })
    .from(decisionLog)
    .leftJoin(stories, eq(stories.id, decisionLog.storyId))
    .where(
      and(
        storyId ? eq(decisionLog.storyId, storyId) : undefined,
        before === undefined ? undefined : lt(decisionLog.number, before),
        publicOnly ? ne(decisionLog.role, 'sealed') : undefined,
      ),
    )
    .orderBy(desc(decisionLog.number))
    .limit(limit)
}

/** The entries that are steps of a case, oldest first, at most 200. */
export function caseLogOf(db: Queries, caseId: string): Promise<LogRow[]> {
  const { decisionLog } = db.tables
  return db.select().from(decisionLog).where(eq(decisionLog.caseId, caseId)).orderBy(asc(decisionLog.number)).limit(200)
}

/** The entries on a case that everybody may read, its findings and appeals, oldest first. */
export function publicCaseLogOf(db: Queries, reference: string): Promise<LogPageRow[]> {
  const { decisionLog, cases, stories } = db.tables
  return db
    .select({ ...getTableColumns(decisionLog), storyTitle: stories.title })
    .from(decisionLog)
    .innerJoin(cases, eq(cases.id, decisionLog.caseId))
    .leftJoin(stories, eq(stories.id, decisionLog.storyId))
    .where(and(eq(cases.reference, reference), ne(decisionLog.verb, 'case.step')))
    .orderBy(asc(decisionLog.number))
}

/**
 * Entries oldest first, after `after`, for a log that may have been tampered with: a number may be there twice, and a
 * detail that is no JSON comes as null.
 */
export async function logBatch(
  db: Queries,
  after: Pick<LogRow, 'number' | 'id'> | undefined,
  limit: number,
): Promise<LogRow[]> {
  const { decisionLog } = db.tables
  const rows = await db
    .select({ ...getTableColumns(decisionLog), detail: sql<unknown>`${decisionLog.detail}` })
    .from(decisionLog)
    .where(after && sql`(${decisionLog.number}, ${decisionLog.id}) > (${after.number}, ${after.id})`)
    .orderBy(asc(decisionLog.number), asc(decisionLog.id))
    .limit(limit)
  return rows.map((row) => ({ ...row, detail: parsed(row.detail) as LogRow['detail'] }))
}

/** JSON as the driver hands it over: read by PostgreSQL's, a text from SQLite's. */
function parsed(json: unknown): unknown {
  if (typeof json !== 'string') return json
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}

/** Which of the entries with these numbers still have words. */
export async function numbersWithWords(db: Queries, numbers: number[]): Promise<number[]> {
  if (numbers.length === 0) return []
  const { decisionLog } = db.tables
  const rows = await db
    .select({ number: decisionLog.number })
    .from(decisionLog)
    .where(and(inArray(decisionLog.number, numbers), isNotNull(decisionLog.words)))
    .orderBy(asc(decisionLog.number))
  return rows.map((row) => row.number)
}

/** Entries that have exactly these words. */
export async function numbersWithSameWords(db: Queries, words: string): Promise<number[]> {
  const { decisionLog } = db.tables
  const rows = await db
    .select({ number: decisionLog.number })
    .from(decisionLog)
    .where(eq(decisionLog.words, words))
    .orderBy(asc(decisionLog.number))
  return rows.map((row) => row.number)
}

/** When, and by which entry, words were removed, by the number of the entry that had them. */
export async function wordRemovals(db: Queries): Promise<Map<number, Pick<LogRow, 'number' | 'at'>>> {
  const { decisionLog } = db.tables
  const rows = await db
    .select({ number: decisionLog.number, at: decisionLog.at, detail: decisionLog.detail })
    .from(decisionLog)
    .where(eq(decisionLog.verb, 'log.words_removed'))
  return new Map(rows.map(({ detail, ...removal }) => [Number(detail.number), removal]))
}

export async function logEntryByNumber(db: Queries, number: number): Promise<LogRow | undefined> {
  const { decisionLog } = db.tables
  const [row] = await db.select().from(decisionLog).where(eq(decisionLog.number, number))
  return row
}

/** Takes the words out of an entry; their digest stays. @returns false if it has none. */
export async function eraseLogWords(tx: Tx, number: number): Promise<boolean> {
  const { decisionLog } = tx.tables
  const erased = await tx
    .update(decisionLog)
    .set({ words: null, wordsSalt: null })
    .where(and(eq(decisionLog.number, number), isNotNull(decisionLog.words)))
    .returning({ number: decisionLog.number })
  return erased.length > 0
}

/** Takes a person out of every entry; the digest stays, and without its salt leads nowhere. */
export async function eraseLogPerson(tx: Tx, personId: string): Promise<void> {
  const { decisionLog } = tx.tables
  await tx.update(decisionLog).set({ personId: null, personSalt: null }).where(eq(decisionLog.personId, personId))
}
