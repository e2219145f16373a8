import type * as z from 'zod'
import { commentById } from '../../db/comments.ts'
import type { Queries } from '../../db/database.ts'
import type { StoryRow } from '../../db/stories.ts'
import type { Comment } from '../contract/comments.ts'
import { presentComments } from './present.ts'
import { wordsShown } from './rules.ts'

/** The comment that a moderator put first, as long as it can be read and is not folded. */
export async function pinnedOf(
  db: Queries,
  { pinnedId }: Pick<StoryRow, 'pinnedId'>,
): Promise<z.output<typeof Comment> | null> {
  const row = pinnedId === null ? undefined : await commentById(db, pinnedId)
  const [shown] = row && wordsShown(row.state) ? await presentComments(db, [row]) : []
  return shown && !shown.isCollapsed ? shown : null
}
