import { type AccountRow, accountOf, insertAccount } from '../../db/accounts.ts'
import type { Queries, Tx } from '../../db/database.ts'
import { insertPerson, type PersonRow, personByEmail, personById } from '../../db/people.ts'
import type { Context } from '../context.ts'
import { newId } from '../ids.ts'
import { nameOrNeutral } from './names.ts'
import { foldEmail, noAddress } from './rules.ts'
import { hashToken } from './tokens.ts'

/** Somebody another system vouches for. */
export interface Subject {
  /** `token`, or `oidc:` with the provider's issuer. */
  provider: string
  /** Who it is there. */
  id: string
  name: string
  /** Whether it stands even where it can be mistaken for that of somebody who works here. */
  isNameTrusted: boolean
  email: string | undefined
  /** Whether the other system has made sure of it. */
  isEmailVerified: boolean
  image: string | null
}

export interface KnownSubject {
  person: PersonRow
  account: Pick<AccountRow, 'id' | 'scope'>
  isNew: boolean
}

/**
 * The person of another system's, found or made. It is somebody who has an account here only where both this site and
 * the other system have made sure of the same e-mail address; an address nobody has made sure of is not kept, since it
 * would stand in the way of its owner.
 *
 * @throws where somebody else made the same person or account at this moment: try once more.
 */
export async function personOfSubject(tx: Tx, ctx: Context, subject: Subject): Promise<KnownSubject> {
  const now = ctx.now()
  const account = await accountOf(tx, subject.provider, subject.id)
  const known = account && (await personById(tx, account.personId))
  if (account && known) return { person: known, account, isNew: false }
  const email = subject.isEmailVerified && subject.email ? foldEmail(subject.email) : undefined
  const holder = email === undefined ? undefined : await personByEmail(tx, email)
  const person = holder?.emailVerified ? holder : await made(tx, ctx, subject, holder ? undefined : email)
  const row = { id: newId(), personId: person.id, providerId: subject.provider, accountId: subject.id, scope: null }
  await insertAccount(tx, { ...row, createdAt: now, updatedAt: now })
  return { person, account: row, isNew: true }
}

/** The key under which they sign in: the same as in every other way, where they have an account. */
export async function keyOfSubject(db: Queries, subject: Subject): Promise<string> {
  const account = await accountOf(db, subject.provider, subject.id)
  if (account) return `person:${account.personId}`
  const holder = subject.isEmailVerified && subject.email && (await personByEmail(db, foldEmail(subject.email)))
  return holder ? `person:${holder.id}` : `subject:${hashToken(`${subject.provider} ${subject.id}`)}`
}

async function made(tx: Tx, ctx: Context, subject: Subject, email: string | undefined): Promise<PersonRow> {
  const [id, now] = [newId(), ctx.now()]
  const person: PersonRow = {
    id,
    name: subject.isNameTrusted ? subject.name : await nameOrNeutral(tx, ctx, subject.name),
    email: email ?? noAddress(id),
    emailVerified: email !== undefined,
    image: subject.image,
    isGuest: false,
    label: null,
    createdAt: now,
    updatedAt: now,
  }
  await insertPerson(tx, person)
  return person
}
