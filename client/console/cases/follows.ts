import type { Action, CaseFile, CaseKind, Finding, RuleCode } from '../shapes.ts'

// What follows from what in a decision, so that a form offers nothing the server will refuse. The server decides
// (server/cases/rules.ts); tests/rules/follows.test.ts holds this against it.

interface Subject {
  kind: CaseKind
  isOutside: boolean
}

const NONE: readonly Action[] = ['none']
const NOTE: readonly Action[] = ['none', 'note']
const CONDUCT: readonly Action[] = ['none', 'ask_edit', 'collapse', 'remove']
const ALL: readonly Action[] = ['none', 'note', 'ask_edit', 'collapse', 'remove']

const follows: Record<Finding, readonly Action[]> = {
  fair_paraphrase: NOTE,
  lacks_context: ALL,
  overstates: ALL,
  misquotes: ALL,
  wrongly_attributes: ALL,
  invented: ALL,
  overtaken: ['none', 'note', 'ask_edit'],
  breaks_rules: CONDUCT,
  within_rules: NONE,
  cannot_be_settled: NOTE,
}

/** The actions that can follow a finding. */
export function actionsAfter({ kind, isOutside }: Subject, finding: Finding): readonly Action[] {
  if (isOutside) return ['none', 'statement']
  return kind !== 'misrepresentation' && finding === 'cannot_be_settled' ? NONE : follows[finding]
}

/** Whether a decision goes against the person concerned. */
export function goesAgainst(finding: Finding, action: Action): boolean {
  if (finding === 'fair_paraphrase' || finding === 'within_rules') return action !== 'none' && action !== 'note'
  return finding !== 'cannot_be_settled' || action !== 'none'
}

/** Whether a rule has to be named: which was broken, or which beside misrepresentation. */
export function needsRule({ kind }: Subject, finding: Finding, action: Action): boolean {
  if (kind !== 'misrepresentation') return finding === 'breaks_rules'
  return action === 'remove' && finding !== 'invented'
}

/** Whether a rule can be named at all. */
export function mayNameRule({ kind }: Subject, finding: Finding): boolean {
  return kind === 'misrepresentation' || finding === 'breaks_rules'
}

/** What is usually done; empty where a moderator has to choose. */
export function usualAction(subject: Subject, finding: Finding): Action | '' {
  const allowed = actionsAfter(subject, finding)
  const isAgainst = goesAgainst(finding, 'none')
  if (!isAgainst || allowed.length === 1) return 'none'
  return allowed.includes('note') ? 'note' : allowed.includes('statement') ? 'statement' : ''
}

/** Whether readers see the finding beside the comment, or under the story. */
export function isSeen(action: Action | ''): boolean {
  return action === 'note' || action === 'ask_edit' || action === 'collapse' || action === 'statement'
}

export function subjectOf({ kind, outsidePostId }: Pick<CaseFile, 'kind' | 'outsidePostId'>): Subject {
  return { kind, isOutside: outsidePostId !== null }
}

export type RuleChoice = RuleCode | ''
