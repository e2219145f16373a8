import { casesByIds } from '../../db/cases.ts'
import { commentsByIds } from '../../db/comments.ts'
import type { Queries, Tx } from '../../db/database.ts'
import { personById } from '../../db/people.ts'
import { grantsOf } from '../../db/roles.ts'
import { insertSanction, type SanctionRow, sanctionsHolding } from '../../db/sanctions.ts'
import type { Context, Reader } from '../context.ts'
import type { Parsed } from '../contract/index.ts'
import { Refusal } from '../errors.ts'
import { newId } from '../ids.ts'
import { requireModerates } from '../people/in-office.ts'
import { COMMENTING } from '../suspensions/guard.ts'
import { barFor } from './ranks.ts'
import { queueEnd, recordStep, tellPerson } from './record.ts'
import { holdsUntilOf, termsProblem } from './rules.ts'

type Wanted = Parsed<'POST /api/v1/people/:id/sanctions'>['body']

/**
 * Warns, limits or bans a person; that a moderator of sections does it in one of theirs, `inOffice` has seen to. It is made while nobody writes anywhere, on any node: once it is acknowledged nothing
 * of theirs is accepted that it forbids. They are told by a notice, and by every refusal.
 *
 * @throws Refusal `not_found`; `forbidden`: oneself, staff who do not stand below, or what led to it is in another's section; `invalid`: its terms do not fit, or
 * a comment or case that is none of theirs; `conflict`: one of the kind holds there already.
 */
export function makeSanction(ctx: Context, by: Reader, personId: string, wanted: Wanted): Promise<SanctionRow> {
  return ctx.db.transact(COMMENTING, async (tx) => {
    const now = ctx.now()
    await requireBelow(tx, by, personId)
    const row = rowOf(by, personId, wanted, now)
    refuseTerms(row, now)
    await refuseStrangeReferences(tx, by, row)
    await refuseSecond(tx, row, now)
    await insertSanction(tx, row)
    await queueEnd(tx, row, now)
    await tellPerson(tx, row, { kind: 'sanctioned', step: '', now })
    await recordStep(tx, row, { step: 'made', by, words: row.note, now })
    return row
  })
}

/** @throws Refusal `not_found`; `forbidden`: this person is not for `by` to act on. */
export async function requireBelow(db: Queries, by: Reader, personId: string): Promise<void> {
  if (!(await personById(db, personId))) throw new Refusal('not_found', 'There is no such person.')
  const bar = barFor(by, { personId, grants: (await grantsOf(db, [personId])).get(personId) ?? [] })
  if (bar) throw new Refusal('forbidden', bar)
}

/** @throws Refusal `invalid`. */
export function refuseTerms(row: SanctionRow, now: number): void {
  const problem = termsProblem(row, now)
  if (problem) throw invalidAt(...problem)
}

function invalidAt(field: string, message: string): Refusal {
  return new Refusal('invalid', message, { issues: [{ path: `body.${field}`, message }] })
}

async function refuseStrangeReferences(tx: Tx, by: Reader, row: SanctionRow): Promise<void> {
  const { personId, commentIds, caseIds } = row
  const comments = await commentsByIds(tx, commentIds)
  if (comments.length < commentIds.length || comments.some((comment) => comment.personId !== personId))
    throw invalidAt('commentIds', 'One of these comments is not by this person.')
  const cases = await casesByIds(tx, caseIds)
  if (cases.length < caseIds.length) throw invalidAt('caseIds', 'One of these cases does not exist.')
  for (const { storyId } of [...comments, ...cases]) await requireModerates(tx, by, storyId)
}

/** Pressed twice, or by two moderators at once, it is one. */
async function refuseSecond(tx: Tx, row: SanctionRow, now: number): Promise<void> {
  const standing = (await sanctionsHolding(tx, row.personId, now)).find(
    (one) =>
      one.kind === row.kind && one.section === row.section && (one.slowSeconds === null) === (row.slowSeconds === null),
  )
  if (!standing) return
  const words =
    row.kind === 'warn'
      ? 'A warning still waits to be read by this person.'
      : `There is a ${row.kind} like this already. Change that one instead.`
  throw new Refusal('conflict', words, { current: { id: standing.id, version: standing.version } })
}

function rowOf(by: Reader, personId: string, wanted: Wanted, now: number): SanctionRow {
  const { kind, rule, reason, note, slowSeconds } = wanted
  const endsAt = wanted.endsAt === null ? null : Date.parse(wanted.endsAt)
  const reviewAt = wanted.reviewAt === null ? null : Date.parse(wanted.reviewAt)
  const section = wanted.section ?? ''
  const isOpen = kind !== 'warn' && endsAt === null && reviewAt === null
  return {
    ...{ id: newId(), personId, kind, slowSeconds, section, rule, reason, note, endsAt, reviewAt },
    commentIds: [...new Set(wanted.commentIds)],
    caseIds: [...new Set(wanted.caseIds)],
    createdAt: now,
    createdBy: by.personId,
    // One without an end is refused.
    holdsUntil: isOpen ? now : holdsUntilOf({ kind, endsAt, reviewAt }),
    ...{ acknowledgedAt: null, endedAt: null, ended: null },
    ...{ appeal: null, appealWords: null, appealedAt: null, appealAnswer: null, appealDecidedAt: null },
    version: 1,
  }
}
