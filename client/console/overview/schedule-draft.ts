import { useKept } from '../kept.ts'
import { textTrouble } from '../parts/text-field.tsx'
import { REASON } from '../pauses/pause-draft.ts'
import type { TargetDraft } from '../pauses/target-field.tsx'
import { isOfSite } from '../session.ts'
import type { Mode, ReasonCode, Schedule, ScheduleInput } from '../shapes.ts'
import { schedules } from '../strings-overview.ts'
import { modes, pause } from '../strings-pauses.ts'

export interface ScheduleDraft extends TargetDraft {
  kind: Schedule['kind']
  mode: Mode
  slowSeconds: number
  reasonCode: ReasonCode | ''
  reason: string
  days: number[]
  from: string
  until: string
  afterDays: string
}

const blank: ScheduleDraft = {
  kind: 'weekly',
  scope: 'site',
  section: '',
  storyId: '',
  storyTitle: '',
  commentId: '',
  mode: 'paused',
  slowSeconds: 300,
  reasonCode: '',
  reason: '',
  days: [1, 2, 3, 4, 5, 6, 7],
  from: '00:00',
  until: '06:00',
  afterDays: '14',
}

/** A schedule being written, kept in this tab. */
export function useScheduleDraft() {
  return useKept<ScheduleDraft>('schedule', isOfSite.value ? blank : { ...blank, scope: 'section' })
}

function daysOf({ afterDays }: ScheduleDraft): number | null {
  const days = Number(afterDays)
  return Number.isInteger(days) && days >= 1 && days <= 3650 ? days : null
}

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/

function timeTrouble({ kind, from, until }: ScheduleDraft): string | null {
  return kind === 'age' || (CLOCK.test(from) && CLOCK.test(until)) ? null : schedules.timeMissing
}

function targetTrouble({ scope, section, storyId }: ScheduleDraft): string | null {
  if (scope === 'section' && section === '') return pause.sectionMissing
  return scope === 'story' && storyId === '' ? pause.storyMissing : null
}

/** What keeps the draft from being sent, field by field, in words. */
export function troublesOf(draft: ScheduleDraft) {
  const isAge = draft.kind === 'age'
  return {
    target: targetTrouble(draft),
    days: !isAge && draft.days.length === 0 ? schedules.daysMissing : null,
    times: timeTrouble(draft),
    afterDays: isAge && daysOf(draft) === null ? schedules.afterDaysWrong : null,
    reasonCode: draft.reasonCode === '' ? pause.codeMissing : null,
    reason: textTrouble(draft.reason, REASON.min, REASON.max),
  }
}

function targetOf({ scope, section, storyId }: ScheduleDraft): ScheduleInput['target'] {
  if (scope === 'section') return { scope, section }
  return scope === 'story' ? { scope, storyId } : { scope: 'site' }
}

/** The draft as the server takes it; null while something keeps it from being sent. */
export function inputOf(draft: ScheduleDraft): ScheduleInput | null {
  const { kind, mode, reasonCode, reason, slowSeconds, days, from, until } = draft
  if (reasonCode === '' || mode === 'open' || Object.values(troublesOf(draft)).some(Boolean)) return null
  const shared = {
    target: targetOf(draft),
    mode,
    reasonCode,
    reason: reason.trim(),
    ...(mode === 'slow' && { slowSeconds }),
  }
  if (kind === 'weekly') return { kind, ...shared, days: [...days].sort(), from, until }
  const afterDays = daysOf(draft)
  return afterDays === null ? null : { kind, ...shared, afterDays }
}

type Timed = Pick<Schedule, 'kind' | 'days' | 'from' | 'until' | 'afterDays'>

/** “Mon to Fri, 22:00 to 06:00 the next day”, “14 days after publication”. */
export function whenWords({ kind, days, from, until, afterDays }: Timed): string {
  return kind === 'weekly' ? schedules.weekly(days, from, until) : schedules.age(afterDays ?? 0)
}

function whereWords({ scope, section, storyTitle }: ScheduleDraft): string {
  if (scope === 'section') return schedules.on.section(section)
  return scope === 'story' ? storyTitle : schedules.on.site
}

/** What the draft would do, in a sentence; null while something of it is missing. */
export function willWords(draft: ScheduleDraft): string | null {
  const { target, days, times, afterDays } = troublesOf(draft)
  if (target ?? days ?? times ?? afterDays) return null
  const when = whenWords({ ...draft, afterDays: daysOf(draft) })
  return schedules.will(whereWords(draft), modes[draft.mode].name, when.charAt(0).toLowerCase() + when.slice(1))
}
