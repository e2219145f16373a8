import type { Queries } from '../../db/database.ts'
import { grantsOf } from '../../db/roles.ts'
import { hasSecondFactor } from '../../db/second-factors.ts'
import { settingsOf } from '../sites/settings.ts'
import { sectionsOf, siteRole } from './rules.ts'

/** Whether the site requires a second factor of a person: of moderators, be it of a section, and owners, if the owner says so. */
export async function isRequiredOf(db: Queries, personId: string): Promise<boolean> {
  const grants = (await grantsOf(db, [personId])).get(personId) ?? []
  const hasOffice = siteRole(grants) !== 'reader' || sectionsOf(grants).length > 0
  return hasOffice && (await settingsOf(db)).secondFactor.isRequired
}

/** Whether somebody of staff has to set one up before they can act as such. */
export async function lacksSecondFactor(db: Queries, personId: string): Promise<boolean> {
  return (await settingsOf(db)).secondFactor.isRequired && !(await hasSecondFactor(db, personId))
}
