import { useKept } from '../kept.ts'
import { textTrouble } from '../parts/text-field.tsx'
import type { Action, Finding } from '../shapes.ts'
import { cases } from '../strings.ts'

export interface DecisionDraft {
  finding: Finding | ''
  explanation: string
  action: Action
}

export const EXPLANATION = { min: 20, max: 1000 }
const blank: DecisionDraft = { finding: '', explanation: '', action: 'note' }

/** What a moderator is filling in about one case, kept in this tab. */
export function useDecisionDraft(caseId: string) {
  return useKept<DecisionDraft>(`decision ${caseId}`, blank)
}

/** What keeps the draft from being recorded, field by field, in words. */
export function troublesOf({ finding, explanation }: DecisionDraft) {
  return {
    finding: finding === '' ? cases.findingMissing : null,
    explanation: textTrouble(explanation, EXPLANATION.min, EXPLANATION.max),
  }
}
