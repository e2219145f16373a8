import type * as z from 'zod'
import type { ClaimStatus, UpdateKind } from '../../server/contract/updates.ts'

export const updateKindNames: Record<z.output<typeof UpdateKind>, string> = {
  update: 'Update',
  correction: 'Correction',
  clarification: 'Clarification',
  editors_note: 'Editor’s note',
  see_also: 'See also',
  retraction: 'Retraction',
}

export const claimStatusNames: Record<z.output<typeof ClaimStatus>, string> = {
  rumour: 'Rumour',
  reported: 'Reported',
  confirmed: 'Confirmed',
  denied: 'Denied',
  disputed: 'Disputed',
}
