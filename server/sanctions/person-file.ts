import type { CommentRow } from '../../db/comments.ts'
import type { Queries } from '../../db/database.ts'
import { findingsAgainst } from '../../db/decisions.ts'
import { stateCountsOf } from '../../db/desk.ts'
import { openFlagsOf } from '../../db/flags.ts'
import { type PersonRow, personById } from '../../db/people.ts'
import { peopleNames } from '../../db/people-names.ts'
import {
  deletePersonNote,
  findingCounts,
  insertPersonNote,
  letThroughCount,
  type PersonNoteRow,
  personNoteById,
  personNotesOf,
  writtenBy,
} from '../../db/person-file.ts'
import { type GrantRow, grantsOf } from '../../db/roles.ts'
import { sanctionsOf } from '../../db/sanctions.ts'
import { storiesByIds } from '../../db/stories.ts'
import { judgedByPerson } from '../cases/flagging/standing.ts'
import { OPEN_STATES } from '../cases/state/rules.ts'
import type { Context, Reader } from '../context.ts'
import type { Result } from '../contract/index.ts'
import { Refusal } from '../errors.ts'
import { newId } from '../ids.ts'
import { iso } from '../iso.ts'
import { confinedTo } from '../people/offices.ts'
import { excerptOf, presentForStaff } from './present.ts'
import { barFor } from './ranks.ts'

const PAGE = 20
const MOST = 100

type Standing = Result<'GET /api/v1/people/:id/standing'>

/**
 * What is known of a person here, for moderators: of sections that are not the viewer's, numbers alone.
 * @throws Refusal `not_found`.
 */
export async function readStanding(ctx: Context, by: Reader, id: string): Promise<Standing> {
  const { read } = ctx.db
  const now = ctx.now()
  const reach = confinedTo(by)
  const person = await requirePerson(read, id)
  const [grants, counts, findings, cases, sanctions, notes] = await Promise.all([
    grantsOf(read, [id]),
    countsOf(read, id, now),
    findingCounts(read, id),
    findingsAgainst(read, id, { since: 0, ...reach }),
    sanctionsOf(read, id, { withErrors: true, ...reach, limit: MOST }),
    personNotesOf(read, id, MOST),
  ])
  const given = grants.get(id) ?? []
  return {
    id,
    name: person.name,
    isGuest: person.isGuest,
    since: iso(person.createdAt),
    role: highest(given),
    counts,
    findings,
    cases: cases.map(({ row, decision }) => ({
      id: row.id,
      reference: row.reference,
      finding: decision.finding,
      at: iso(decision.publishedAt ?? decision.decidedAt),
    })),
    sanctions: await presentForStaff(read, sanctions, by, now),
    notes: await presentNotes(read, notes, by),
    barred: barFor(by, { personId: id, grants: given }) ?? null,
  }
}

async function countsOf(db: Queries, id: string, now: number): Promise<Standing['counts']> {
  const [byState, letThrough, judged, open] = await Promise.all([
    stateCountsOf(db, id),
    letThroughCount(db, id),
    judgedByPerson(db, [id], now),
    openFlagsOf(db, [id], OPEN_STATES),
  ])
  const of = (...states: CommentRow['state'][]) => states.reduce((sum, state) => sum + (byState.get(state) ?? 0), 0)
  const flags = judged.get(id) ?? []
  return {
    published: of('visible'),
    approved: letThrough,
    waiting: of('pending', 'approved'),
    rejected: of('rejected', 'returned'),
    removed: of('removed'),
    flagsUpheld: flags.filter(({ upheld }) => upheld === true).length,
    flagsUnfounded: flags.filter(({ upheld }) => upheld === false).length,
    flagsOpen: open.get(id) ?? 0,
  }
}

function highest(grants: readonly GrantRow[]): Standing['role'] {
  const has = (role: GrantRow['role']) => grants.some((grant) => grant.role === role)
  return (['owner', 'moderator', 'author', 'member'] as const).find(has) ?? 'reader'
}

/** A page of what a person wrote in the viewer's sections, with its states, newest first. @throws Refusal `not_found`. */
export async function readWritten(
  ctx: Context,
  by: Reader,
  id: string,
  after: string | undefined,
): Promise<Result<'GET /api/v1/people/:id/comments'>> {
  const { read } = ctx.db
  await requirePerson(read, id)
  const rows = await writtenBy(read, id, { after, ...confinedTo(by), limit: PAGE + 1 })
  const page = rows.slice(0, PAGE)
  const stories = await storiesByIds(read, [...new Set(page.map((row) => row.storyId))])
  const urls = new Map(stories.map((story) => [story.id, story.url]))
  return {
    comments: page.map((row) => ({
      id: row.id,
      storyId: row.storyId,
      storyTitle: row.storyTitle,
      url: `${urls.get(row.storyId) ?? ''}#comment-${row.id}`,
      state: row.deletedAt === null ? row.state : 'deleted',
      text: row.deletedAt === null ? excerptOf(row.html) : '',
      at: iso(row.createdAt),
    })),
    next: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null,
  }
}

type Note = Result<'POST /api/v1/people/:id/notes'>

/** Notes something about a person, for staff. @throws Refusal `not_found`. */
export async function noteOnPerson(ctx: Context, by: Reader, personId: string, body: string): Promise<Note> {
  const row = { id: newId(), personId, body, createdBy: by.personId, createdAt: ctx.now() }
  await ctx.db.transact(`person:${personId}`, async (tx) => {
    await requirePerson(tx, personId)
    await insertPersonNote(tx, row)
  })
  const [note] = await presentNotes(ctx.db.read, [row], by)
  if (!note) throw new Error('a note was presented as nothing')
  return note
}

/** @throws Refusal `not_found`; `forbidden`: somebody else's, and not an owner. */
export async function deleteNote(ctx: Context, by: Reader, personId: string, id: string): Promise<void> {
  await ctx.db.transact(`person:${personId}`, async (tx) => {
    const row = await personNoteById(tx, id)
    if (row?.personId !== personId) throw new Refusal('not_found', 'There is no such note.')
    if (!mayDelete(row, by)) throw new Refusal('forbidden', 'Only who wrote this note, or an owner, can delete it.')
    await deletePersonNote(tx, id)
  })
}

async function presentNotes(db: Queries, rows: readonly PersonNoteRow[], by: Reader): Promise<Note[]> {
  const names = await peopleNames(db, [...new Set(rows.flatMap((row) => row.createdBy ?? []))])
  return rows.map((row) => ({
    id: row.id,
    body: row.body,
    by: (row.createdBy && names.get(row.createdBy)) ?? null,
    at: iso(row.createdAt),
    mayDelete: mayDelete(row, by),
  }))
}

function mayDelete({ createdBy }: PersonNoteRow, by: Reader): boolean {
  return by.role === 'owner' || createdBy === by.personId
}

async function requirePerson(db: Queries, id: string): Promise<PersonRow> {
  const person = await personById(db, id)
  if (!person) throw new Refusal('not_found', 'There is no such person.')
  return person
}
