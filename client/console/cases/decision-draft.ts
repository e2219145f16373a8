import { useKept } from '../kept.ts'
import { textTrouble } from '../parts/text-field.tsx'
import type { Action, CaseFile, Decision, Finding } from '../shapes.ts'
import { deciding } from '../strings-judging.ts'
import type { RuleChoice } from './follows.ts'
import { actionsAfter, needsRule, subjectOf } from './follows.ts'

export interface DecisionDraft {
  finding: Finding | ''
  explanation: string
  action: Action | ''
  rule: RuleChoice
  asksAuthor: boolean
}

export const EXPLANATION = { min: 20, max: 1000 }
const blank: DecisionDraft = { finding: '', explanation: '', action: '', rule: '', asksAuthor: false }

/** What a moderator is filling in about a round of a case, kept in this tab. */
export function useDecisionDraft(file: Pick<CaseFile, 'id' | 'round'> | undefined) {
  return useKept<DecisionDraft>(`decision ${file?.id} ${file?.round}`, blank)
}

/** A finding as it was made, to be looked at or made better. */
export function draftOf({ finding, explanation, action, rule, asksAuthor }: Decision): DecisionDraft {
  return { finding, explanation, action, rule: rule ?? '', asksAuthor }
}

/** Whether somebody has begun to decide. */
export function isBegun({ finding, explanation }: DecisionDraft): boolean {
  return finding !== '' || explanation.trim() !== ''
}

export interface Troubles {
  finding: string | null
  action: string | null
  rule: string | null
  explanation: string | null
}

function ruleTrouble(file: CaseFile, { finding, action, rule }: DecisionDraft): string | null {
  if (finding === '' || rule !== '') return null
  if (!needsRule(subjectOf(file), finding, action || 'none')) return null
  return file.kind === 'misrepresentation' ? deciding.missing.otherRule : deciding.missing.rule
}

/** What keeps the draft from being recorded, field by field, in words. */
export function troublesOf(file: CaseFile, draft: DecisionDraft): Troubles {
  const { finding, action, explanation } = draft
  const follows = finding !== '' && action !== '' && actionsAfter(subjectOf(file), finding).includes(action)
  return {
    finding: finding === '' ? deciding.missing.finding : null,
    action: finding !== '' && !follows ? deciding.missing.action : null,
    rule: ruleTrouble(file, draft),
    explanation: textTrouble(explanation, EXPLANATION.min, EXPLANATION.max),
  }
}
