import { useKept } from '../kept.ts'
import { textTrouble } from '../parts/text-field.tsx'
import type { PauseInput } from '../shapes.ts'
import { pause } from '../strings.ts'
import type { Planned, UntilChoice } from './pause-times.ts'
import { endTrouble, plannedEnd } from './pause-times.ts'

export interface PauseDraft extends UntilChoice {
  reasonCode: PauseInput['reasonCode'] | ''
  reason: string
  note: string
}

export const REASON = { min: 10, max: 500 }
export const NOTE = { min: 0, max: 1000 }
const blank: PauseDraft = { reasonCode: '', reason: '', note: '', until: '', at: '', reviewAt: '' }

/** What a moderator is filling in to pause one story, kept in this tab. */
export function usePauseDraft(storyId: string) {
  return useKept<PauseDraft>(`pause ${storyId}`, blank)
}

export interface PauseTroubles {
  reasonCode: string | null
  reason: string | null
  until: string | null
  note: string | null
}

/** What keeps the draft from being sent, field by field, in words. */
export function troublesOf(draft: PauseDraft, nowMs: number): PauseTroubles {
  const end = endTrouble(plannedEnd(draft, nowMs), nowMs)
  const words = { missing: pause.untilMissing, past: pause.untilPast, far: pause.untilFar }
  return {
    reasonCode: draft.reasonCode === '' ? pause.codeMissing : null,
    reason: textTrouble(draft.reason, REASON.min, REASON.max),
    until: end && words[end],
    note: textTrouble(draft.note, NOTE.min, NOTE.max),
  }
}

/** The draft as the server takes it; null while something keeps it from being sent. */
export function inputOf(draft: PauseDraft, nowMs: number): PauseInput | null {
  const planned: Planned | null = plannedEnd(draft, nowMs)
  const { reasonCode, reason, note } = draft
  if (reasonCode === '' || !planned || Object.values(troublesOf(draft, nowMs)).some(Boolean)) return null
  const at = new Date(planned.ms).toISOString()
  return {
    reasonCode,
    reason: reason.trim(),
    ...(planned.kind === 'end' ? { endsAt: at } : { reviewAt: at }),
    ...(note.trim() && { note: note.trim() }),
  }
}
