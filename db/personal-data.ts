import { asc, eq, getTableColumns, inArray } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { Queries } from './database.ts'
import type { Tables } from './tables.ts'

export type TableName = keyof Tables
type Row = Record<string, unknown>

export interface Personal {
  /** As the download names it. */
  name: string
  table: TableName
  /** The column that names the person. */
  column: string
  /** What the rows are, in words. */
  about: string
  /** Not told: secrets, what is worked out from the rest, and what concerns somebody else. */
  omit: readonly string[]
}

const rowsOf = (
  name: string,
  table: TableName,
  column: string,
  about: string,
  omit: readonly string[] = [],
): Personal => ({ name, table, column, about, omit: [column, ...omit] })

/**
 * Every column that names a person, and how its rows are told in the download. A new table with such a column has to be
 * named here, or in `untold` with the reason.
 */
export const personal: readonly Personal[] = [
  rowsOf('profile', 'people', 'id', 'Your account.', ['image']),
  rowsOf('waysToSignIn', 'accounts', 'personId', 'How you sign in.', [
    ...['id', 'password', 'accessToken', 'refreshToken', 'idToken'],
  ]),
  rowsOf('guest', 'guests', 'personId', 'The address you gave as a guest.'),
  rowsOf('roles', 'roles', 'personId', 'What you may do here. `storyId` is the story of an author.'),
  rowsOf('sessions', 'sessions', 'personId', 'Where you are signed in.', ['tokenHash']),
  rowsOf('secondFactor', 'secondFactors', 'personId', 'Your second factor, without its secret.', [
    ...['secret', 'lastStep', 'tries', 'triesSince'],
  ]),
  rowsOf('recoveryCodes', 'recoveryCodes', 'personId', 'Recovery codes that are left; only when they were made.', [
    'codeHash',
  ]),
  rowsOf('erasure', 'erasures', 'personId', 'That you asked for this account to be erased.'),
  rowsOf('muted', 'mutes', 'personId', 'Whose comments you do not want to read.'),
  rowsOf('comments', 'comments', 'personId', 'What you wrote under stories, also what is not public.', [
    ...['html', 'rootSeq', 'path', 'decidedBy', 'importKey'],
  ]),
  rowsOf('agreed', 'reactions', 'personId', 'Comments you agree with.'),
  rowsOf('idempotencyKeys', 'idempotencyKeys', 'personId', 'Kept two days, so that nothing is posted twice.'),
  rowsOf('drafts', 'drafts', 'personId', 'Texts you began and did not post.'),
  rowsOf('follows', 'subscriptions', 'personId', 'Stories you follow.'),
  rowsOf('notices', 'notices', 'personId', 'What you were told.', ['key']),
  rowsOf('noticeChoices', 'noticeChoices', 'personId', 'What you want to be told of by e-mail.'),
  rowsOf('letters', 'letters', 'personId', 'Letters with notices that went to you.', ['tokenHash']),
  rowsOf('sanctions', 'sanctions', 'personId', 'Warnings, limits and bans of yours.', ['note', 'createdBy']),
  rowsOf('reopeningRequests', 'reopeningRequests', 'personId', 'Where you asked that commenting be opened again.'),
  rowsOf('thanks', 'updateCredits', 'personId', 'Updates that thank you.'),
  rowsOf('flags', 'flags', 'personId', 'What you flagged, and why.'),
  rowsOf('appeals', 'appeals', 'personId', 'Your appeals.'),
  rowsOf('updates', 'updates', 'personId', 'Updates you wrote.', ['html', 'importKey']),
  rowsOf('caseNotes', 'caseNotes', 'personId', 'Notes you wrote as a moderator.'),
  rowsOf('casesAssigned', 'cases', 'assigneeId', 'Cases that you have in hand.', [
    ...['subjectText', 'sourceText', 'claim', 'source', 'joinKey', 'allegation', 'reply', 'answer'],
  ]),
  rowsOf('decisions', 'caseDecisions', 'decidedBy', 'What you decided as a moderator.', ['secondedBy']),
  rowsOf('decisionsSeconded', 'caseDecisions', 'secondedBy', 'What you seconded as a moderator.', ['decidedBy']),
  rowsOf('suspensions', 'suspensions', 'createdBy', 'Suspensions you made.', ['endedBy']),
  rowsOf('suspensionsEnded', 'suspensions', 'endedBy', 'Suspensions you ended.', ['createdBy']),
  rowsOf('schedules', 'schedules', 'createdBy', 'Schedules you made.'),
  rowsOf('sanctionsMade', 'sanctions', 'createdBy', 'Sanctions you decided on as a moderator.', [
    ...['personId', 'commentIds', 'caseIds', 'appealWords'],
  ]),
  rowsOf('sanctionSteps', 'sanctionSteps', 'personId', 'What you did about sanctions as a moderator.', ['before']),
  rowsOf('notesWritten', 'personNotes', 'createdBy', 'Notes on people that you wrote as a moderator.', ['personId']),
  rowsOf('screeningRules', 'screeningRules', 'changedBy', 'Screening rules you changed last.', ['secret']),
  rowsOf('publisherKeys', 'publisherKeys', 'createdBy', 'Keys you made for the publisher’s systems.', ['keyHash']),
  rowsOf('moderatorActs', 'moderatorActs', 'personId', 'What you did with comments as a moderator.', ['before']),
  rowsOf('claims', 'claims', 'personId', 'Comments you have in hand as a moderator.'),
  rowsOf('decisionLog', 'decisionLog', 'personId', 'Entries of the decision log that you caused.', [
    ...['wordsSalt', 'wordsDigest', 'personSalt', 'personDigest', 'previousHash', 'hash'],
  ]),
]

/** Columns that name a person and are not told, with the reason. */
export const untold: Readonly<Record<string, string>> = {
  'mutes.mutedId': 'Who muted whom is told to nobody else.',
  'personNotes.personId': 'What moderators noted for each other; the people who run the site answer for it when asked.',
  'screeningPrints.personId': 'Figures worked out from what you wrote, which is told, and gone after some days.',
  'comments.decidedBy': 'Another person’s comments; what a moderator did is in the decision log.',
}

/** Rows of one kind about a person, a page at a time. */
export async function personalRows(
  db: Queries,
  { table, column, omit }: Personal,
  personId: string,
  { offset, limit }: { offset: number; limit: number },
): Promise<Row[]> {
  const from = db.tables[table] as unknown as PgTable
  const columns: Record<string, PgColumn> = getTableColumns(from)
  const told = Object.fromEntries(Object.entries(columns).filter(([name]) => !omit.includes(name)))
  const by = columns[column]
  if (!by) throw new Error(`${table} has no column ${column}`)
  return db
    .select(told)
    .from(from)
    .where(eq(by, personId))
    .orderBy(
      ...Object.values(columns)
        .filter(isOrdered)
        .map((one) => asc(one)),
    )
    .limit(limit)
    .offset(offset)
}

/** JSON has no order that both databases know. */
function isOrdered({ dataType }: PgColumn): boolean {
  return dataType !== 'json'
}

/** Older wordings of comments. */
export async function revisionsOf(db: Queries, commentIds: string[]): Promise<Row[]> {
  if (commentIds.length === 0) return []
  const { commentRevisions } = db.tables
  const { html, ...told } = getTableColumns(commentRevisions)
  return db
    .select(told)
    .from(commentRevisions)
    .where(inArray(commentRevisions.commentId, commentIds))
    .orderBy(asc(commentRevisions.commentId), asc(commentRevisions.revision))
}
