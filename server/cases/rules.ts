/** People a case concerns; null where there is no account. */
export interface Parties {
  commenterId: string | null
  flaggerIds: readonly string[]
}

/** Nobody judges their own case: not the commenter, not one who flagged, not the story's author. */
export function mayDecide(personId: string, isAuthorOfStory: boolean, { commenterId, flaggerIds }: Parties): boolean {
  return personId !== commenterId && !flaggerIds.includes(personId) && !isAuthorOfStory
}

/** Whether a flag of this type can stand though the source's words were found nowhere: it says just that. */
export function sourceMayBeAbsent(type: string): boolean {
  return type === 'invented' || type === 'wrongly_attributed'
}

/** The public name of a case: `MR-2026-0001`, numbered by year. */
export function referenceOf(year: number, number: number): string {
  return `MR-${year}-${String(number).padStart(4, '0')}`
}
