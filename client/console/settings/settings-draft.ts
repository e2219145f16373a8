import type { RuleCode, SiteSettings } from '../shapes.ts'
import { isWhole } from './number-field.tsx'

/** The settings as they are typed. */
export interface SettingsDraft {
  timeZone: string
  comments: string
  flags: string
  rejections: string
  isOn: boolean
  minutes: string
  openFlagLimit: string
  releaseCount: string
  releaseEvery: string
  flagsPerDay: string
  replyHours: string
  appealDays: string
  dueHours: string
  /** In the site's own words; empty: as delivered. */
  rules: Partial<Record<RuleCode, string>>
  checksLinks: boolean
}

/** What a part of the form is given. */
export interface PartProps {
  draft: SettingsDraft
  change: (part: Partial<SettingsDraft>) => void
}

type NumberName = Exclude<keyof SettingsDraft, 'timeZone' | 'isOn' | 'rules' | 'checksLinks'>

/** What the contract allows. */
export const limits: Record<NumberName, { min: number; max: number }> = {
  comments: { min: 1, max: 100_000 },
  flags: { min: 1, max: 10_000 },
  rejections: { min: 1, max: 10_000 },
  minutes: { min: 5, max: 60 },
  openFlagLimit: { min: 1, max: 1000 },
  releaseCount: { min: 1, max: 100 },
  releaseEvery: { min: 5, max: 3600 },
  flagsPerDay: { min: 1, max: 200 },
  replyHours: { min: 24, max: 168 },
  appealDays: { min: 7, max: 365 },
  dueHours: { min: 1, max: 720 },
}

/** How long a rule in the site's own words may be. */
export const RULE = { min: 10, max: 500 }

export function draftOf(settings: SiteSettings): SettingsDraft {
  const { timeZone, heat, automaticPause, openFlagLimit, release, cases } = settings
  return {
    timeZone,
    comments: String(heat.comments),
    flags: String(heat.flags),
    rejections: String(heat.rejections),
    isOn: automaticPause.isOn,
    minutes: String(automaticPause.minutes),
    openFlagLimit: String(openFlagLimit),
    releaseCount: String(release.count),
    releaseEvery: String(release.everySeconds),
    flagsPerDay: String(cases.flagsPerDay),
    replyHours: String(cases.replyHours),
    appealDays: String(cases.appealDays),
    dueHours: String(cases.dueHours),
    rules: settings.rules,
    checksLinks: settings.linkChecks.isOn,
  }
}

/** Whether this browser knows a time zone of that name. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name.trim() })
    return name.trim() !== ''
  } catch {
    return false
  }
}

/** Whether a rule is as long as it may be, or left as delivered. */
export function isRule(words: string | undefined): boolean {
  const length = words?.trim().length ?? 0
  return length === 0 || (length >= RULE.min && length <= RULE.max)
}

function rulesOf({ rules }: SettingsDraft): SiteSettings['rules'] {
  const own = Object.entries(rules).map(([code, words]) => [code, words.trim()])
  return Object.fromEntries(own.filter(([, words]) => words !== ''))
}

/** What this page sets; other settings have pages of their own. */
type GeneralPart = Omit<SiteSettings, 'secondFactor' | 'retention' | 'signIn'>

/** The draft as the server takes it; null while something of it is wrong. */
export function settingsOf(draft: SettingsDraft): GeneralPart | null {
  const names = Object.keys(limits) as NumberName[]
  if (!isTimeZone(draft.timeZone)) return null
  if (!names.every((name) => isWhole(draft[name], limits[name].min, limits[name].max))) return null
  if (!Object.values(draft.rules).every(isRule)) return null
  return {
    timeZone: draft.timeZone.trim(),
    heat: { comments: Number(draft.comments), flags: Number(draft.flags), rejections: Number(draft.rejections) },
    automaticPause: { isOn: draft.isOn, minutes: Number(draft.minutes) },
    openFlagLimit: Number(draft.openFlagLimit),
    release: { count: Number(draft.releaseCount), everySeconds: Number(draft.releaseEvery) },
    cases: {
      flagsPerDay: Number(draft.flagsPerDay),
      replyHours: Number(draft.replyHours),
      appealDays: Number(draft.appealDays),
      dueHours: Number(draft.dueHours),
    },
    rules: rulesOf(draft),
    linkChecks: { isOn: draft.checksLinks },
  }
}
