import type * as z from 'zod'
import { SanctionCard } from '../../../client/ui/sanction-card.tsx'
import { sanctionWords } from '../../../client/ui/sanction-words.ts'
import type { Sanction } from '../../contract/sanctions.ts'
import { momentWords } from '../moment.tsx'

/** What holds for whoever reads, in the composer's place or over it, and the way to what they can do about it. */
export function OwnNotice({ sanctions: [own] }: { sanctions: readonly z.output<typeof Sanction>[] }) {
  if (!own) return null
  const { id, kind, appeal } = own
  return (
    <SanctionCard sanction={own} write={(iso) => momentWords(Date.parse(iso))}>
      {(kind === 'warn' || appeal.isPossible) && (
        <p class="pause-acts">
          <a class="aw-button" href={`/standing#sanction-${id}`}>
            {kind === 'warn' ? sanctionWords.toAcknowledge : sanctionWords.appeal}
          </a>
        </p>
      )}
    </SanctionCard>
  )
}
