import { LOCALE } from '../../ui/times.ts'
import { ask } from '../ask.ts'
import { momentOf, zoneName } from '../pauses/pause-times.ts'
import { useResource } from '../resource.ts'
import { isStaff } from '../session.ts'
import { composing } from '../strings-updates.ts'

/** What the clock of the site shows at a time of a field, where it is another than the browser’s; for staff, who know it. */
export function SiteClock({ at }: { at: string }) {
  const staff = isStaff.value
  const { data } = useResource(staff ? 'site' : 'site of others', async () =>
    staff ? await ask('GET /api/v1/site', {}) : null,
  )
  const ms = momentOf(at)
  const zone = data?.settings.timeZone
  if (!zone || ms === null || zoneName(ms).split(' ')[0] === zone) return null
  const clock = new Intl.DateTimeFormat(LOCALE, { timeZone: zone, dateStyle: 'medium', timeStyle: 'short' })
  return <p class="co-hint">{composing.onSite(clock.format(ms), zone)}</p>
}
