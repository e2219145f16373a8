import { type BriefCase, type CaseRow, caseById, changeCase } from '../../db/cases.ts'
import type { Queries, Tx } from '../../db/database.ts'
import { enqueue } from '../../db/jobs.ts'
import type { LogRow } from '../../db/log.ts'
import { peopleNames } from '../../db/people-names.ts'
import type { CaseState, LogDetail } from '../../db/tables.ts'
import { Refusal } from '../errors.ts'
import { newId } from '../ids.ts'
import { appendLog } from '../log/append-log.ts'
import { factsOf } from './parties.ts'
import { afterStep, ENDED_STATES, heardAgain, nextTurn, type Step } from './state/rules.ts'

/** Who makes a step, and in which office. */
export interface Actor {
  personId: string | null
  role: Exclude<LogRow['role'], 'sealed'>
}

export const AUTOMATIC: Actor = { personId: null, role: 'automatic' }

export interface Move {
  step: Step
  by: Actor
  now: number
  /** Who wrote the comment; null where there is nobody. */
  concernedId: string | null
  /** What changes beside the state. */
  change?: Partial<Omit<CaseRow, 'id' | 'version' | 'state'>>
  /** Facts for the log, in codes and numbers. */
  detail?: LogDetail
}

/**
 * Makes one step of a case: by the state machine, against the version that was read, with its row in the log and the
 * time at which the case goes on by itself. Call it last in a transaction of the story's key.
 *
 * @throws Refusal `conflict`: the step does not follow from the state, or the case changed since it was read.
 */
export async function moveCase<R extends BriefCase>(tx: Tx, row: R, move: Move): Promise<R> {
  const { step, by, now, concernedId, change = {}, detail = {} } = move
  const to = stateAfter(row, move)
  const ended = (ENDED_STATES as readonly string[]).includes(to)
  const after = { ...change, ...heardAgain(step, row), state: to, endedAt: ended ? (row.endedAt ?? now) : null }
  if (!(await changeCase(tx, row, after))) throw await changedSince(tx, row.id)
  const moved: R = { ...row, ...after, version: row.version + 1 }
  await planTurn(tx, moved, concernedId)
  tx.hint('desk')
  await logStep(tx, moved, { name: step.step, by, now, from: row.state, to: moved.state, detail })
  return moved
}

/** The state a step leads to. @throws Refusal `conflict`: it does not follow. */
export function stateAfter(
  row: BriefCase,
  { step, now, concernedId }: Pick<Move, 'step' | 'now' | 'concernedId'>,
): CaseState {
  const answer = afterStep(factsOf(row, { concernedId }), step, now)
  if ('refused' in answer) throw new Refusal('conflict', answer.refused, { current: currentOf(row) })
  return answer.to
}

interface Logged {
  name: string
  by: Actor
  now: number
  from: string | null
  to: string
  detail?: LogDetail
}

/** Writes a step to the log for staff: anybody can see that an entry stands there, and verify it, but not what it says. */
export async function logStep(tx: Tx, row: BriefCase, { name, by, now, from, to, detail }: Logged): Promise<void> {
  const { reference, round } = row
  await appendLog(tx, {
    at: now,
    verb: 'case.step',
    role: 'sealed',
    personId: by.personId,
    storyId: null,
    caseId: row.id,
    detail: {},
    words: JSON.stringify({ reference, round, step: name, role: by.role, from, to, ...detail }),
  })
}

/** Queues the moment at which the case goes on by itself. */
export async function planTurn(tx: Tx, row: BriefCase, concernedId: string | null): Promise<void> {
  const runAt = nextTurn(factsOf(row, { concernedId }))
  if (runAt !== undefined)
    await enqueue(tx, { id: newId(), kind: 'case', key: row.id, payload: { caseId: row.id }, runAt })
}

function currentOf({ version, state }: BriefCase) {
  return { version, state }
}

/** The refusal for somebody who was not the first: with who was, where that is known. */
export async function changedSince(db: Queries, caseId: string): Promise<Refusal> {
  const row = await caseById(db, caseId)
  if (!row) return new Refusal('not_found', 'There is no such case.')
  const name = row.assigneeId && (await peopleNames(db, [row.assigneeId])).get(row.assigneeId)
  return new Refusal('conflict', `${name || 'Somebody'} has changed this case meanwhile. Nothing of yours is lost.`, {
    current: currentOf(row),
  })
}
