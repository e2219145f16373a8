import type { CaseAction, CaseKind, Finding, FlagKind, RuleCode } from '../../db/tables.ts'

/** People a case concerns; null where there is no account. */
export interface Parties {
  /** Who wrote the comment that was flagged. */
  concernedId: string | null
  flaggerIds: readonly string[]
  /** Those of them who have not taken it back: only they are told of a finding, and may appeal it. */
  standingIds: readonly string[]
  /** Whose words are said to be misrepresented, where that is another comment or an update. */
  quotedId: string | null
  /** Moderators who decided or confirmed an earlier round. */
  earlierIds: readonly string[]
}

export type Bar = 'author' | 'concerned' | 'flagger' | 'quoted' | 'earlier'

/** Nobody judges their own case: why this person may not, or undefined if they may. */
export function barTo(personId: string, isAuthorOfStory: boolean, parties: Parties): Bar | undefined {
  if (personId === parties.concernedId) return 'concerned'
  if (parties.flaggerIds.includes(personId)) return 'flagger'
  if (personId === parties.quotedId) return 'quoted'
  if (isAuthorOfStory) return 'author'
  return parties.earlierIds.includes(personId) ? 'earlier' : undefined
}

/** Whether a flag of this type can stand though the source's words were found nowhere: it says just that. */
export function sourceMayBeAbsent(type: string): boolean {
  return type === 'invented' || type === 'wrongly_attributed'
}

/** The sort of case that a flag opens or joins: conduct of all sorts is one item, illegal content has its own. */
export function caseKindOf(kind: FlagKind): CaseKind {
  return kind === 'misrepresentation' || kind === 'illegal' ? kind : 'conduct'
}

const initials: Record<CaseKind, string> = { misrepresentation: 'MR', conduct: 'CO', illegal: 'IL' }

/** The name of a case that people are told: `MR-2026-0001`, numbered by kind and year. */
export function referenceOf(kind: CaseKind, year: number, number: number): string {
  return `${initials[kind]}-${year}-${String(number).padStart(4, '0')}`
}

/** The counter that `referenceOf` takes its numbers from. */
export function counterOf(kind: CaseKind, year: number): string {
  return `cases:${initials[kind]}:${year}`
}

const graded: readonly Finding[] = [
  'lacks_context',
  'overstates',
  'misquotes',
  'wrongly_attributes',
  'invented',
  'overtaken',
]

/** The findings a case of this kind can have. */
export function findingsFor(kind: CaseKind): readonly Finding[] {
  if (kind !== 'misrepresentation') return ['breaks_rules', 'within_rules', 'cannot_be_settled']
  return ['fair_paraphrase', ...graded, 'cannot_be_settled']
}

/** What a case is about, for the rules on actions. */
export interface Subject {
  kind: CaseKind
  isOutside: boolean
}

/** The actions that can follow a finding. Only `remove` asks for more: see `decisionProblem`. */
export function actionsFor({ kind, isOutside }: Subject, finding: Finding): readonly CaseAction[] {
  if (isOutside) return ['none', 'statement']
  if (finding === 'within_rules') return ['none']
  if (kind !== 'misrepresentation')
    return finding === 'breaks_rules' ? ['none', 'ask_edit', 'collapse', 'remove'] : ['none']
  if (finding === 'fair_paraphrase' || finding === 'cannot_be_settled') return ['none', 'note']
  return finding === 'overtaken' ? ['none', 'note', 'ask_edit'] : ['none', 'note', 'ask_edit', 'collapse', 'remove']
}

export interface Judgement {
  finding: Finding
  action: CaseAction
  /** The rule broken; beside misrepresentation, another one. */
  rule: RuleCode | null
}

/** Why finding, action and rule do not go together, in words; undefined if they do. */
export function decisionProblem(subject: Subject, { finding, action, rule }: Judgement): string | undefined {
  if (!findingsFor(subject.kind).includes(finding)) return 'This finding does not fit this kind of case.'
  if (!actionsFor(subject, finding).includes(action)) return 'This action does not follow from this finding.'
  if (finding === 'breaks_rules' && rule === null) return 'Say which rule the comment breaks.'
  if (finding !== 'breaks_rules' && subject.kind !== 'misrepresentation' && rule !== null)
    return 'A rule is named only where it is broken.'
  if (rule === 'misrepresentation') return 'Name another rule than misrepresentation, or none.'
  if (action === 'remove' && subject.kind === 'misrepresentation' && finding !== 'invented' && rule === null)
    return 'Misrepresentation alone does not remove a comment, unless the quotation is invented: name another rule that it breaks, or choose a milder action.'
  return undefined
}

/** Findings that go against nobody, if nothing is done. */
export const HARMLESS: readonly Finding[] = ['fair_paraphrase', 'within_rules', 'cannot_be_settled']

/** Whether a decision goes against the person concerned: then they are heard before, and may appeal. */
export function isAdverse({ finding, action }: Pick<Judgement, 'finding' | 'action'>): boolean {
  if (finding === 'fair_paraphrase' || finding === 'within_rules') return action !== 'none' && action !== 'note'
  return finding !== 'cannot_be_settled' || action !== 'none'
}

/** Whether a decision found the flags to be right; undefined where it neither did nor denied it. */
export function upholdsFlags(finding: Finding): boolean | undefined {
  if (finding === 'cannot_be_settled' || finding === 'overtaken') return undefined
  return finding !== 'fair_paraphrase' && finding !== 'within_rules'
}

/** Which of the people in a case may appeal a published decision: those whom it went against, once each. */
export function mayAppealBy(
  part: 'concerned' | 'flagger' | 'quoted',
  judgement: Pick<Judgement, 'finding' | 'action'>,
): boolean {
  if (part === 'quoted') return false
  return part === 'concerned' ? isAdverse(judgement) : upholdsFlags(judgement.finding) !== true
}

/** Whether a finding stands beside the comment for readers. */
export function isNoted({ action }: Pick<Judgement, 'action'>): boolean {
  return action === 'note' || action === 'ask_edit' || action === 'collapse'
}

/** Whether whoever wrote the comment is told of the case: not of one that came to nothing. */
export function isToldConcerned(
  { replyAskedAt }: { replyAskedAt: number | null },
  decision: Pick<Judgement, 'finding' | 'action'> | undefined,
): boolean {
  return replyAskedAt !== null || (decision !== undefined && (isAdverse(decision) || decision.action !== 'none'))
}

/** What the case of a rejected comment is found by: one for each revision. */
export function rejectionKey(commentId: string, revision: number): string {
  return `rejection ${commentId} ${revision}`
}

/** Whether a case is about a held comment that was rejected, so that readers never saw it. */
export function isRejection(joinKey: string): boolean {
  return joinKey.startsWith('rejection ')
}
