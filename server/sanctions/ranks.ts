import type { Reader } from '../context.ts'
import { confinedTo, moderates } from '../people/offices.ts'
import { type GrantLike, sectionsOf, siteRole } from '../people/rules.ts'
import { barToSanction, type Rank } from './rules.ts'

interface Person {
  personId: string
  /** All that are theirs. */
  grants: readonly GrantLike[]
}

/** Why a moderator cannot act on a person anywhere, in words; undefined if they can. */
export function barFor(by: Reader, { personId, grants }: Person): string | undefined {
  return barToSanction({ personId: by.personId, rank: rankOf(by) }, { personId, rank: rankFrom(grants) })
}

/** Whether a sanction is for this moderator: one of the whole site, and what holds there, only for those of all of it. */
export function isTheirs(by: Reader, { section }: { section: string }): boolean {
  return confinedTo(by).sections === undefined || (section !== '' && moderates(by, section))
}

function rankOf(by: Reader): Rank {
  const { sections } = confinedTo(by)
  if (sections) return sections.length > 0 ? 'section' : 'reader'
  return by.role
}

function rankFrom(grants: readonly GrantLike[]): Rank {
  const role = siteRole(grants)
  return role === 'reader' && sectionsOf(grants).length > 0 ? 'section' : role
}
