import type { Queries } from '../../db/database.ts'
import { personByEmail, personById } from '../../db/people.ts'
import type { Context, Reader } from '../context.ts'
import type { Parsed, Result } from '../contract/index.ts'
import { Refusal } from '../errors.ts'
import { settingsOf } from '../sites/settings.ts'
import { hashPassword } from './accounts.ts'
import { sendLetter } from './link-letters.ts'
import { type LinkFacts, makeLink } from './links.ts'
import { refuseMistakable } from './names.ts'
import { foldEmail, hasAddress, safeNext } from './rules.ts'

type Sent = Result<'POST /api/v1/sessions/links'>

/** Who asks for a letter: the hash of their browser's cookie, if it has one. */
interface Asker {
  browser: string | null
}

/**
 * Sends a letter with a link that signs in, or makes an account. Whether there is one is not looked at, so that neither
 * the answer nor its time can tell.
 *
 * @throws Refusal `forbidden`: switched off.
 */
export async function askToSignIn(
  ctx: Context,
  { email, next }: Parsed<'POST /api/v1/sessions/links'>['body'],
  asker: Asker,
): Promise<Sent> {
  requireMail(ctx)
  await requireWay(ctx.db.read, 'link')
  return send(ctx, { ...asker, kind: 'sign-in', email: foldEmail(email), next: nextOf(next) })
}

/** Sends a letter with a link that sets a new password; whether there is an account is seen when it is opened. */
export async function askToReset(
  ctx: Context,
  { email, next }: Parsed<'POST /api/v1/passwords/links'>['body'],
  asker: Asker,
): Promise<Sent> {
  requireMail(ctx)
  return send(ctx, { ...asker, kind: 'reset', email: foldEmail(email), next: nextOf(next) })
}

/** Sends a letter with a link that confirms the address of whoever asks. */
export async function askToConfirm(ctx: Context, by: Reader, asker: Asker): Promise<Sent> {
  requireMail(ctx)
  if (by.scope !== 'full') throw new Refusal('forbidden', 'Sign in on the site’s own page first.')
  const person = await personById(ctx.db.read, by.personId)
  if (!person) throw new Error('nobody asked')
  if (!hasAddress(person.email)) throw new Refusal('forbidden', 'This account has no e-mail address.')
  return send(ctx, { ...asker, kind: 'confirm', email: person.email, personId: person.id, next: '/' })
}

/**
 * Sends a letter with a link that makes an account; to an address that has one already, a letter that says so and a
 * link that signs in. Both ways the answer is the same, and so is the work: one password hash, one link, one letter.
 *
 * @throws Refusal `forbidden`: switched off; `conflict`: the name can be mistaken for that of somebody who works here.
 */
export async function signUp(
  ctx: Context,
  { name, password, next, ...body }: Parsed<'POST /api/v1/people'>['body'],
  asker: Asker,
): Promise<Sent> {
  requireMail(ctx)
  await requireWay(ctx.db.read, 'password')
  await refuseMistakable(ctx.db.read, ctx, name)
  const email = foldEmail(body.email)
  const passwordHash = await hashPassword(password)
  const common = { ...asker, email, next: nextOf(next) }
  await ctx.db.transact(`person:${email}`, async (tx) => {
    const known = await personByEmail(tx, email)
    const facts: LinkFacts = known ? { ...common, kind: 'sign-in' } : { ...common, kind: 'sign-up', name, passwordHash }
    const link = await makeLink(tx, ctx, facts, ctx.now())
    await sendLetter(tx, ctx, { kind: known ? 'known' : 'sign-up', to: email, link, name })
  })
  return { sent: true }
}

async function send(ctx: Context, facts: LinkFacts): Promise<Sent> {
  await ctx.db.transact(`person:${facts.email}`, async (tx) => {
    const link = await makeLink(tx, ctx, facts, ctx.now())
    await sendLetter(tx, ctx, { kind: facts.kind, to: facts.email, link })
  })
  return { sent: true }
}

function nextOf(next: string | undefined): string | null {
  return next === undefined ? null : safeNext(next)
}

/** Whether this server sends letters; without them nobody can prove an address. */
export function sendsMail({ config }: Context): boolean {
  return config.MAIL_URL !== 'off'
}

function requireMail(ctx: Context): void {
  if (!sendsMail(ctx)) throw new Refusal('forbidden', 'This site sends no e-mail, so this cannot be done here.')
}

async function requireWay(db: Queries, way: 'link' | 'password'): Promise<void> {
  const { signIn } = await settingsOf(db)
  if (!signIn[way]) throw new Refusal('forbidden', 'This way to sign in is switched off here.')
}
