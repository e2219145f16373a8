import { and, asc, eq, gt, inArray, isNull, lte, type SQL, sql } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'
import { kindsOf, usualChoices } from './notice-choices.ts'
import { isHeard, type NoticeRow } from './notices.ts'
import type { NoticeGroup, Tables } from './tables.ts'

export type How = 'at_once' | 'digest'

/** Of a notice: `at_once`, `digest` or `off`, as the person it is for chooses now. One thread's choice goes before that for all. */
function routeOf({ notices, noticeChoices, subscriptions }: Tables): SQL {
  const { level } = subscriptions
  const isOf = (group: NoticeGroup) => inArray(notices.kind, kindsOf(group))
  const chosen = (group: NoticeGroup) => sql`coalesce(${noticeChoices[group]}, ${sql.raw(`'${usualChoices[group]}'`)})`
  return sql`case
    when ${isOf('cases')} then ${chosen('cases')}
    when ${level} = 'muted' then 'off'
    when ${isOf('replies')} then ${chosen('replies')}
    when ${level} = 'page' then 'off'
    when ${level} in ('at_once', 'digest') then ${level}
    when ${isOf('clarifications')} then ${chosen('clarifications')}
    else ${chosen('threads')} end`
}

/** The notices that wait for a letter of this kind: not read, in no letter yet, of nobody they muted, for people whose address is confirmed. */
function waiting(db: Queries, how: How, more: SQL | undefined) {
  const { notices, people, noticeChoices, subscriptions } = db.tables
  const isWaiting = and(isNull(notices.readAt), isNull(notices.mailedAt), eq(people.emailVerified, true))
  return {
    people: eq(people.id, notices.personId),
    choices: eq(noticeChoices.personId, notices.personId),
    level: and(eq(subscriptions.personId, notices.personId), eq(subscriptions.storyId, notices.storyId)),
    where: and(more, isWaiting, isHeard(db.tables), sql`${routeOf(db.tables)} = ${how}`),
  }
}

/** What waits for a letter to a person, oldest first. @param between epoch ms: later than `after`, up to `until`. */
export async function noticesToMail(
  db: Queries,
  { personId, how }: { personId: string; how: How },
  { after, until, limit }: { after: number; until: number; limit: number },
): Promise<{ notice: NoticeRow; isByThread: boolean }[]> {
  const { notices, people, noticeChoices, subscriptions } = db.tables
  const own = and(eq(notices.personId, personId), gt(notices.createdAt, after), lte(notices.createdAt, until))
  const on = waiting(db, how, own)
  const rows = await db
    .select({ notice: notices, level: subscriptions.level })
    .from(notices)
    .innerJoin(people, on.people)
    .leftJoin(noticeChoices, on.choices)
    .leftJoin(subscriptions, on.level)
    .where(on.where)
    .orderBy(asc(notices.id))
    .limit(limit)
  return rows.map(({ notice, level }) => ({
    notice,
    isByThread: level === how && [...kindsOf('threads'), ...kindsOf('clarifications')].includes(notice.kind),
  }))
}

/** Of people who were told these, who wants a letter at once. */
export async function peopleAtOnce(db: Queries, noticeIds: string[]): Promise<string[]> {
  if (noticeIds.length === 0) return []
  const { notices, people, noticeChoices, subscriptions } = db.tables
  const on = waiting(db, 'at_once', inArray(notices.id, noticeIds))
  const rows = await db
    .selectDistinct({ personId: notices.personId })
    .from(notices)
    .innerJoin(people, on.people)
    .leftJoin(noticeChoices, on.choices)
    .leftJoin(subscriptions, on.level)
    .where(on.where)
  return rows.map((row) => row.personId)
}

/** People for whom a digest has something, in the order of their ids. @param page `after` the last one of the page before. */
export async function peopleWithDigest(
  db: Queries,
  { after, until }: { after: number; until: number },
  page: { after: string; limit: number },
): Promise<string[]> {
  const { notices, people, noticeChoices, subscriptions } = db.tables
  const within = and(gt(notices.createdAt, after), lte(notices.createdAt, until), gt(notices.personId, page.after))
  const on = waiting(db, 'digest', within)
  const rows = await db
    .selectDistinct({ personId: notices.personId })
    .from(notices)
    .innerJoin(people, on.people)
    .leftJoin(noticeChoices, on.choices)
    .leftJoin(subscriptions, on.level)
    .where(on.where)
    .orderBy(asc(notices.personId))
    .limit(page.limit)
  return rows.map((row) => row.personId)
}

/** @returns the ids of those that are in no other letter and were not read meanwhile: of two letters one gets each. */
export async function markMailed(tx: Tx, ids: string[], mailedAt: number): Promise<Set<string>> {
  const { notices } = tx.tables
  const rows = await tx
    .update(notices)
    .set({ mailedAt })
    .where(and(inArray(notices.id, ids), isNull(notices.mailedAt), isNull(notices.readAt)))
    .returning({ id: notices.id })
  return new Set(rows.map((row) => row.id))
}
