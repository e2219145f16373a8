import type { Queries } from '../../db/database.ts'
import { type UpdateRow, updateById } from '../../db/updates.ts'
import type { Viewer } from '../context.ts'
import { Refusal } from '../errors.ts'
import { mayPublish } from '../people/offices.ts'

/** An update as somebody may know of it. @throws Refusal `not_found`: none, or one that is scheduled and not theirs to see. */
export async function knownUpdate(db: Queries, viewer: Viewer, id: string): Promise<UpdateRow> {
  const row = await updateById(db, id)
  if (!row || (row.state === 'scheduled' && !mayPublish(viewer, row.storyId)))
    throw new Refusal('not_found', 'There is no such update.')
  return row
}

/** An update that somebody may change. @throws Refusal `not_found`; `forbidden`: neither author, staff nor publisher. */
export async function ownUpdate(db: Queries, viewer: Viewer, id: string): Promise<UpdateRow> {
  const row = await knownUpdate(db, viewer, id)
  if (!mayPublish(viewer, row.storyId))
    throw new Refusal('forbidden', 'Only the story’s author and staff can change its updates.')
  return row
}
