import { type CaseRow, changeCase } from '../../db/cases.ts'
import type { Tx } from '../../db/database.ts'
import { appealsOf, type DecisionRow, decisionsOf, insertAppeal, insertCaseNote } from '../../db/decisions.ts'
import { addEvent } from '../../db/events.ts'
import type { Context, Reader } from '../context.ts'
import { Refusal } from '../errors.ts'
import { newId } from '../ids.ts'
import { appendLog } from '../log/append-log.ts'
import { isAuthor, isStaff } from '../people/offices.ts'
import { settingsOf } from '../sites/settings.ts'
import { changedSince, logStep, moveCase, stateAfter } from './move-case.ts'
import { isToldConcerned } from './my-cases.ts'
import { partiesOf } from './parties.ts'
import { requireCase } from './require-case.ts'
import { isNoted, mayAppealBy, type Parties } from './rules.ts'

const HOUR_MS = 60 * 60 * 1000

/**
 * The person concerned answers what is alleged, or says that they will not.
 *
 * @param reply null: no answer will come.
 * @throws Refusal `not_found`: not about a comment of theirs; `conflict`: nobody asked, answered before, or decided.
 */
export async function replyToCase(ctx: Context, by: Reader, id: string, reply: string | null): Promise<CaseRow> {
  return withParties(ctx, id, async (tx, row, parties) => {
    if (parties.concernedId !== by.personId || row.replyAskedAt === null) throw noSuchCase()
    const now = ctx.now()
    const { cases } = await settingsOf(tx)
    const change = reply === null ? { replyWaivedAt: now } : { reply, repliedAt: now }
    return moveCase(tx, row, {
      step: { step: reply === null ? 'waive' : 'reply' },
      by: { personId: by.personId, role: 'reader' },
      now,
      concernedId: parties.concernedId,
      change: { ...change, dueAt: Math.min(row.dueAt, now + cases.dueHours * HOUR_MS) },
    })
  })
}

/**
 * Appeals a published finding, once per person whom it went against. It is judged again by another moderator; until
 * then the finding stands, with a word that it is under appeal.
 *
 * @throws Refusal `not_found`: no part in the case; `conflict`: not against them, appealed before, or too late.
 */
export async function appealCase(ctx: Context, by: Reader, id: string, reason: string): Promise<CaseRow> {
  return withParties(ctx, id, async (tx, row, parties) => {
    const now = ctx.now()
    const { part, decision } = await appealable(tx, by, { row, parties, now })
    const isFirst = row.state !== 'appealed'
    const move = {
      step: { step: 'appeal' } as const,
      by: { personId: by.personId, role: 'reader' as const },
      now,
      concernedId: parties.concernedId,
    }
    if (isFirst) stateAfter(row, move)
    const round = isFirst ? row.round + 1 : row.round
    await insertAppeal(tx, { caseId: id, personId: by.personId, round, reason, createdAt: now })
    if (!isFirst) {
      tx.hint('desk')
      await logStep(tx, row, {
        name: 'join_appeal',
        by: move.by,
        now,
        from: row.state,
        to: row.state,
        detail: { part },
      })
      return row
    }
    if (row.commentId && isNoted(decision)) await addEvent(tx, row.storyId, 'comment.noted', row.commentId, now)
    const { cases } = await settingsOf(tx)
    const change = { round, assigneeId: null, dueAt: now + cases.dueHours * HOUR_MS }
    const moved = await moveCase(tx, row, { ...move, change, detail: { part } })
    await appendLog(tx, {
      at: now,
      verb: 'case.appealed',
      role: 'reader',
      personId: by.personId,
      storyId: row.storyId,
      caseId: row.id,
      detail: { reference: row.reference, kind: row.kind },
    })
    return moved
  })
}

interface Appealing {
  row: CaseRow
  parties: Parties
  now: number
}

/** @throws Refusal as `appealCase`, but for the state of the case. */
async function appealable(
  tx: Tx,
  by: Reader,
  { row, parties, now }: Appealing,
): Promise<{ part: 'concerned' | 'flagger'; decision: DecisionRow }> {
  const decision = (await decisionsOf(tx, [row.id])).get(row.id)?.find((one) => one.round === row.publishedRound)
  const part = parties.concernedId === by.personId ? 'concerned' : 'flagger'
  const isTold = part === 'concerned' ? isToldConcerned(row, decision) : parties.flaggerIds.includes(by.personId)
  if (!isTold) throw noSuchCase()
  const isTheirs = part === 'concerned' || parties.standingIds.includes(by.personId)
  if (!decision || !isTheirs || !mayAppealBy(part, decision))
    throw new Refusal('conflict', 'There is no finding against you here to appeal.')
  if ((await appealsOf(tx, row.id)).some((appeal) => appeal.personId === by.personId))
    throw new Refusal('conflict', 'You have appealed this case already; there is one appeal each.')
  // Also where somebody else's appeal has the case under review anyway.
  if (row.appealUntil === null || row.appealUntil <= now)
    throw new Refusal('conflict', 'This decision cannot be appealed now.')
  return { part, decision }
}

/**
 * What the story's author says to a case, apart from the finding.
 * @throws Refusal `not_found`; `forbidden`: staff, but not its author; `conflict`: not about misrepresentation.
 */
export async function answerCase(ctx: Context, by: Reader, id: string, answer: string | null): Promise<CaseRow> {
  return withParties(ctx, id, async (tx, row) => {
    if (!isAuthor(by, row.storyId))
      throw isStaff(by) ? new Refusal('forbidden', 'Only the story’s author answers here.') : noSuchCase()
    if (row.kind !== 'misrepresentation')
      throw new Refusal('conflict', 'An author answers cases of misrepresentation only.')
    const now = ctx.now()
    const change = { answer, answeredAt: answer === null ? null : now }
    if (!(await changeCase(tx, row, change))) throw await changedSince(tx, id)
    const moved = { ...row, ...change, version: row.version + 1 }
    if (row.publishedRound !== null)
      await addEvent(tx, row.storyId, row.commentId ? 'comment.noted' : 'story.changed', row.commentId, now)
    tx.hint('desk')
    const actor = { personId: by.personId, role: 'author' as const }
    await logStep(tx, moved, {
      name: answer === null ? 'unanswer' : 'answer',
      by: actor,
      now,
      from: row.state,
      to: row.state,
    })
    return moved
  })
}

/** Leaves a note that only moderators read. @throws Refusal `not_found`. */
export async function noteOnCase(ctx: Context, by: Reader, id: string, body: string): Promise<CaseRow> {
  return withParties(ctx, id, async (tx, row) => {
    await insertCaseNote(tx, { id: newId(), caseId: id, personId: by.personId, body, createdAt: ctx.now() })
    tx.hint('desk')
    return row
  })
}

type Work = (tx: Tx, row: CaseRow, parties: Parties) => Promise<CaseRow>

async function withParties(ctx: Context, id: string, work: Work): Promise<CaseRow> {
  const { storyId } = await requireCase(ctx.db.read, id)
  return ctx.db.transact(`story:${storyId}`, async (tx) => {
    const row = await requireCase(tx, id)
    return work(tx, row, await partiesOf(tx, row))
  })
}

function noSuchCase(): Refusal {
  return new Refusal('not_found', 'There is no such case.')
}
