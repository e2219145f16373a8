import { useKept } from '../kept.ts'
import { textTrouble } from '../parts/text-field.tsx'
import type { EffectsQuery, Mode, PauseInput, ReasonCode, Scope, Then } from '../shapes.ts'
import { branch, pause } from '../strings-pauses.ts'
import type { Planned, ThenLength, UntilChoice } from './pause-times.ts'
import { endTrouble, isFar, momentOf, plannedEnd, thenLengths } from './pause-times.ts'

export type ThenMode = Then['mode']

/** What a moderator is filling in to suspend commenting somewhere. */
export interface PauseDraft extends UntilChoice {
  scope: Scope | ''
  section: string
  storyId: string
  storyTitle: string
  commentId: string
  mode: Mode
  slowSeconds: number
  reasonCode: ReasonCode | ''
  reason: string
  starts: 'now' | 'at'
  startsAt: string
  next: ThenMode | ''
  thenSlowSeconds: number
  thenFor: ThenLength
  allowsEdits: boolean
  note: string
}

export const REASON = { min: 10, max: 500 }
export const NOTE = { min: 0, max: 1000 }
export const SLOW_CHOICES = [30, 60, 120, 300, 600, 1800, 3600, 86_400]

const blank: PauseDraft = {
  scope: '',
  section: '',
  storyId: '',
  storyTitle: '',
  commentId: '',
  mode: 'paused',
  slowSeconds: 300,
  reasonCode: '',
  reason: '',
  until: '',
  at: '',
  reviewAt: '',
  starts: 'now',
  startsAt: '',
  next: '',
  thenSlowSeconds: 300,
  thenFor: 'h1',
  allowsEdits: false,
  note: '',
}

/** A draft kept in this tab under a name, begun with what is known beforehand. */
export function usePauseDraft(name: string, begun: Partial<PauseDraft>) {
  return useKept<PauseDraft>(`pause ${name}`, { ...blank, ...begun })
}

const ladder: readonly Mode[] = ['open', 'slow', 'premoderated', 'members', 'paused', 'closed']
const thenModes: readonly ThenMode[] = ['slow', 'premoderated', 'members']

/** What may follow a mode: only milder ones. */
export function mayFollow(mode: Mode): ThenMode[] {
  return thenModes.filter((then) => ladder.indexOf(then) < ladder.indexOf(mode))
}

/** A draft with its times worked out against the clock. */
export interface Plan {
  startsMs: number
  isLater: boolean
  end: Planned | null
  /** When what follows would end; null when nothing follows. */
  thenEndsMs: number | null
}

/** Times such as “30 min” count from the start, which is now unless it is planned. */
export function planOf(draft: PauseDraft, nowMs: number): Plan {
  const chosen = draft.starts === 'at' ? momentOf(draft.startsAt) : null
  const isLater = draft.starts === 'at' && (chosen === null || chosen > nowMs)
  const startsMs = isLater && chosen !== null ? chosen : nowMs
  const end = plannedEnd(draft, startsMs)
  const follows = end?.kind === 'end' && draft.next !== '' && mayFollow(draft.mode).includes(draft.next)
  return { startsMs, isLater, end, thenEndsMs: follows ? end.ms + thenLengths[draft.thenFor] : null }
}

const targetTroubles: Record<Scope, (draft: PauseDraft) => string | null> = {
  site: () => null,
  section: ({ section }) => (section === '' ? pause.sectionMissing : null),
  story: ({ storyId }) => (storyId === '' ? pause.storyMissing : null),
  branch: ({ commentId }) => (commentId === '' ? branch.missing : null),
}

/** What keeps the draft from being sent, field by field, in words. */
export function troublesOf(draft: PauseDraft, nowMs: number) {
  const { startsMs, end } = planOf(draft, nowMs)
  const wrong = endTrouble(end, startsMs, nowMs)
  const words = {
    missing: pause.untilMissing,
    past: pause.untilPast,
    beforeStart: pause.untilBeforeStart,
    far: pause.untilFar,
  }
  const noStart = draft.starts === 'at' && momentOf(draft.startsAt) === null
  return {
    target: draft.scope === '' ? pause.storyMissing : targetTroubles[draft.scope](draft),
    reasonCode: draft.reasonCode === '' ? pause.codeMissing : null,
    reason: textTrouble(draft.reason, REASON.min, REASON.max),
    starts: noStart ? pause.startMissing : isFar(startsMs, nowMs) ? pause.startFar : null,
    until: wrong && words[wrong],
    note: textTrouble(draft.note, NOTE.min, NOTE.max),
  }
}

/** What the draft is about, as the question for its effects; null while that is not chosen. */
export function aboutOf({ scope, section, storyId, commentId }: PauseDraft): EffectsQuery | null {
  if (scope === 'site') return { scope }
  if (scope === 'section') return section === '' ? null : { scope, section }
  if (scope === 'story') return storyId === '' ? null : { scope, storyId }
  if (scope === 'branch') return commentId === '' ? null : { scope, commentId }
  return null
}

function targetOf({ scope, section, storyId, commentId }: PauseDraft): PauseInput['target'] {
  if (scope === 'section') return { scope, section }
  if (scope === 'story') return { scope, storyId }
  if (scope === 'branch') return { scope, commentId }
  return { scope: 'site' }
}

const iso = (ms: number) => new Date(ms).toISOString()

function thenOf({ next, thenSlowSeconds }: PauseDraft, endsMs: number | null): Pick<PauseInput, 'followedBy'> {
  if (next === '' || endsMs === null) return {}
  return { followedBy: { mode: next, endsAt: iso(endsMs), ...(next === 'slow' && { slowSeconds: thenSlowSeconds }) } }
}

/** The draft as the server takes it; null while something keeps it from being sent. */
export function inputOf(draft: PauseDraft, nowMs: number): PauseInput | null {
  const { startsMs, isLater, end, thenEndsMs } = planOf(draft, nowMs)
  const { reasonCode, reason, note, mode } = draft
  if (reasonCode === '' || !end || Object.values(troublesOf(draft, nowMs)).some(Boolean)) return null
  return {
    target: targetOf(draft),
    mode,
    reasonCode,
    reason: reason.trim(),
    ...(mode === 'slow' && { slowSeconds: draft.slowSeconds }),
    ...(isLater && { startsAt: iso(startsMs) }),
    ...(end.kind === 'end' ? { endsAt: iso(end.ms) } : { reviewAt: iso(end.ms) }),
    ...thenOf(draft, thenEndsMs),
    ...(mode === 'paused' && draft.allowsEdits && { allowsEdits: true }),
    ...(note.trim() && { note: note.trim() }),
  }
}
