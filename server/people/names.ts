import type { Queries } from '../../db/database.ts'
import { grantsOf, staffNames } from '../../db/roles.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../errors.ts'
import { looksLike } from './look-alike.ts'

/** What somebody is called whose name is not to be had, until they choose another. */
export const NEUTRAL_NAME = 'Reader'

/** Whether a name can be mistaken for that of somebody who works here, for an office, or for the publication. */
async function isMistakable(db: Queries, { config }: Context, name: string): Promise<boolean> {
  return looksLike(name, [...(await staffNames(db)), config.SITE_NAME])
}

/**
 * Stands before every name that a person chooses. Who works here is called as they like: the mark beside their name says
 * what they are.
 *
 * @param personId of somebody who has an account.
 * @throws Refusal `conflict`.
 */
export async function refuseMistakable(db: Queries, ctx: Context, name: string, personId?: string): Promise<void> {
  if (personId !== undefined && (await worksHere(db, personId))) return
  if (!(await isMistakable(db, ctx, name))) return
  const message = 'This name can be mistaken for somebody who works here. Choose another.'
  throw new Refusal('conflict', message, { issues: [{ path: 'body.name', message }] })
}

/** The name of somebody new where nobody can be asked for another, so that signing in never fails for it. */
export async function nameOrNeutral(db: Queries, ctx: Context, name: string): Promise<string> {
  return (await isMistakable(db, ctx, name)) ? NEUTRAL_NAME : name
}

async function worksHere(db: Queries, personId: string): Promise<boolean> {
  const grants = (await grantsOf(db, [personId])).get(personId) ?? []
  return grants.some(({ role }) => role !== 'member')
}
