import type { CaseRow } from '../../db/cases.ts'
import type { Tx } from '../../db/database.ts'
import { insertDecision } from '../../db/decisions.ts'
import type { Context, Reader } from '../context.ts'
import type { Parsed } from '../contract/index.ts'
import { Refusal } from '../errors.ts'
import { officeOf } from '../people/offices.ts'
import { type Move, moveCase, stateAfter } from './move-case.ts'
import { type InHand, refuseInOtherHands, withCase } from './require-case.ts'
import { decisionProblem, isAdverse } from './rules.ts'
import { takeFromReaders } from './subject-comment.ts'

/** How long a finding can be undone before anybody is told, ms. */
export const UNDO_MS = 10 * 60 * 1000

/**
 * Records the finding of a case. It is published after ten minutes unless it is undone; one against criticism of the
 * site's own staff waits for a second moderator first. Of several moderators who decide at once one wins, and the
 * others are told who.
 *
 * @throws Refusal `not_found`; `forbidden`: the moderator is part of the case; `invalid`: finding, action and rule do
 * not go together; `conflict`: the case changed since `version` was read, is in somebody else's hands, or the person
 * concerned has to be heard first.
 */
export async function decideCase(
  ctx: Context,
  by: Reader,
  id: string,
  body: Parsed<'POST /api/v1/cases/:id/decision'>['body'],
): Promise<CaseRow> {
  const { version, ...judgement } = body
  return withCase(ctx, by, { id, version }, async (tx, inHand) => {
    await refuseInOtherHands(tx, inHand.row, by)
    return judgeOpened(tx, by, inHand, judgement, ctx.now())
  })
}

/**
 * As `decideCase`, for a case that is in hand in this transaction; call it last.
 * @throws Refusal `invalid`, `conflict`.
 */
export async function judgeOpened(
  tx: Tx,
  by: Reader,
  { row, parties }: InHand,
  judgement: Omit<Parsed<'POST /api/v1/cases/:id/decision'>['body'], 'version'>,
  now: number,
): Promise<CaseRow> {
  const problem = decisionProblem({ kind: row.kind, isOutside: row.outsidePostId !== null }, judgement)
  if (problem) throw new Refusal('invalid', problem)
  const { finding, action, rule } = judgement
  const move: Move = {
    step: { step: 'decide', isAdverse: isAdverse(judgement) },
    by: { personId: by.personId, role: officeOf(by) },
    now,
    concernedId: parties.concernedId,
    detail: { finding, action, rule },
  }
  const waits = stateAfter(row, move) === 'awaiting_second'
  await insertDecision(tx, {
    ...judgement,
    caseId: row.id,
    round: row.round,
    ...{ decidedBy: by.personId, decidedAt: now, secondedBy: null, secondedAt: null, publishedAt: null },
  })
  if (!waits) await takeFromReaders(tx, row, judgement, now)
  const change = { assigneeId: by.personId, publishAt: waits ? null : now + UNDO_MS }
  return moveCase(tx, row, { ...move, change })
}
