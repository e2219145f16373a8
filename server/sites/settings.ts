import type * as z from 'zod'
import type { Queries } from '../../db/database.ts'
import { theSite } from '../../db/sites.ts'
import { SiteSettings } from '../contract/site.ts'

export type Settings = z.output<typeof SiteSettings>

/** What holds until an owner says otherwise. */
const defaults: Omit<Settings, 'timeZone'> = {
  heat: { comments: 120, flags: 5, rejections: 10 },
  automaticPause: { isOn: false, minutes: 30 },
  openFlagLimit: 5,
  release: { count: 5, everySeconds: 20 },
  cases: { flagsPerDay: 20, replyHours: 48, appealDays: 14, dueHours: 72 },
  rules: {},
  linkChecks: { isOn: false },
  secondFactor: { isRequired: false },
  retention: { rejectedDays: 180, readNoticeDays: 365 },
  signIn: {
    password: true,
    link: true,
    guests: 'off',
    providers: [],
    token: { isOn: false, issuer: '', check: 'secret', keysUrl: null, roles: ['member', 'author'], badges: [] },
  },
}

/** The settings of the publication; what is not set, or was set by a version that knew other settings, is as delivered. */
export async function settingsOf(db: Queries): Promise<Settings> {
  const site = await theSite(db)
  const kept = SiteSettings.omit({ timeZone: true }).partial().safeParse(site?.settings)
  return { ...defaults, ...(kept.success && withoutGaps(kept.data)), timeZone: site?.timeZone ?? 'UTC' }
}

type Part<T> = { [K in keyof T]?: NonNullable<T[K]> }

/** Leaves out what is given as undefined. */
export function withoutGaps<T extends object>(part: T): Part<T> {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)) as Part<T>
}
