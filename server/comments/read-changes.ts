import { commentById } from '../../db/comments.ts'
import { changesAfter } from '../../db/events.ts'
import { storyById } from '../../db/stories.ts'
import type { Context } from '../context.ts'
import type { Parsed, Result } from '../contract/index.ts'
import { Refusal } from '../errors.ts'
import { wordsShown } from './rules.ts'

/** Looked at, at most: whoever was away longer is told of the later part. */
const MOST_EVENTS = 2000

/**
 * What changed in a thread after an event number, for somebody who comes back to a text: counts of what is public.
 * @throws Refusal `not_found`: no such story, or no such comment under it.
 */
export async function readChanges(
  ctx: Context,
  storyId: string,
  { since, parentId }: Parsed<'GET /api/v1/stories/:id/changes'>['query'],
): Promise<Result<'GET /api/v1/stories/:id/changes'>> {
  const { read } = ctx.db
  const story = await storyById(read, storyId)
  if (!story) throw new Refusal('not_found', 'There is no such story.')
  const parent = parentId === undefined ? undefined : await commentById(read, parentId)
  const isPublic = parent && (wordsShown(parent.state) || parent.state === 'deleted')
  if (parentId !== undefined && (!isPublic || parent.storyId !== storyId))
    throw new Refusal('not_found', 'The comment you are answering is not here.')
  const { isParentEdited, ...counts } = await changesAfter(
    read,
    storyId,
    Math.max(since, story.lastSeq - MOST_EVENTS),
    parentId,
  )
  return { ...counts, parent: parent ? stateOf(parent.state, isParentEdited) : null }
}

function stateOf(state: string, isEdited: boolean): 'same' | 'edited' | 'deleted' {
  if (state === 'deleted') return 'deleted'
  return isEdited ? 'edited' : 'same'
}
