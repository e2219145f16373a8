import type { CaseRow } from '../../db/cases.ts'
import type { Tx } from '../../db/database.ts'
import { appealsOf, changeDecision, type DecisionRow, decisionsOf } from '../../db/decisions.ts'
import { addEvent } from '../../db/events.ts'
import { enqueue } from '../../db/jobs.ts'
import { newId } from '../ids.ts'
import { appendLog } from '../log/append-log.ts'
import { settingsOf } from '../sites/settings.ts'
import { type Actor, moveCase, stateAfter } from './move-case.ts'
import { officeOfModerator } from './office.ts'
import { partiesOf } from './parties.ts'
import { isNoted, mayAppealBy, type Parties } from './rules.ts'
import { removeSubject, restoreSubject } from './subject-comment.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/**
 * Makes a finding public: beside the comment, on its page, in the log, and to everybody concerned, each once.
 * @throws Refusal `conflict`: nothing waits to be published, or its time has not come and nobody says so.
 */
export async function publishCase(
  tx: Tx,
  row: CaseRow,
  { by, now, isEarly }: { by: Actor; now: number; isEarly: boolean },
): Promise<CaseRow> {
  const parties = await partiesOf(tx, row)
  const { concernedId } = parties
  const decisions = (await decisionsOf(tx, [row.id])).get(row.id) ?? []
  const decision = decisions.find((one) => one.round === row.round)
  const before = decisions.find((one) => one.round === row.publishedRound)
  const mayBeAppealed = decision !== undefined && (await someMayAppeal(tx, row, decision, parties))
  const move = { step: { step: 'publish', isEarly, mayBeAppealed } as const, by, now, concernedId }
  stateAfter(row, move)
  if (!decision) throw new Error(`case ${row.reference} has nothing to publish`)

  await changeDecision(tx, decision, { publishedAt: now })
  await showOnComment(tx, row, { decision, before, now })
  const { cases } = await settingsOf(tx)
  await enqueue(tx, {
    id: newId(),
    kind: 'tell-case',
    key: `${row.id} ${row.round}`,
    payload: { caseId: row.id, round: String(row.round) },
    runAt: now,
  })
  const change = {
    publishedRound: row.round,
    appealUntil: mayBeAppealed ? now + cases.appealDays * DAY_MS : null,
    publishAt: null,
    assigneeId: null,
  }
  const moved = await moveCase(tx, row, { ...move, change })
  await appendLog(tx, {
    at: now,
    verb: 'case.decided',
    role: await officeOfModerator(tx, decision.decidedBy),
    personId: decision.decidedBy,
    storyId: row.storyId,
    caseId: row.id,
    detail: {
      reference: row.reference,
      kind: row.kind,
      finding: decision.finding,
      action: decision.action,
      rule: decision.rule,
      round: row.round,
      isSeconded: decision.secondedBy !== null,
    },
  })
  return moved
}

/** Whether somebody whom the decision went against has not appealed yet. */
async function someMayAppeal(tx: Tx, row: CaseRow, decision: DecisionRow, parties: Parties): Promise<boolean> {
  const have = new Set((await appealsOf(tx, row.id)).map((appeal) => appeal.personId))
  const mayConcerned =
    parties.concernedId !== null && !have.has(parties.concernedId) && mayAppealBy('concerned', decision)
  return mayConcerned || (mayAppealBy('flagger', decision) && parties.standingIds.some((id) => !have.has(id)))
}

interface Showing {
  decision: DecisionRow
  /** What was public until now. */
  before: DecisionRow | undefined
  now: number
}

async function showOnComment(tx: Tx, row: CaseRow, { decision, before, now }: Showing): Promise<void> {
  if (!row.commentId) {
    await addEvent(tx, row.storyId, 'story.changed', null, now)
    return
  }
  if (decision.action === 'remove') {
    await removeSubject(tx, row, decision, now)
    // Readers see no more than before; its writer can read the reasons from now on.
    await addEvent(tx, row.storyId, 'comment.held', row.commentId, now)
  } else if (before?.action === 'remove') await restoreSubject(tx, row, now)
  if (isNoted(decision) || (before && isNoted(before)))
    await addEvent(tx, row.storyId, 'comment.noted', row.commentId, now)
}
