import { caseByJoinKey, insertCase } from '../../db/cases.ts'
import { dropClaim } from '../../db/claims.ts'
import { commentById } from '../../db/comments.ts'
import type { Tx } from '../../db/database.ts'
import { judgeOpened } from '../cases/decide-case.ts'
import { joinKeyOf, newCase } from '../cases/flagging/open-case.ts'
import { logStep } from '../cases/move-case.ts'
import { partiesOf, refuseParty } from '../cases/parties.ts'
import { caseKindOf } from '../cases/rules.ts'
import type { Context, Reader } from '../context.ts'
import type { Parsed, Result } from '../contract/index.ts'
import { Refusal } from '../errors.ts'
import { officeOf } from '../people/offices.ts'
import { writeUnder } from '../suspensions/guard.ts'
import { plainText } from '../text/plain.ts'
import { refuseClaimed } from './claims.ts'

type Body = Parsed<'POST /api/v1/comments/:id/measure'>['body']

/**
 * Folds or removes a comment that readers see, by a rule and with reasons: a case that nobody flagged, opened and
 * decided at once. A removal holds from now; the writer is told when the finding is published, and can appeal.
 *
 * @throws Refusal `not_found`; `forbidden`: the moderator wrote it, or the story; `conflict`: it changed since it was
 * read, is judged already, in somebody else's hands, or flagged: then that case is to be decided.
 */
export async function takeMeasure(
  ctx: Context,
  by: Reader,
  id: string,
  { action, rule, explanation, revision }: Body,
): Promise<Result<'POST /api/v1/comments/:id/measure'>> {
  const { storyId } = (await commentById(ctx.db.read, id)) ?? {}
  if (storyId === undefined) throw new Refusal('not_found', 'There is no such comment.')
  return writeUnder(ctx, storyId, async (tx) => {
    const now = ctx.now()
    const comment = await commentById(tx, id)
    if (comment?.state !== 'visible' || comment.revision !== revision)
      throw new Refusal('conflict', 'This comment was changed or taken away meanwhile.', {
        current: comment && { state: comment.state, revision: comment.revision },
      })
    await refuseClaimed(tx, id, by, now)
    const text = plainText(comment.html)
    const subject = { storyId, commentId: id, outsidePostId: null, revision, text, quotations: null }
    const joinKey = joinKeyOf(subject, { kind: rule })
    await refuseJudged(tx, joinKey)
    const row = await newCase(tx, subject, { kind: caseKindOf(rule), joinKey, concern: null, now })
    await insertCase(tx, row)
    const parties = await partiesOf(tx, row)
    refuseParty(by, row, parties)
    await dropClaim(tx, id, by.personId)
    const actor = { personId: by.personId, role: officeOf(by) }
    await logStep(tx, row, { name: 'open', by: actor, now, from: null, to: row.state, detail: { kind: row.kind } })
    const judgement = { finding: 'breaks_rules', action, rule, explanation, asksAuthor: false } as const
    await judgeOpened(tx, by, { row, parties }, judgement, now)
    return { caseId: row.id, reference: row.reference }
  })
}

/** @throws Refusal `conflict`: there is a case about these words. */
async function refuseJudged(tx: Tx, joinKey: string): Promise<void> {
  const standing = await caseByJoinKey(tx, joinKey)
  if (!standing) return
  const { id: caseId, reference } = standing
  throw new Refusal('conflict', `There is a case about it: ${reference}. Decide it there.`, {
    current: { caseId, reference },
  })
}
