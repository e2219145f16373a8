import { noteGiven } from '../../db/accounts.ts'
import type { Tx } from '../../db/database.ts'
import { isBeingErased } from '../../db/erasures.ts'
import { isTaken } from '../../db/errors.ts'
import { describePerson, oneAtATime } from '../../db/people.ts'
import { type GrantRow, grantsOf, replaceGrants } from '../../db/roles.ts'
import { storyByUrlKey } from '../../db/stories.ts'
import { replaceVerification, verificationByName } from '../../db/verifications.ts'
import type { Context } from '../context.ts'
import type { Result } from '../contract/index.ts'
import { Refusal } from '../errors.ts'
import { newId } from '../ids.ts'
import { type Settings, settingsOf } from '../sites/settings.ts'
import { ensureSite } from '../stories/begin-story.ts'
import { urlKeyOf } from '../stories/rules.ts'
import { checkToken, type TokenClaims } from './check-token.ts'
import { presentPerson } from './present.ts'
import { grantsAfter, membershipOf, storiesOf } from './rules.ts'
import { beginSession } from './session.ts'
import { type KnownSubject, keyOfSubject, personOfSubject } from './subject.ts'
import { hashToken } from './tokens.ts'

const MINUTE_MS = 60_000
/** Labels shown at once. */
const MOST_BADGES = 2

type TokenSettings = Settings['signIn']['token']

/**
 * Signs in whom the publisher's token names, with a reader's rights only; makes the person where they are new. The
 * publisher is believed about name, picture, labels and roles, as far as the owner allows each. Of any number of uses
 * of one token one succeeds.
 *
 * @param isAllowed whether the page that sends it may embed threads here.
 * @param origin of that page, if a browser says it.
 * @throws Refusal `forbidden`: switched off, or sent from elsewhere; as `checkToken`; `unauthenticated`: used before.
 */
export async function signInByToken(
  ctx: Context,
  token: string,
  { isAllowed, origin, userAgent }: { isAllowed: boolean; origin: string | undefined; userAgent: string | null },
): Promise<Result<'POST /api/v1/sessions/token'>> {
  const { signIn } = await settingsOf(ctx.db.read)
  if (!signIn.token.isOn) throw new Refusal('forbidden', 'Signing in with a publisher’s token is switched off here.')
  if (!isAllowed) throw new Refusal('forbidden', 'Pages at this address may not embed these comments.')
  const claims = await checkToken(ctx, signIn.token, token)
  const gives = await grantsIn(ctx, signIn.token, claims)
  await spend(ctx, signIn.token.issuer, claims)
  const subject = subjectOf(claims)
  // Under the key of this person alone: crowds come by tokens, and nobody is to wait for everybody else.
  const upsert = async () =>
    ctx.db.transact(await keyOfSubject(ctx.db.read, subject), async (tx) => {
      const now = ctx.now()
      const known = await personOfSubject(tx, ctx, subject)
      const { id } = known.person
      // Whoever gives this person roles at this moment, or begins to erase them, does it before or after.
      await oneAtATime(tx, id)
      if (await isBeingErased(tx, id)) throw new Refusal('unauthenticated', 'This account is being erased.')
      const label = labelOf(signIn.token, claims)
      await describePerson(tx, id, { name: claims.user.name, image: claims.user.avatar ?? null, label, updatedAt: now })
      const session = { personId: id, scope: 'embed' as const, userAgent, now, ...(origin && { origin }) }
      const grants = await settleGrants(tx, known, gives, now)
      return { id, grants, token: await beginSession(tx, session) }
    })
  const begun = await upsert().catch((error: unknown) => {
    // Somebody made the same person by a letter or another provider at this moment.
    if (isTaken(error)) return upsert()
    throw error
  })
  const person = presentPerson({ id: begun.id, name: claims.user.name }, [])
  return {
    token: begun.token,
    person: { ...person, authorOf: storiesOf(begun.grants), ...membershipOf(begun.grants) },
  }
}

function subjectOf({ user }: TokenClaims) {
  return {
    provider: 'token',
    id: user.id,
    name: user.name,
    // Staff of the publisher come by tokens too, and whose name is whose is the publisher's to know.
    isNameTrusted: true,
    email: user.email,
    isEmailVerified: user.email_verified,
    image: user.avatar ?? null,
  }
}

/** Only what the owner has listed is shown; the rest is left out without a word. */
function labelOf({ badges }: TokenSettings, { user }: TokenClaims): string | null {
  const listed = badges.filter((badge) => user.badges.includes(badge)).slice(0, MOST_BADGES)
  return listed.length > 0 ? listed.join(' · ') : null
}

/** Notes that a token was used, for as long as it would be good. */
async function spend(ctx: Context, issuer: string, { jti, exp }: TokenClaims): Promise<void> {
  const identifier = `jti:${hashToken(JSON.stringify([issuer, jti]))}`
  await ctx.db.transact(identifier, async (tx) => {
    const now = ctx.now()
    const used = await verificationByName(tx, identifier)
    if (used && used.expiresAt > now)
      throw new Refusal(
        'unauthenticated',
        'The publisher’s token was refused. It was used before. Load the page again.',
      )
    const expiresAt = exp * 1000 + MINUTE_MS
    await replaceVerification(tx, { id: newId(), identifier, value: '', expiresAt, createdAt: now, updatedAt: now })
  })
}

/** The roles a token gives, as far as the owner lets tokens give them. An author needs a story that is known here. */
async function grantsIn(ctx: Context, { roles }: TokenSettings, { user }: TokenClaims): Promise<GrantRow[]> {
  const grants: GrantRow[] = []
  for (const role of ['member', 'moderator'] as const)
    if (user.roles.includes(role) && roles.includes(role)) grants.push({ role, storyId: null, section: null })
  if (!user.roles.includes('author') || !roles.includes('author')) return grants
  const site = await ensureSite(ctx)
  for (const url of user.author_of) {
    const story = await storyByUrlKey(ctx.db.read, site.id, urlKeyOf(url, ctx.config.PUBLIC_URL))
    if (story) grants.push({ role: 'author', storyId: story.id, section: null })
  }
  return grants
}

async function settleGrants(
  tx: Tx,
  { person, account }: KnownSubject,
  gives: GrantRow[],
  now: number,
): Promise<GrantRow[]> {
  const has = (await grantsOf(tx, [person.id])).get(person.id) ?? []
  const gave = JSON.stringify(gives)
  if ((account.scope ?? '[]') === gave) return has
  const after = grantsAfter(has, JSON.parse(account.scope ?? '[]') as GrantRow[], gives)
  await replaceGrants(tx, person.id, after, now)
  await noteGiven(tx, account.id, gave, now)
  tx.hint(`person:${person.id}`)
  return after
}
