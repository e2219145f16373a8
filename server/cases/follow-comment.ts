import { type BriefCase, casesAbout, changeCase } from '../../db/cases.ts'
import type { CommentRow } from '../../db/comments.ts'
import type { Tx } from '../../db/database.ts'
import { plainText } from '../text/plain.ts'
import { moveCase } from './move-case.ts'
import { findQuotation } from './quotes.ts'
import { ENDED_STATES, OPEN_STATES, PENDING_STATES } from './state/rules.ts'
import { tellEnded } from './tell.ts'

// What becomes of a case when the comment it is about changes or goes.

/**
 * After an edit: a case whose claim is not in the comment any more is corrected, if nothing was decided; beside a
 * finding that is public stands that the words are gone.
 */
export async function followEdit(tx: Tx, comment: CommentRow, now: number): Promise<void> {
  const text = plainText(comment.html)
  for (const row of await casesAbout(tx, comment.id)) {
    const isGone = !row.claim || !['exact', 'normalised'].includes(findQuotation(text, row.claim.exact).how)
    if (row.claim && isGone && row.round === 1 && isOneOf(OPEN_STATES, row)) await correct(tx, row, comment, now)
    else if (row.publishedRound !== null && isGone !== (row.correctedAt !== null))
      await changeCase(tx, row, { correctedAt: isGone ? now : null })
  }
}

async function correct(tx: Tx, row: BriefCase, comment: CommentRow, now: number): Promise<void> {
  const by = { personId: comment.personId, role: 'reader' as const }
  const concernedId = comment.personId
  await tellEnded(tx, row, concernedId, now, 'corrected')
  await moveCase(tx, row, { step: { step: 'correct' }, by, now, concernedId, change: { correctedAt: now } })
}

/** After its writer deleted a comment: what was not decided, or not told yet, ends. */
export async function followDeletion(tx: Tx, comment: CommentRow, now: number): Promise<void> {
  for (const row of await casesAbout(tx, comment.id)) {
    if (isOneOf(ENDED_STATES, row) || (!isOneOf(OPEN_STATES, row) && !isOneOf(PENDING_STATES, row))) continue
    const by = { personId: comment.personId, role: 'reader' as const }
    await tellEnded(tx, row, comment.personId, now, 'gone')
    await moveCase(tx, row, { step: { step: 'vanish' }, by, now, concernedId: comment.personId })
  }
}

function isOneOf(states: readonly string[], { state }: BriefCase): boolean {
  return states.includes(state)
}
