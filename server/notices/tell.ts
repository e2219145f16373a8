import type { Queries, Tx } from '../../db/database.ts'
import { enqueueMany } from '../../db/jobs.ts'
import { groupOf } from '../../db/notice-choices.ts'
import { peopleAtOnce } from '../../db/notice-mail.ts'
import { insertNotices, type NoticeRow, reachCounts } from '../../db/notices.ts'
import { mutedBy } from '../../db/subscriptions.ts'
import { newId } from '../ids.ts'

type Needed = 'personId' | 'key' | 'kind' | 'storyId' | 'createdAt'
type Optional = 'commentId' | 'caseId' | 'updateId' | 'sanctionId' | 'detail'

/** A letter waits so long: what comes meanwhile is in it too, and what is read meanwhile is not. */
const GATHER_MS = 2 * 60 * 1000

/**
 * What somebody is to be told. `key` names what it tells of and is the same for everybody who is told of that,
 * whatever the kind: a person who replied and flagged and follows is told once. Holds no words.
 */
export type NewNotice = Pick<NoticeRow, Needed> & Partial<Pick<NoticeRow, Optional>>

/**
 * Tells people, each of one thing once: the database refuses the second, also of two at once. Who muted a thread is told
 * of their cases only. Open pages of those who are newly told learn of it after the commit; a letter is queued for who
 * wants one at once. Call it with 500 at most.
 *
 * @returns how many are newly told.
 */
export async function tell(tx: Tx, notices: readonly NewNotice[]): Promise<number> {
  const rows = (await withoutMuted(tx, notices)).map((notice) => ({
    ...{ commentId: null, caseId: null, updateId: null, sanctionId: null, detail: {} },
    ...notice,
    ...{ id: newId(), readAt: null, mailedAt: null },
  }))
  // In one order everywhere: of two who tell the same people at once, one waits for the other.
  rows.sort((a, b) => (a.personId < b.personId ? -1 : 1))
  const told = await insertNotices(tx, rows)
  for (const { personId } of told) tx.hint(`notices:${personId}`)
  const [first] = rows
  if (first) await queueLetters(tx, told, first.createdAt + GATHER_MS)
  return told.length
}

async function withoutMuted(tx: Tx, notices: readonly NewNotice[]): Promise<readonly NewNotice[]> {
  const muted = new Map<string, Set<string>>()
  for (const storyId of new Set(notices.flatMap((notice) => notice.storyId ?? []))) {
    const some = notices.filter(({ kind, storyId: of }) => of === storyId && groupOf[kind] !== 'cases')
    const people = some.map(({ personId }) => personId)
    muted.set(storyId, await mutedBy(tx, storyId, people))
  }
  return notices.filter(
    ({ kind, storyId, personId }) => groupOf[kind] === 'cases' || !muted.get(storyId ?? '')?.has(personId),
  )
}

async function queueLetters(tx: Tx, told: Pick<NoticeRow, 'id'>[], runAt: number): Promise<void> {
  const soon = await peopleAtOnce(
    tx,
    told.map(({ id }) => id),
  )
  const jobs = soon.map((personId) => ({
    ...{ id: newId(), kind: 'letter', key: `${personId} at_once`, runAt },
    payload: { personId, how: 'at_once' },
  }))
  await enqueueMany(tx, jobs)
}

/** How many people were told under a key, and how many have read it. */
export function reachOf(db: Queries, key: string): Promise<{ told: number; read: number }> {
  return reachCounts(db, key)
}
