import { type BriefCase, caseById, casesAbout, changeCase } from '../../db/cases.ts'
import type { CommentRow } from '../../db/comments.ts'
import type { Tx } from '../../db/database.ts'
import { plainText } from '../text/plain.ts'
import { type Move, moveCase } from './move-case.ts'
import { standsIn } from './stands-in.ts'
import { ENDED_STATES, OPEN_STATES, PENDING_STATES } from './state/rules.ts'
import { tellEnded } from './tell.ts'

// What becomes of a case when the comment it is about changes or goes.

/**
 * After an edit that takes the words concerned away, or brings them back. Before anything is decided the case is
 * corrected, and opened again; beside a finding stands that they are gone. Of an edit that neither takes nor brings them
 * nothing comes: what a moderator found of other words stays found.
 */
export async function followEdit(tx: Tx, before: CommentRow, comment: CommentRow, now: number): Promise<void> {
  const [old, text] = [plainText(before.html), plainText(comment.html)]
  for (const row of await casesAbout(tx, comment.id)) {
    const words = await wordsOf(tx, row)
    const [stood, stands] = [standsIn(old, words), standsIn(text, words)]
    if (stood === stands) continue
    const by = { personId: comment.personId, role: 'reader' as const }
    const move = { by, now, concernedId: comment.personId }
    if (stands && row.state === 'corrected')
      await moveCase(tx, row, { ...move, step: { step: 'reopen' }, change: { correctedAt: null } })
    else if (!stands && row.claim && row.round === 1 && isOneOf(OPEN_STATES, row)) await correct(tx, row, move)
    else if (row.publishedRound !== null || isOneOf(PENDING_STATES, row))
      await changeCase(tx, row, { correctedAt: stands ? null : now })
  }
}

/** The claim; of a case about the whole comment all of it, as it was flagged. */
async function wordsOf(tx: Tx, { id, claim }: BriefCase): Promise<string> {
  return claim?.exact ?? (await caseById(tx, id))?.subjectText ?? ''
}

async function correct(tx: Tx, row: BriefCase, move: Omit<Move, 'step'>): Promise<void> {
  await tellEnded(tx, row, move.concernedId, move.now, 'corrected')
  await moveCase(tx, row, { ...move, step: { step: 'correct' }, change: { correctedAt: move.now } })
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
