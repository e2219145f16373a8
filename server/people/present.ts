import type * as z from 'zod'
import type { PersonRow } from '../../db/people.ts'
import type { GrantRow } from '../../db/roles.ts'
import type { Person, PersonForOwner } from '../contract/people.ts'
import { iso } from '../iso.ts'
import { hasAddress, membershipOf, sectionsOf, siteRole, storiesOf } from './rules.ts'

/** A person as they see themselves. `grants` are what the session may use: none of staff's in an embedded one. */
export function presentPerson(
  person: { id: string; name: string },
  grants: readonly GrantRow[],
): z.output<typeof Person> {
  return {
    id: person.id,
    name: person.name,
    role: siteRole(grants),
    authorOf: storiesOf(grants),
    sections: sectionsOf(grants),
    ...membershipOf(grants),
    guest: null,
  }
}

/** A person as an owner sees them. */
export function presentForOwner(
  person: PersonRow,
  grants: readonly GrantRow[],
  hasSecondFactor: boolean,
): z.output<typeof PersonForOwner> {
  return {
    ...presentPerson(person, grants),
    email: hasAddress(person.email) ? person.email : '',
    grants: grants.map(({ role, storyId, section }) => ({ role, storyId, section })),
    hasSecondFactor,
    createdAt: iso(person.createdAt),
  }
}
