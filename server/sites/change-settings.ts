import { isDeepStrictEqual } from 'node:util'
import { enqueue } from '../../db/jobs.ts'
import { hasSecondFactor } from '../../db/second-factors.ts'
import { changeSite } from '../../db/sites.ts'
import type { Context, Reader } from '../context.ts'
import type { Parsed } from '../contract/index.ts'
import { SiteSettings } from '../contract/site.ts'
import { Refusal } from '../errors.ts'
import { newId } from '../ids.ts'
import { isInReach, OUT_OF_REACH } from '../outgoing/reach.ts'
import { forgetOldSecrets } from '../people/secrets.ts'
import { ensureSite } from '../stories/begin-story.ts'
import { followTimeZone } from '../suspensions/follow-time-zone.ts'
import { COMMENTING } from '../suspensions/guard.ts'
import { handOf } from '../suspensions/record.ts'
import { canReckonIn } from '../suspensions/schedule-rules.ts'
import { type Settings, settingsOf, withoutGaps } from './settings.ts'

/** Parts of the settings, as somebody has read them. */
type Read = Parsed<'PATCH /api/v1/site/settings'>['body']['before']

/**
 * Changes settings of the publication; what is left out stays. Schedules follow another time zone from then on, and the
 * secret of a provider that signs people in is forgotten with it.
 * @throws Refusal `invalid`: schedules cannot be reckoned in the time zone, or a system that signs people in is at an
 * address that is not asked; `conflict`: whoever requires a second factor of staff has none, or a part is not as it was
 * read.
 */
export async function changeSettings(
  ctx: Context,
  by: Reader,
  { before: read, ...changes }: Parsed<'PATCH /api/v1/site/settings'>['body'],
): Promise<Settings> {
  if (changes.timeZone !== undefined && !canReckonIn(changes.timeZone))
    throw new Refusal('invalid', 'This time zone is not known here.', {
      issues: [{ path: 'body.timeZone', message: 'Not known here.' }],
    })
  if (changes.signIn) refuseOutOfReach(ctx, changes.signIn)
  if (changes.secondFactor?.isRequired && !(await hasSecondFactor(ctx.db.read, by.personId)))
    throw new Refusal('conflict', 'Set up a second factor for yourself first, or you would lock yourself out.')
  const { id } = await ensureSite(ctx)
  return ctx.db.transact(COMMENTING, async (tx) => {
    const before = await settingsOf(tx)
    refuseChanged(before, read)
    const after: Settings = { ...before, ...withoutGaps(changes) }
    const { timeZone, ...settings } = after
    await changeSite(tx, id, { timeZone, settings })
    await forgetOldSecrets(tx, before.signIn.providers, after.signIn.providers)
    if (timeZone !== before.timeZone) {
      await followTimeZone(tx, { previous: before.timeZone, hand: handOf(by), now: ctx.now() })
      await enqueue(tx, { id: newId(), kind: 'digests', key: 'daily', payload: {}, runAt: ctx.now() })
    }
    tx.hint('desk')
    return after
  })
}

/** What shows at once, of what is switched on; that a name leads to an inner address shows when it is asked. */
function refuseOutOfReach({ config }: Context, { providers, token }: Settings['signIn']): void {
  const named = [
    ...providers.map(({ isOn, issuer }, i) => ({ isOn, url: issuer, path: `providers.${i}.issuer` })),
    { isOn: token.isOn && token.check === 'keys', url: token.keysUrl ?? '', path: 'token.keysUrl' },
  ]
  const issues = named
    .filter(({ isOn, url }) => isOn && !isInReach(url, { allowsPrivate: config.PRIVATE_NETWORK }))
    .map(({ url, path }) => ({ path: `body.signIn.${path}`, message: `${url} is not asked. ${OUT_OF_REACH}` }))
  const [first] = issues
  if (first) throw new Refusal('invalid', first.message, { issues })
}

/** @throws Refusal `conflict`: they are not any more as they were read. */
function refuseChanged(settings: Settings, read: Read): void {
  if (!read) return
  const now = SiteSettings.parse(settings)
  for (const [part, was] of Object.entries(read))
    if (was !== undefined && !isDeepStrictEqual(was, now[part as keyof Settings]))
      throw new Refusal('conflict', 'Somebody changed these settings meanwhile. Load the page again to see them.')
}
