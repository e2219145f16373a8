import { type BriefCase, type CaseRow, caseById, caseList } from '../../db/cases.ts'
import type { Context, Reader } from '../context.ts'
import { Refusal } from '../errors.ts'
import { isAuthor, isStaff } from '../people/offices.ts'

/**
 * The cases someone may see: moderators all, authors those about their stories.
 * @throws Refusal `forbidden`: neither.
 */
export function readCases(
  ctx: Context,
  by: Reader,
  { state, storyId }: { state: CaseRow['state']; storyId?: string | undefined },
): Promise<BriefCase[]> {
  const own = by.authorOf.filter((id) => isAuthor(by, id))
  if (!isStaff(by) && own.length === 0)
    throw new Refusal('forbidden', 'Cases are for moderators and the authors of the stories concerned.')
  const visible = isStaff(by) ? undefined : own
  const storyIds = storyId ? (visible ?? [storyId]).filter((id) => id === storyId) : visible
  return caseList(ctx.db.read, { state, storyIds })
}

/** @throws Refusal `not_found`: no such case, or none this person may see. */
export async function readCase(ctx: Context, by: Reader, id: string): Promise<CaseRow> {
  const row = await caseById(ctx.db.read, id)
  if (!row || (!isStaff(by) && !isAuthor(by, row.storyId))) throw new Refusal('not_found', 'There is no such case.')
  return row
}
