import { type CaseRow, caseById, flagsOf, recordFinding } from '../../db/cases.ts'
import { commentById } from '../../db/comments.ts'
import type { Tx } from '../../db/database.ts'
import { addEvent } from '../../db/events.ts'
import { peopleNames } from '../../db/people-names.ts'
import type { Context, Reader } from '../context.ts'
import type { Parsed } from '../contract/index.ts'
import { Refusal } from '../errors.ts'
import { isoOrNull } from '../iso.ts'
import { appendLog } from '../log/append-log.ts'
import { officeOf } from '../people/offices.ts'
import { mayDecide } from './rules.ts'

/**
 * Records the finding of a case, with its explanation and action. Of several moderators who decide at once one wins;
 * the others are refused and told what was decided.
 *
 * @throws Refusal `not_found`; `forbidden`: the moderator is part of the case; `conflict`: the case changed since
 * `version` was read (`current` holds the decision, if there is one).
 */
export async function decideCase(
  ctx: Context,
  by: Reader,
  id: string,
  body: Parsed<'POST /api/v1/cases/:id/decision'>['body'],
): Promise<CaseRow> {
  const { storyId } = await requireCase(ctx.db.read, id)
  return ctx.db.transact(`story:${storyId}`, async (tx) => {
    const now = ctx.now()
    const row = await requireCase(tx, id)
    await refuseParty(tx, row, by)
    const { version, ...finding } = body
    const decision = { ...finding, decidedBy: by.personId, decidedAt: now }
    if (row.version !== version || !(await recordFinding(tx, id, version, decision))) throw await changed(tx, row)
    if (body.action === 'note') await addEvent(tx, storyId, 'comment.noted', row.commentId, now)
    tx.hint('desk')
    await appendLog(tx, {
      at: now,
      verb: 'case.decided',
      role: officeOf(by),
      personId: by.personId,
      storyId,
      detail: { reference: row.reference, finding: body.finding, action: body.action },
    })
    return { ...row, ...decision, state: 'decided', version: version + 1 }
  })
}

async function requireCase(db: Tx | Context['db']['read'], id: string): Promise<CaseRow> {
  const row = await caseById(db, id)
  if (!row) throw new Refusal('not_found', 'There is no such case.')
  return row
}

async function refuseParty(tx: Tx, row: CaseRow, by: Reader): Promise<void> {
  const [comment, flags] = [await commentById(tx, row.commentId), await flagsOf(tx, row.id)]
  const parties = { commenterId: comment?.personId ?? null, flaggerIds: flags.map((flag) => flag.personId) }
  if (!mayDecide(by.personId, by.authorOf.includes(row.storyId), parties))
    throw new Refusal('forbidden', 'You are part of this case, so another moderator has to decide it.')
}

async function changed(tx: Tx, row: CaseRow): Promise<Refusal> {
  const by = row.decidedBy ? (await peopleNames(tx, [row.decidedBy])).get(row.decidedBy) : undefined
  const current = {
    version: row.version,
    state: row.state,
    finding: row.finding,
    explanation: row.explanation,
    action: row.action,
    decidedBy: by ?? null,
    decidedAt: isoOrNull(row.decidedAt),
  }
  const words =
    row.state === 'decided' ? `${by ?? 'Another moderator'} has decided this case.` : 'The case has changed.'
  return new Refusal('conflict', words, { current })
}
