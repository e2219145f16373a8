import type { RuleCode, ScreeningKind, ScreeningRule, ScreeningWanted } from '../../shapes.ts'
import { isWhole } from '../number-field.tsx'

type Check = ScreeningRule['check']

/** A rule as it is typed. */
export interface RuleDraft {
  kind: ScreeningKind
  name: string
  isOn: boolean
  outcome: 'hold' | 'refuse'
  houseRule: RuleCode
  sections: string[]
  stories: { id: string; title: string }[]
  /** Lists, one entry a line. */
  phrases: string
  patterns: string
  blocked: string
  allowed: string
  mayTell: boolean
  anyLinks: boolean
  shorteners: boolean
  newcomers: boolean
  byAnyone: boolean
  newSecret: boolean
  most: string
  hours: string
  floodMost: string
  floodMinutes: string
  seconds: string
  timeout: string
  url: string
}

type NumberName = 'most' | 'hours' | 'floodMost' | 'floodMinutes' | 'seconds' | 'timeout'

/** What the contract allows. */
export const limits: Record<NumberName, { min: number; max: number }> = {
  most: { min: 0, max: 50 },
  hours: { min: 1, max: 168 },
  floodMost: { min: 1, max: 100 },
  floodMinutes: { min: 1, max: 1440 },
  seconds: { min: 0, max: 60 },
  timeout: { min: 200, max: 5000 },
}

/** Which figures a kind asks for. */
const figures: Partial<Record<ScreeningKind, NumberName[]>> = {
  links: ['most'],
  repeats: ['hours'],
  flood: ['floodMost', 'floodMinutes'],
  automation: ['seconds'],
  external: ['timeout'],
}

/** After which the text cannot be put right. */
export function onlyHolds(kind: ScreeningKind): boolean {
  return kind !== 'words' && kind !== 'pattern' && kind !== 'links' && kind !== 'repeats'
}

const houseRules: Partial<Record<ScreeningKind, RuleCode>> = {
  ...{ words: 'abuse', links: 'spam', repeats: 'spam', flood: 'spam', automation: 'spam' },
}

export function newDraft(kind: ScreeningKind, name: string): RuleDraft {
  return {
    ...{ kind, name, isOn: true, outcome: 'hold', houseRule: houseRules[kind] ?? 'other', sections: [], stories: [] },
    ...{ phrases: '', patterns: '', blocked: '', allowed: '', mayTell: false, anyLinks: false, shorteners: false },
    ...{ newcomers: false, byAnyone: true, newSecret: false, most: '2', hours: '24', floodMost: '5' },
    ...{ floodMinutes: '10', seconds: '3', timeout: '1500', url: '' },
  }
}

export function draftOf({ name, isOn, outcome, houseRule, scope, stories, check }: ScreeningRule): RuleDraft {
  const { sections } = scope
  return { ...newDraft(check.kind, name), isOn, outcome, houseRule, sections, stories, ...fieldsOf(check) }
}

function fieldsOf(check: Check): Partial<RuleDraft> {
  switch (check.kind) {
    case 'words':
      return { phrases: check.phrases.join('\n'), mayTell: check.mayTell }
    case 'pattern':
      return { patterns: check.patterns.join('\n'), mayTell: check.mayTell }
    case 'links': {
      const { most, blocked, allowed, shorteners, newcomers } = check
      const lists = { blocked: blocked.join('\n'), allowed: allowed.join('\n') }
      return { ...lists, shorteners, newcomers, anyLinks: most === null, ...(most !== null && { most: String(most) }) }
    }
    case 'repeats':
      return { hours: String(check.hours), byAnyone: check.by === 'anyone' }
    case 'flood':
      return { floodMost: String(check.most), floodMinutes: String(check.minutes) }
    case 'automation':
      return { seconds: String(check.seconds) }
    case 'external':
      return { url: check.url, timeout: String(check.timeoutMs) }
    default:
      return {}
  }
}

function lines(text: string): string[] {
  return [...new Set(text.split('\n').map((line) => line.trim()))].filter(Boolean)
}

/** Which fields are not as they have to be. */
export function wrongIn(draft: RuleDraft): Set<keyof RuleDraft> {
  const wrong = new Set<keyof RuleDraft>()
  if (draft.name.trim() === '') wrong.add('name')
  if (draft.kind === 'words' && lines(draft.phrases).length === 0) wrong.add('phrases')
  if (draft.kind === 'pattern' && lines(draft.patterns).length === 0) wrong.add('patterns')
  if (draft.kind === 'external' && !/^https?:\/\/[^\s/]/.test(draft.url.trim())) wrong.add('url')
  for (const name of figures[draft.kind] ?? []) {
    const isAsked = name !== 'most' || !draft.anyLinks
    if (isAsked && !isWhole(draft[name], limits[name].min, limits[name].max)) wrong.add(name)
  }
  return wrong
}

/** The draft as the server takes it. */
export function wantedOf(draft: RuleDraft): ScreeningWanted {
  const { name, isOn, outcome, houseRule, sections, stories } = draft
  const scope = { sections, storyIds: stories.map(({ id }) => id) }
  return {
    ...{ name: name.trim(), isOn, houseRule, scope, check: checkOf(draft) },
    outcome: onlyHolds(draft.kind) ? 'hold' : outcome,
  }
}

function checkOf(draft: RuleDraft): ScreeningWanted['check'] {
  const { kind, mayTell, shorteners, newcomers } = draft
  switch (kind) {
    case 'words':
      return { kind, phrases: lines(draft.phrases), mayTell }
    case 'pattern':
      return { kind, patterns: lines(draft.patterns), mayTell }
    case 'links': {
      const lists = { blocked: lines(draft.blocked), allowed: lines(draft.allowed) }
      return { kind, most: draft.anyLinks ? null : Number(draft.most), ...lists, shorteners, newcomers }
    }
    case 'repeats':
      return { kind, hours: Number(draft.hours), by: draft.byAnyone ? 'anyone' : 'person' }
    case 'flood':
      return { kind, most: Number(draft.floodMost), minutes: Number(draft.floodMinutes) }
    case 'automation':
      return { kind, seconds: Number(draft.seconds) }
    case 'external':
      return { kind, url: draft.url.trim(), timeoutMs: Number(draft.timeout) }
    default:
      return { kind }
  }
}
