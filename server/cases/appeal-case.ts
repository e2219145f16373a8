import type { CaseRow } from '../../db/cases.ts'
import type { Tx } from '../../db/database.ts'
import { appealsOf, type DecisionRow, decisionsOf, insertAppeal } from '../../db/decisions.ts'
import { addEvent } from '../../db/events.ts'
import type { Context, Reader } from '../context.ts'
import { Refusal } from '../errors.ts'
import { appendLog } from '../log/append-log.ts'
import { settingsOf } from '../sites/settings.ts'
import { logStep, type Move, moveCase, stateAfter } from './move-case.ts'
import { noSuchCase, withParties } from './require-case.ts'
import { isNoted, isToldConcerned, mayAppealBy, type Parties } from './rules.ts'

const HOUR_MS = 60 * 60 * 1000

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
    const actor = { personId: by.personId, role: 'reader' as const }
    const move: Move = { step: { step: 'appeal' }, by: actor, now, concernedId: parties.concernedId, detail: { part } }
    if (row.state === 'appealed') return joinAppeal(tx, row, { by, reason, move })
    stateAfter(row, move)
    const round = row.round + 1
    await insertAppeal(tx, { caseId: id, personId: by.personId, round, reason, createdAt: now })
    if (row.commentId && isNoted(decision)) await addEvent(tx, row.storyId, 'comment.noted', row.commentId, now)
    const { cases } = await settingsOf(tx)
    const change = { round, assigneeId: null, dueAt: now + cases.dueHours * HOUR_MS }
    const moved = await moveCase(tx, row, { ...move, change })
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

/** Somebody else's appeal has the case under review: this one is heard with it. */
async function joinAppeal(
  tx: Tx,
  row: CaseRow,
  { by, reason, move }: { by: Reader; reason: string; move: Move },
): Promise<CaseRow> {
  const { now, detail } = move
  await insertAppeal(tx, { caseId: row.id, personId: by.personId, round: row.round, reason, createdAt: now })
  tx.hint('desk')
  const at = { from: row.state, to: row.state, now, by: move.by }
  await logStep(tx, row, { name: 'join_appeal', ...at, ...(detail && { detail }) })
  return row
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
