import { FOR_GOOD, type SuspensionRow } from '../../db/suspensions.ts'
import type { Target } from './target.ts'

type Said = 'id' | 'mode' | 'reasonCode' | 'reason' | 'madeBy' | 'createdAt' | 'startsAt' | 'endsAt'

/** A suspension of which nothing has happened yet, with what is usual where nothing is said. */
export function newSuspensionRow(
  { scope, section, storyId, commentId, branchRootSeq, branchPath }: Target,
  own: Pick<SuspensionRow, Said> & Partial<Omit<SuspensionRow, keyof Target>>,
): SuspensionRow {
  return {
    ...{ scope, section, storyId, commentId, branchRootSeq, branchPath },
    slowSeconds: null,
    allowsEdits: false,
    mayExtend: false,
    note: null,
    followsId: null,
    scheduleId: null,
    reviewAt: null,
    begunAt: null,
    endedAt: null,
    relevantUntil: FOR_GOOD,
    extendedAt: null,
    createdBy: null,
    endedBy: null,
    version: 1,
    ...own,
  }
}
