import type * as z from 'zod'
import type { Queries } from '../../db/database.ts'
import type { StoryRow } from '../../db/stories.ts'
import { unendedSuspensionsOf } from '../../db/suspensions.ts'
import type { Commenting } from '../contract/suspensions.ts'
import { Refusal } from '../errors.ts'
import { iso } from '../iso.ts'
import { presentCommenting } from '../suspensions/present.ts'

type State = z.output<typeof Commenting>

/** Whether readers may write under the story now. Read it in the transaction of the write it guards. */
export async function commentingOf(db: Queries, story: StoryRow, now: number): Promise<State> {
  return presentCommenting(story.baseMode, await unendedSuspensionsOf(db, story.id), now)
}

/** The refusal of a write while commenting is paused or closed, with all that the writer needs to know (423). */
export function suspended(commenting: State, now: number, draft: unknown = null): Refusal {
  const words =
    commenting.mode === 'closed'
      ? 'Comments on this story are closed.'
      : `Comments on this story are paused. ${commenting.suspension?.reason ?? ''}`.trim()
  return new Refusal('suspended', words, { commenting, serverTime: iso(now), draft })
}
