import type { Queries, Tx } from '../../db/database.ts'
import { insertNotices, type NoticeRow, reachCounts } from '../../db/notices.ts'
import { newId } from '../ids.ts'

type Needed = 'personId' | 'key' | 'kind' | 'storyId' | 'createdAt'
type Optional = 'commentId' | 'caseId' | 'updateId' | 'sanctionId' | 'detail'

/**
 * What somebody is to be told. `key` names what it tells of and is the same for everybody who is told of that,
 * whatever the kind: a person who replied and flagged and follows is told once. Holds no words.
 */
export type NewNotice = Pick<NoticeRow, Needed> & Partial<Pick<NoticeRow, Optional>>

/**
 * Tells people, each of one thing once: the database refuses the second, also of two at once. Open pages of those who
 * are newly told learn of it after the commit. Call it with 500 at most.
 *
 * @returns how many are newly told.
 */
export async function tell(tx: Tx, notices: readonly NewNotice[]): Promise<number> {
  const rows = notices.map((notice) => ({
    ...{ commentId: null, caseId: null, updateId: null, sanctionId: null, detail: {} },
    ...notice,
    id: newId(),
    readAt: null,
  }))
  // In one order everywhere: of two who tell the same people at once, one waits for the other.
  rows.sort((a, b) => (a.personId < b.personId ? -1 : 1))
  const told = await insertNotices(tx, rows)
  for (const personId of told) tx.hint(`notices:${personId}`)
  return told.length
}

/** How many people were told under a key, and how many have read it. */
export function reachOf(db: Queries, key: string): Promise<{ told: number; read: number }> {
  return reachCounts(db, key)
}
