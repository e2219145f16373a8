import type * as z from 'zod'
import { commentById } from '../../db/comments.ts'
import type { Queries } from '../../db/database.ts'
import { storyById } from '../../db/stories.ts'
import type { SuspensionRow } from '../../db/suspensions.ts'
import { DEEPEST_PATH } from '../comments/rules.ts'
import type { SuspensionTarget } from '../contract/suspensions.ts'
import { Refusal } from '../errors.ts'

export type Target = Pick<SuspensionRow, 'scope' | 'section' | 'storyId' | 'commentId' | 'branchRootSeq' | 'branchPath'>

const none = { section: '', storyId: null, commentId: null, branchRootSeq: null, branchPath: null }

/**
 * What a suspension is to cover, looked up.
 * @throws Refusal `not_found`: no such story or comment; `invalid`: the comment lies too deep for a branch of its own.
 */
export async function resolveTarget(db: Queries, target: z.output<typeof SuspensionTarget>): Promise<Target> {
  const { scope } = target
  if (scope === 'site') return { scope, ...none }
  if (scope === 'section') return { scope, ...none, section: target.section }
  if (scope === 'story') {
    if (!(await storyById(db, target.storyId))) throw new Refusal('not_found', 'There is no such story.')
    return { scope, ...none, storyId: target.storyId }
  }
  const top = await commentById(db, target.commentId)
  if (!top || (top.state !== 'visible' && top.state !== 'deleted'))
    throw new Refusal('not_found', 'There is no such comment.')
  // Below it, paths are cut: answers no longer sort under the comment they answer.
  if (top.depth >= DEEPEST_PATH)
    throw new Refusal('invalid', 'This comment lies too deep. Pause the branch further up.')
  return {
    scope,
    ...none,
    storyId: top.storyId,
    commentId: top.id,
    branchRootSeq: top.rootSeq,
    branchPath: top.path,
  }
}

/** Whether two suspensions cover exactly the same. */
export function isSameTarget(a: Target, b: Target): boolean {
  return a.scope === b.scope && a.section === b.section && a.storyId === b.storyId && a.commentId === b.commentId
}
