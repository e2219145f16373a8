import { useKept } from '../kept.ts'
import type { CaseFile } from '../shapes.ts'
import { asking } from '../strings-judging.ts'

export const ALLEGATION = { min: 20, max: 1000 }

/** What is alleged, in neutral words that none of those who flagged it wrote: by what they chose from the list. */
export function allegationOf({ staff, sourceKind }: CaseFile): string {
  const types = new Set(staff?.flags.filter((flag) => !flag.withdrawnAt).map((flag) => flag.type))
  const sentences = [...types].flatMap((type) => (type ? (asking.neutral[type]?.(sourceKind ?? 'story') ?? []) : []))
  return `${asking.opening} ${sentences.join(' ')}`.trim()
}

export interface AskDraft {
  allegation: string
  /** As chosen; empty: as the site has it. */
  hours: string
}

/** What a moderator is asking the person concerned, kept in this tab. */
export function useAskDraft(file: CaseFile) {
  return useKept<AskDraft>(`ask ${file.id}`, { allegation: allegationOf(file), hours: '' })
}
