import { unreadCounts } from '../../../db/notices.ts'
import type { Context } from '../../context.ts'
import type { Person } from '../thread/person.ts'

/** How many notices somebody has not read; 0 for who is signed out. */
export async function unreadOf({ db }: Context, person: Person | null): Promise<number> {
  if (!person) return 0
  const { personId } = person.reader
  return (await unreadCounts(db.read, [personId])).get(personId) ?? 0
}
