import type * as z from 'zod'
import type { ReasonCode } from '../../server/contract/suspensions.ts'

// The names on screen of what the contract has codes for; one word for one thing on every page. Those that the thread
// needs only sometimes have files of their own, which it takes them from: its first load must be small.
export { findingNames, findingSentence, misrepresentationNames, noteWords, ruleNames } from './note-words.ts'
export { claimStatusNames, updateKindNames } from './update-words.ts'

export const reasonNames: Record<z.output<typeof ReasonCode>, string> = {
  heated: 'Heated discussion',
  legal: 'Legal reasons',
  unverified_news: 'Unverified news',
  privacy: 'Privacy',
  brigading: 'Organised posting',
  misrepresentation_review: 'Misrepresentation under review',
  staffing: 'No moderator on duty',
  technical: 'Technical reasons',
  other: 'Other reasons',
}
