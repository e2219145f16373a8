import { LRUCache } from 'lru-cache'
import type { BriefCase } from '../../db/cases.ts'
import type { Queries } from '../../db/database.ts'
import { type DecisionRow, decisionsOf } from '../../db/decisions.ts'
import type { Result } from '../contract/index.ts'
import { peopleReachedBy, peopleReachedByUpdate, type Reached, type ReachedBy } from '../notices/reach.ts'
import { reachOf } from '../notices/tell.ts'

/** Whom a published finding concerns beyond the people in the case; nobody where it is not public. */
export async function peopleToReach(
  db: Queries,
  { storyId, commentId, kind }: BriefCase,
  { action }: Pick<DecisionRow, 'action'>,
): Promise<Reached> {
  if (kind !== 'misrepresentation' || action === 'none') return new Map()
  return commentId
    ? peopleReachedBy(db, { storyId, commentId })
    : peopleReachedByUpdate(db, { storyId, answersCommentId: null })
}

/** Long threads take a while to look through, and the figures may be a minute old. */
const looked = new LRUCache<string, Record<ReachedBy | 'people', number>>({ max: 500, ttl: 60_000 })

type Reach = NonNullable<Result<'GET /api/v1/cases/:id'>['staff']>['reach']

/** Figures for moderators: whom a finding would tell, and once it is published whom it told and who has read it. */
export async function reachOfCase(db: Queries, row: BriefCase): Promise<Reach> {
  const rounds = (await decisionsOf(db, [row.id])).get(row.id) ?? []
  const published = rounds.find((one) => one.round === row.publishedRound)
  const key = `${row.id} ${row.publishedRound}`
  const figures = looked.get(key) ?? figuresOf(await peopleToReach(db, row, { action: published?.action ?? 'note' }))
  looked.set(key, figures)
  return {
    ...figures,
    ...(published ? await reachOf(db, `case:${row.id}:${published.round}`) : { told: 0, read: 0 }),
  }
}

/** Only figures are kept: a thread can reach more people than memory should hold for every case that was looked at. */
function figuresOf(reached: Reached): Record<ReachedBy | 'people', number> {
  const figures = { people: reached.size, replied: 0, agreed: 0, quoted: 0, subscribed: 0 }
  for (const heads of reached.values()) for (const head of heads) figures[head] += 1
  return figures
}
