import * as z from 'zod'
import type { Queries, Tx } from '../../db/database.ts'
import {
  replaceVerification,
  takeVerification,
  type VerificationRow,
  verificationByName,
} from '../../db/verifications.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../errors.ts'
import { newId } from '../ids.ts'
import { hashToken, newToken } from './tokens.ts'

const MINUTE_MS = 60_000

/** For how long the link of a letter works. Whoever makes an account or confirms an address may come to it later. */
export const lifetimes = {
  'sign-in': 15 * MINUTE_MS,
  'sign-up': 24 * 60 * MINUTE_MS,
  reset: 15 * MINUTE_MS,
  confirm: 24 * 60 * MINUTE_MS,
  guest: 24 * 60 * MINUTE_MS,
}

/** What the link of a letter is for. */
export const LinkFacts = z.object({
  kind: z.enum(['sign-in', 'sign-up', 'reset', 'confirm', 'guest']),
  /** Folded. */
  email: z.string(),
  /** Path of this site to go on to; null to go back to where one was. */
  next: z.string().nullable(),
  /** Hash of the cookie of the browser that asked; null where it has none. */
  browser: z.string().nullable(),
  /** Of a new account. */
  name: z.string().optional(),
  passwordHash: z.string().optional(),
  /** Whose address is confirmed. */
  personId: z.string().optional(),
})
export type LinkFacts = z.output<typeof LinkFacts>

/** A link as it is kept: what it is for, and when it was asked for (epoch ms). */
export type KeptLink = LinkFacts & { askedAt: number }

/**
 * Makes a link in the transaction of its letter. Its token is in the letter and nowhere else. An older one for the same
 * is no longer good: of letters that lie about, only the newest opens anything.
 */
export async function makeLink(tx: Tx, { config }: Context, facts: LinkFacts, now: number): Promise<string> {
  const token = newToken()
  const times = { expiresAt: now + lifetimes[facts.kind], createdAt: now, updatedAt: now }
  const newest = newestOf(facts)
  const older = await verificationByName(tx, newest)
  if (older) await takeVerification(tx, older.value)
  await replaceVerification(tx, { id: newId(), identifier: newest, value: nameOf(token), ...times })
  await replaceVerification(tx, { id: newId(), identifier: nameOf(token), value: JSON.stringify(facts), ...times })
  return `${config.PUBLIC_URL}/link?token=${token}`
}

/** What a link is for, without using it up. @throws Refusal `gone`. */
export async function readLink(db: Queries, token: string, now: number): Promise<KeptLink> {
  return factsOf(await verificationByName(db, nameOf(token)), now)
}

/** Uses a link up: of any number of callers one gets it. @throws Refusal `gone`. */
export async function takeLink(tx: Tx, token: string, now: number): Promise<KeptLink> {
  return factsOf(await takeVerification(tx, nameOf(token)), now)
}

function factsOf(row: VerificationRow | undefined, now: number): KeptLink {
  if (!row || row.expiresAt <= now)
    throw new Refusal(
      'gone',
      'This link is no longer good: it was used, a newer one was asked for, or its time is over. Ask for a new one.',
    )
  return { ...LinkFacts.parse(JSON.parse(row.value)), askedAt: row.createdAt }
}

/** Under which name it is kept which link for the same is the newest. */
function newestOf({ kind, email, personId = '' }: LinkFacts): string {
  return `newest-link:${kind}:${hashToken(`${email} ${personId}`)}`
}

function nameOf(token: string): string {
  return `link:${hashToken(token)}`
}
