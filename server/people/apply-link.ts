import { setPassword } from '../../db/accounts.ts'
import { passwordSince } from '../../db/credentials.ts'
import type { Tx } from '../../db/database.ts'
import { isTaken } from '../../db/errors.ts'
import { changeGuest } from '../../db/guests.ts'
import { enqueue } from '../../db/jobs.ts'
import { confirmEmail, insertPerson, type PersonRow, personByEmail, personById } from '../../db/people.ts'
import { deleteOtherSessions } from '../../db/sessions.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../errors.ts'
import { newId } from '../ids.ts'
import { queueMail } from '../mail/queue-mail.ts'
import { fitsHash, hashPassword } from './accounts.ts'
import { type Admission, admit, admitted } from './admit.ts'
import { passwordLetter } from './letters.ts'
import { type LinkFacts, readLink, takeLink } from './links.ts'
import { nameOrNeutral, refuseMistakable } from './names.ts'
import { hashToken } from './tokens.ts'

/** What the page of a link has to ask for, and tell. */
export interface OpenedLink {
  kind: LinkFacts['kind']
  email: string
  /** Whether it was asked for in this browser. */
  isHere: boolean
  /** `name`: for an account that is made now; `new-password`; `chosen-password`: the one typed where it was asked for. */
  asks: ('name' | 'new-password' | 'chosen-password')[]
  /** Whether it makes an account. */
  makes: boolean
  /** Path of this site to go on to; null to go back to where one was. */
  next: string | null
}

export interface LinkForm {
  name: string
  password: string
}

/** Who opens a link: the cookie of their browser, and what it is. */
interface Opener {
  browser: string | undefined
  userAgent: string | null
}

/** Looks at a link, as programs that check mail do too: it stays good. @throws Refusal `gone`. */
export async function openLink(ctx: Context, token: string, browser: string | undefined): Promise<OpenedLink> {
  const facts = await readLink(ctx.db.read, token, ctx.now())
  return opened(facts, await personByEmail(ctx.db.read, facts.email), browser)
}

function opened(facts: LinkFacts, person: PersonRow | undefined, browser: string | undefined): OpenedLink {
  const { kind, email, next } = facts
  const isHere = facts.browser !== null && browser !== undefined && hashToken(browser) === facts.browser
  const makes = !person && (kind === 'sign-in' || kind === 'sign-up')
  const asks: OpenedLink['asks'] = []
  if (makes && kind === 'sign-in') asks.push('name')
  if (kind === 'reset' && person) asks.push('new-password')
  // Whoever asked elsewhere may be somebody else, who waits for the owner of the address to let them in.
  if (makes && kind === 'sign-up' && !isHere) asks.push('chosen-password')
  return { kind, email, isHere, asks, makes, next }
}

export interface UsedLink {
  kind: LinkFacts['kind']
  /** Null where nobody is signed in by it. */
  session: string | null
  name: string
  next: string | null
}

/**
 * Does what a link is for, and uses it up: signs in, makes an account, sets a password, confirms an address. The person
 * who has the letter has the address, so that is confirmed each time. Of any number of uses one succeeds.
 *
 * @param form as its page asks; checked before the link is used up.
 * @throws Refusal `gone`: also where the password was changed since it was asked for; `invalid`: the form; `conflict`: its
 * name can be mistaken, or the account was made or went at this moment; `not_found`: no account has the address; `second_factor`,
 * `unauthenticated`: see `admit`; what the link is for is done, but nobody is signed in.
 */
export async function applyLink(ctx: Context, token: string, form: LinkForm, opener: Opener): Promise<UsedLink> {
  const facts = await readLink(ctx.db.read, token, ctx.now())
  const known = await personByEmail(ctx.db.read, facts.email)
  const { asks } = opened(facts, known, opener.browser)
  if (asks.includes('chosen-password') && !(await fitsHash(facts.passwordHash ?? '', form.password)))
    throw new Refusal('invalid', 'This is not the password you chose when you asked for the account.')
  const passwordHash = asks.includes('new-password') ? await hashPassword(form.password) : undefined
  const use = () =>
    ctx.db.transact(`person:${known?.id ?? facts.email}`, (tx) =>
      usedIn(tx, ctx, { token, form, opener, asks, passwordHash }),
    )
  const { admission, ...used } = await use().catch((error: unknown) => {
    // Made at the same moment in another way: it is there now.
    if (isTaken(error)) return use()
    throw error
  })
  return { ...used, session: admission && admitted(admission) }
}

type Used = Omit<UsedLink, 'session'> & { admission: Admission | null }

interface Use {
  token: string
  form: LinkForm
  opener: Opener
  /** What the page asked for. */
  asks: OpenedLink['asks']
  passwordHash: string | undefined
}

async function usedIn(tx: Tx, ctx: Context, { token, form, opener, asks, passwordHash }: Use): Promise<Used> {
  const now = ctx.now()
  const facts = await takeLink(tx, token, now)
  const { kind, email, next } = facts
  if (kind === 'confirm') return confirmed(tx, facts, now)
  if (kind === 'guest') return guestConfirmed(tx, facts, now)
  const known = await personByEmail(tx, email)
  if (!known && kind === 'reset') throw new Refusal('not_found', 'There is no account with this e-mail address.')
  if (opened(facts, known, opener.browser).asks.some((one) => !asks.includes(one)))
    throw new Refusal('conflict', 'Your account was changed at this moment. Look at this page once more.')
  // Whoever had one in their hands does not get in by it once the password is another.
  if (known && ((await passwordSince(tx, known.id)) ?? 0) > facts.askedAt)
    throw new Refusal('gone', 'Your password was changed after you asked for this link. Ask for a new one.')
  const person = known ?? (await made(tx, ctx, facts, form))
  await confirmEmail(tx, person.id, now)
  if (kind === 'reset' && passwordHash !== undefined) {
    await setPassword(tx, { id: newId(), personId: person.id, password: passwordHash, now })
    await deleteOtherSessions(tx, person.id, null)
    await queueMail(tx, `password:${person.id}:${now}`, { to: person.email, ...passwordLetter(ctx.config) }, now)
    tx.hint(`person:${person.id}`)
  }
  const { userAgent } = opener
  const admission = await admit(tx, { personId: person.id, userAgent, now })
  return { kind, admission, name: person.name, next }
}

/** Who is asked for a name on the page can choose another; who chose one a day ago cannot any more. */
async function made(tx: Tx, ctx: Context, facts: LinkFacts, form: LinkForm) {
  const now = ctx.now()
  const { email, passwordHash: password } = facts
  if (facts.name === undefined) await refuseMistakable(tx, ctx, form.name)
  const name = facts.name === undefined ? form.name : await nameOrNeutral(tx, ctx, facts.name)
  const person = { id: newId(), name, email, emailVerified: true, createdAt: now, updatedAt: now }
  await insertPerson(tx, person)
  if (password) await setPassword(tx, { id: newId(), personId: person.id, password, now })
  return person
}

async function confirmed(tx: Tx, { personId = '', email, next }: LinkFacts, now: number): Promise<Used> {
  const person = await personById(tx, personId)
  if (person?.email !== email) throw new Refusal('gone', 'This is no longer the address of the account.')
  await confirmEmail(tx, person.id, now)
  return { kind: 'confirm', admission: null, name: person.name, next }
}

/** What the guest wrote is published by a job: it stands under stories, each with its own turn. */
async function guestConfirmed(tx: Tx, { personId = '', name = '', next }: LinkFacts, now: number): Promise<Used> {
  await changeGuest(tx, personId, { confirmedAt: now })
  const payload = { personId }
  await enqueue(tx, { id: newId(), kind: 'guest-confirmed', key: personId, payload, runAt: now })
  return { kind: 'guest', admission: null, name, next }
}
