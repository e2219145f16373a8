import { type CaseRow, insertCase } from '../../db/cases.ts'
import type { CommentRow } from '../../db/comments.ts'
import type { Tx } from '../../db/database.ts'
import { insertDecision } from '../../db/decisions.ts'
import { enqueue } from '../../db/jobs.ts'
import type { RuleCode } from '../../db/tables.ts'
import { newId } from '../ids.ts'
import { settingsOf } from '../sites/settings.ts'
import { plainText } from '../text/plain.ts'
import { newCase } from './flagging/open-case.ts'
import { logStep, planTurn } from './move-case.ts'
import { officeOfModerator } from './office.ts'
import { rejectionKey } from './rules.ts'

const DAY_MS = 24 * 60 * 60 * 1000

interface Rejection {
  caseId: string
  decidedBy: string | null
  decidedAt: number
  rule: RuleCode
  reason: string
  now: number
}

/**
 * Makes a case of the rejection of a held comment, decided and told: so its writer reads by which rule it was
 * rejected and why, as of any other decision, and can appeal to another moderator. Call it last in the transaction.
 */
export async function recordRejection(
  tx: Tx,
  { id: commentId, storyId, revision, html, personId }: CommentRow,
  { caseId, decidedBy, decidedAt, rule, reason, now }: Rejection,
): Promise<void> {
  const { cases } = await settingsOf(tx)
  const subject = { storyId, commentId, outsidePostId: null, revision, text: plainText(html), quotations: null }
  const joinKey = rejectionKey(commentId, revision)
  const kind = rule === 'illegal' ? 'illegal' : 'conduct'
  const row: CaseRow = {
    ...(await newCase(tx, subject, { kind, joinKey, concern: null, now })),
    id: caseId,
    state: personId === null ? 'closed' : 'published',
    publishedRound: 1,
    appealUntil: personId === null ? null : now + cases.appealDays * DAY_MS,
    endedAt: personId === null ? now : null,
  }
  await insertCase(tx, row)
  await insertDecision(tx, {
    ...{ caseId: row.id, round: 1, finding: 'breaks_rules', explanation: reason, rule, action: 'remove' },
    ...{ asksAuthor: false, decidedBy, decidedAt, secondedBy: null, secondedAt: null },
    publishedAt: now,
  })
  const payload = { caseId: row.id, round: '1' }
  await enqueue(tx, { id: newId(), kind: 'tell-case', key: `${row.id} 1`, payload, runAt: now })
  await planTurn(tx, row, personId)
  const actor = { personId: decidedBy, role: await officeOfModerator(tx, decidedBy) }
  await logStep(tx, row, { name: 'reject', by: actor, now, from: null, to: row.state, detail: { rule } })
}
