import type { Tx } from '../../db/database.ts'
import { enqueue } from '../../db/jobs.ts'
import { dropUnseenNotices, insertSanctionStep, type SanctionRow } from '../../db/sanctions.ts'
import type { LogDetail, NoticeKind, SanctionStep } from '../../db/tables.ts'
import type { Reader } from '../context.ts'
import { Refusal } from '../errors.ts'
import { newId } from '../ids.ts'
import { appendLog } from '../log/append-log.ts'
import { tell } from '../notices/tell.ts'

export interface Step {
  step: SanctionStep
  /** Null for what happens by itself. */
  by: Reader | null
  words: string | null
  before?: LogDetail | null
  now: number
}

/**
 * Writes what was done about a sanction to its history, for staff, and to the public log, which gives place and hash and
 * tells nobody of whom it is. Call it last in the transaction.
 */
export async function recordStep(
  tx: Tx,
  row: SanctionRow,
  { step, by, words, before = null, now }: Step,
): Promise<void> {
  const personId = by?.personId ?? null
  await insertSanctionStep(tx, { id: newId(), sanctionId: row.id, step, at: now, personId, words, before })
  tx.hint('desk')
  // Their open pages take it at once; nobody else's hear of it.
  tx.hint(`notices:${row.personId}`)
  await appendLog(tx, {
    at: now,
    verb: 'sanction.step',
    role: 'sealed',
    personId,
    storyId: null,
    detail: {},
    words: JSON.stringify({ sanctionId: row.id, kind: row.kind, step, role: by?.role ?? 'automatic' }),
  })
}

/** The key of the notice that tells of a sanction. */
function noticeKeyOf({ id }: Pick<SanctionRow, 'id'>): string {
  return `sanction:${id}`
}

/** Tells the person; of each step once. */
export async function tellPerson(
  tx: Tx,
  row: Pick<SanctionRow, 'id' | 'personId' | 'kind'>,
  { kind, step, ended, now }: { kind: NoticeKind; step: string; ended?: string; now: number },
): Promise<void> {
  await tell(tx, [
    {
      ...{ personId: row.personId, kind, storyId: null, sanctionId: row.id, createdAt: now },
      key: step === '' ? noticeKeyOf(row) : `${noticeKeyOf(row)}:${step}`,
      detail: { sanction: row.kind, ...(ended && { ended }) },
    },
  ])
}

/** Of what was made in error nothing is left if the person does not know of it; else they are told that it is gone. */
export async function tellOfError(tx: Tx, row: SanctionRow, now: number): Promise<void> {
  tx.hint(`notices:${row.personId}`)
  if (await dropUnseenNotices(tx, row))
    await tellPerson(tx, row, { kind: 'sanction_over', step: 'over', ended: 'error', now })
}

/** Queues the moment at which the person is told that it is over; before it, the desk is told that a review is due. */
export async function queueEnd(tx: Tx, row: SanctionRow, now: number): Promise<void> {
  if (row.kind === 'warn') return
  const runAt = row.reviewAt !== null && row.reviewAt > now ? row.reviewAt : row.holdsUntil
  await enqueue(tx, { id: newId(), kind: 'sanction', key: row.id, payload: { sanctionId: row.id }, runAt })
}

export function noSuchSanction(): Refusal {
  return new Refusal('not_found', 'There is no such sanction.')
}

/** Somebody, or the clock, was first. */
export function changedMeanwhile({ version }: SanctionRow, isOver: boolean): Refusal {
  const words = isOver ? 'This has ended already.' : 'Somebody changed this meanwhile. Look at it as it stands now.'
  return new Refusal('conflict', words, { current: { version } })
}
