import type { Tx } from '../../db/database.ts'
import { grantsOf } from '../../db/roles.ts'
import { siteRole } from '../people/rules.ts'

/** In which office a moderator decided, also where what follows is done by itself. */
export async function officeOfModerator(tx: Tx, personId: string | null): Promise<'moderator' | 'owner'> {
  const grants = personId === null ? undefined : (await grantsOf(tx, [personId])).get(personId)
  return grants && siteRole(grants) === 'owner' ? 'owner' : 'moderator'
}
