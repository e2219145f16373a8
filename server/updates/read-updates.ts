import type * as z from 'zod'
import { storyById } from '../../db/stories.ts'
import { isNumbered, scheduledUpdatesOf, updateRevisionsOf, updatesOf } from '../../db/updates.ts'
import type { Context, Viewer } from '../context.ts'
import type { UpdateInFull, UpdateRevision } from '../contract/updates.ts'
import { Refusal } from '../errors.ts'
import { mayPublish } from '../people/offices.ts'
import { wordingOf } from './edit-update.ts'
import { presentInFull, presentRevision } from './present.ts'
import { knownUpdate } from './require-update.ts'

/**
 * A story's updates, newest first; for whoever may publish under it those that are scheduled before them.
 * @throws Refusal `not_found`.
 */
export async function readUpdates(
  ctx: Context,
  viewer: Viewer,
  storyId: string,
): Promise<z.output<typeof UpdateInFull>[]> {
  const { read } = ctx.db
  if (!(await storyById(read, storyId))) throw new Refusal('not_found', 'There is no such story.')
  const isTheirs = mayPublish(viewer, storyId)
  const scheduled = isTheirs ? await scheduledUpdatesOf(read, storyId) : []
  return presentInFull(read, [...scheduled, ...(await updatesOf(read, storyId))], { withSource: isTheirs })
}

/**
 * The older wordings of an update, newest first; of a withdrawn one also the last. What was changed too soon after
 * publication to be public is for whoever may publish under the story.
 * @throws Refusal `not_found`.
 */
export async function readRevisions(
  ctx: Context,
  viewer: Viewer,
  id: string,
): Promise<z.output<typeof UpdateRevision>[]> {
  const { read } = ctx.db
  const row = await knownUpdate(read, viewer, id)
  if (!isNumbered(row)) return []
  const older = await updateRevisionsOf(read, id)
  const all = row.withdrawnAt === null ? older : [wordingOf(row, row.withdrawnAt), ...older]
  const shown = all.map((revision) => presentRevision(revision, row.publishedAt))
  return mayPublish(viewer, row.storyId) ? shown : shown.filter((revision) => revision.isPublic)
}
