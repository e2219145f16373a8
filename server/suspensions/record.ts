import type { Tx } from '../../db/database.ts'
import { addEvent } from '../../db/events.ts'
import { enqueue } from '../../db/jobs.ts'
import { moveCommentingVersion } from '../../db/sites.ts'
import type { SuspensionRow } from '../../db/suspensions.ts'
import type { LogDetail, LogVerb } from '../../db/tables.ts'
import type { Reader } from '../context.ts'
import { newId } from '../ids.ts'
import { isoOrNull } from '../iso.ts'
import { appendLog } from '../log/append-log.ts'
import { officeOf } from '../people/offices.ts'
import { COMMENTING } from './guard.ts'
import { recheckAt } from './rules.ts'

/** Who or what took a step. */
export interface Hand {
  role: 'moderator' | 'owner' | 'automatic'
  personId: string | null
}

export const byItself: Hand = { role: 'automatic', personId: null }

export function handOf(by: Reader): Hand {
  const role = officeOf(by)
  if (role === 'author') throw new Error('an author has no hand in suspensions')
  return { role, personId: by.personId }
}

/**
 * The key under which a suspension is made and changed: that of its story, or for a wider one the key that every write
 * of a comment shares, so that none is under way anywhere when it is acknowledged.
 */
export function keyOf({ storyId }: Pick<SuspensionRow, 'storyId'>): string {
  return storyId === null ? COMMENTING : `story:${storyId}`
}

/**
 * Makes a step of a suspension known in its own transaction: open pages turn, the desk hears of it, the log keeps it,
 * and the next step is queued.
 */
export async function record(
  tx: Tx,
  row: SuspensionRow,
  step: { verb: LogVerb; by: Hand; at: number; detail?: LogDetail },
): Promise<void> {
  await announce(tx, row, step.at)
  await queueNextStep(tx, row)
  const saysWhy = step.verb === 'suspension.planned' || step.verb === 'suspension.started'
  await appendLog(tx, {
    at: step.at,
    verb: step.verb,
    ...step.by,
    storyId: row.storyId,
    detail: { ...factsOf(row), ...step.detail },
    words: saysWhy ? row.reason : null,
  })
}

/** Tells pages and consoles that the state of commenting is another. */
export async function announce(
  tx: Tx,
  { id, storyId }: Pick<SuspensionRow, 'id' | 'storyId'>,
  at: number,
): Promise<void> {
  if (storyId === null) {
    await moveCommentingVersion(tx)
    tx.hint('site')
  } else await addEvent(tx, storyId, 'commenting.changed', id, at)
  tx.hint('desk')
}

/** When a suspension has something to do by itself next (epoch ms); undefined if never. */
export function nextStepAt(row: SuspensionRow): number | undefined {
  if (row.endedAt !== null) return undefined
  if (row.begunAt === null) return row.startsAt
  if (row.endsAt === null) return undefined
  const { startsAt, endsAt } = row
  return row.mayExtend && row.extendedAt === null ? recheckAt({ startsAt, endsAt }) : endsAt
}

/** Queues what the suspension has to do by itself next, if anything. */
export async function queueNextStep(tx: Tx, row: SuspensionRow): Promise<void> {
  const runAt = nextStepAt(row)
  if (runAt === undefined) return
  await enqueue(tx, { id: newId(), kind: 'suspension', key: row.id, payload: { suspensionId: row.id }, runAt })
}

function factsOf(row: SuspensionRow): LogDetail {
  return {
    suspensionId: row.id,
    scope: row.scope,
    section: row.section || null,
    commentId: row.commentId,
    mode: row.mode,
    slowSeconds: row.slowSeconds,
    reasonCode: row.reasonCode,
    startsAt: isoOrNull(row.startsAt),
    endsAt: isoOrNull(row.endsAt),
    reviewAt: isoOrNull(row.reviewAt),
    madeBy: row.madeBy,
    scheduleId: row.scheduleId,
  }
}
