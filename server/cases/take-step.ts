import type { CaseRow } from '../../db/cases.ts'
import type { Tx } from '../../db/database.ts'
import { changeDecision, decisionsOf, dropDecision, insertCaseNote } from '../../db/decisions.ts'
import type { Context, Reader } from '../context.ts'
import type { Parsed } from '../contract/index.ts'
import { Refusal } from '../errors.ts'
import { newId } from '../ids.ts'
import { officeOf } from '../people/offices.ts'
import { settingsOf } from '../sites/settings.ts'
import { UNDO_MS } from './decide-case.ts'
import { type Actor, type Move, moveCase, stateAfter } from './move-case.ts'
import { isTheirFinding } from './parties.ts'
import { publishCase } from './publish-case.ts'
import { type InHand, refuseInOtherHands, withCase } from './require-case.ts'
import { restoreSubject, takeFromReaders } from './subject-comment.ts'
import { tellAsked } from './tell.ts'

const HOUR_MS = 60 * 60 * 1000

type Wanted = Parsed<'POST /api/v1/cases/:id/steps'>['body']

/**
 * What a moderator does with a case beside deciding it.
 *
 * @throws Refusal `not_found`; `forbidden`: the moderator is part of the case, would confirm their own finding, or undo
 * somebody else's;
 * `conflict`: the case changed since it was read, or the step does not follow from where it stands.
 */
export async function takeStep(ctx: Context, by: Reader, id: string, wanted: Wanted): Promise<CaseRow> {
  return withCase(ctx, by, { id, version: wanted.version }, async (tx, inHand) => {
    const now = ctx.now()
    const actor: Actor = { personId: by.personId, role: officeOf(by) }
    const base = { by: actor, now, concernedId: inHand.parties.concernedId }
    if (wanted.step === 'undo' || wanted.step === 'publish') await refuseForeign(tx, inHand.row, by)
    if (wanted.step === 'begin_review' || wanted.step === 'ask_reply') await refuseInOtherHands(tx, inHand.row, by)
    return stepBy(tx, inHand, wanted, base)
  })
}

/** @throws Refusal `forbidden`: somebody else’s finding, and not an owner. */
async function refuseForeign(tx: Tx, { id, round }: CaseRow, by: Reader): Promise<void> {
  const decision = (await decisionsOf(tx, [id])).get(id)?.find((one) => one.round === round)
  if (!isTheirFinding(by, decision))
    throw new Refusal('forbidden', 'Only who made or confirmed this finding, or an owner, can do that.')
}

type Base = Pick<Move, 'by' | 'now' | 'concernedId'>

async function stepBy(tx: Tx, { row }: InHand, wanted: Wanted, base: Base): Promise<CaseRow> {
  const { personId } = base.by
  switch (wanted.step) {
    case 'take':
      return moveCase(tx, row, { ...base, step: { step: 'take' }, change: { assigneeId: personId } })
    case 'release':
      return moveCase(tx, row, { ...base, step: { step: 'release' }, change: { assigneeId: null } })
    case 'begin_review':
      return moveCase(tx, row, { ...base, step: { step: 'begin_review' }, change: { assigneeId: personId } })
    case 'ask_reply':
      return askReply(tx, row, wanted, base)
    case 'second':
      return confirm(tx, row, base)
    case 'decline':
      await note(tx, row, base, wanted.reason)
      return takeBack(tx, row, base, 'decline')
    case 'undo':
      return takeBack(tx, row, base, 'undo')
    case 'publish':
      return publishCase(tx, row, { by: base.by, now: base.now, isEarly: true })
    case 'reopen':
      await note(tx, row, base, wanted.reason)
      return moveCase(tx, row, {
        ...base,
        step: { step: 'reopen' },
        change: { assigneeId: personId, correctedAt: null },
      })
    case 'mark_staff':
      return markStaff(tx, row, wanted.isStaffConcerned, base)
  }
}

async function askReply(
  tx: Tx,
  row: CaseRow,
  { allegation, hours }: Extract<Wanted, { step: 'ask_reply' }>,
  base: Base,
): Promise<CaseRow> {
  const { cases } = await settingsOf(tx)
  const replyDueAt = base.now + (hours ?? cases.replyHours) * HOUR_MS
  const change = {
    allegation,
    replyAskedAt: base.now,
    replyDueAt,
    // A moderator has a day from then on.
    dueAt: Math.max(row.dueAt, replyDueAt + 24 * HOUR_MS),
    assigneeId: row.assigneeId ?? base.by.personId,
  }
  stateAfter(row, { ...base, step: { step: 'ask_reply' } })
  await tellAsked(tx, row, base.concernedId, base.now)
  return moveCase(tx, row, {
    ...base,
    step: { step: 'ask_reply' },
    change,
    detail: { hours: hours ?? cases.replyHours },
  })
}

/** A second moderator confirms a finding that concerns the site's own staff. */
async function confirm(tx: Tx, row: CaseRow, base: Base): Promise<CaseRow> {
  const decision = (await decisionsOf(tx, [row.id])).get(row.id)?.find((one) => one.round === row.round)
  if (decision && decision.decidedBy === base.by.personId)
    throw new Refusal('forbidden', 'You made this finding yourself: it needs a second moderator.')
  stateAfter(row, { ...base, step: { step: 'second' } })
  if (decision) {
    await changeDecision(tx, decision, { secondedBy: base.by.personId, secondedAt: base.now })
    await takeFromReaders(tx, row, decision, base.now)
  }
  return moveCase(tx, row, { ...base, step: { step: 'second' }, change: { publishAt: base.now + UNDO_MS } })
}

/** Nobody was told: the finding goes as if it had not been made, but for the log. */
async function takeBack(tx: Tx, row: CaseRow, base: Base, step: 'undo' | 'decline'): Promise<CaseRow> {
  stateAfter(row, { ...base, step: { step } })
  const decisions = (await decisionsOf(tx, [row.id])).get(row.id) ?? []
  const removedIn = (round: number | null) => decisions.find((one) => one.round === round)?.action === 'remove'
  await dropDecision(tx, row.id, row.round)
  const isTakenBack = row.kind !== 'misrepresentation' && removedIn(row.round) && !removedIn(row.publishedRound)
  if (isTakenBack) await restoreSubject(tx, row, base.now)
  const correctedAt = row.publishedRound === null ? null : row.correctedAt
  return moveCase(tx, row, { ...base, step: { step }, change: { publishAt: null, correctedAt } })
}

async function markStaff(tx: Tx, row: CaseRow, isConcerned: boolean, base: Base): Promise<CaseRow> {
  if (!isConcerned && row.staffConcern !== null && row.staffConcern !== 'marked')
    throw new Refusal(
      'conflict',
      'This case concerns the site’s own staff by what was flagged; that cannot be unmarked.',
    )
  const staffConcern = isConcerned ? (row.staffConcern ?? 'marked') : null
  const detail = { isStaffConcerned: isConcerned }
  return moveCase(tx, row, { ...base, step: { step: 'mark' }, change: { staffConcern }, detail })
}

async function note(tx: Tx, row: CaseRow, { by, now }: Base, body: string): Promise<void> {
  await insertCaseNote(tx, { id: newId(), caseId: row.id, personId: by.personId, body, createdAt: now })
}
