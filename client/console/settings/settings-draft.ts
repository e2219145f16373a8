import type { SiteSettings } from '../shapes.ts'
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
}

type NumberName = Exclude<keyof SettingsDraft, 'timeZone' | 'isOn'>

/** What the contract allows. */
export const limits: Record<NumberName, { min: number; max: number }> = {
  comments: { min: 1, max: 100_000 },
  flags: { min: 1, max: 10_000 },
  rejections: { min: 1, max: 10_000 },
  minutes: { min: 5, max: 60 },
  openFlagLimit: { min: 1, max: 1000 },
  releaseCount: { min: 1, max: 100 },
  releaseEvery: { min: 5, max: 3600 },
}

export function draftOf({ timeZone, heat, automaticPause, openFlagLimit, release }: SiteSettings): SettingsDraft {
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

/** The draft as the server takes it; null while something of it is wrong. */
export function settingsOf(draft: SettingsDraft): SiteSettings | null {
  const names = Object.keys(limits) as NumberName[]
  if (!isTimeZone(draft.timeZone)) return null
  if (!names.every((name) => isWhole(draft[name], limits[name].min, limits[name].max))) return null
  return {
    timeZone: draft.timeZone.trim(),
    heat: { comments: Number(draft.comments), flags: Number(draft.flags), rejections: Number(draft.rejections) },
    automaticPause: { isOn: draft.isOn, minutes: Number(draft.minutes) },
    openFlagLimit: Number(draft.openFlagLimit),
    release: { count: Number(draft.releaseCount), everySeconds: Number(draft.releaseEvery) },
  }
}
