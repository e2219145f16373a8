import { passageHref } from '../../ui/note-card.tsx'
import { noteWords } from '../../ui/note-words.ts'
import { Quotes } from '../../ui/quotes.tsx'
import type { Mine } from './mine.ts'
import { strings } from './strings.ts'

/** Both quotations of a case, named for the person who reads. */
export function CaseQuotes({ mine }: { mine: Mine }) {
  const { part, claim, source, sourceKind, storyUrl } = mine
  const kind = sourceKind ?? 'story'
  const says = source?.exact ?? ''
  const canLink = kind === 'story' && source !== null && source.how !== 'absent'
  return (
    <div class="case-quotes">
      <Quotes
        wrote={claim?.exact ?? ''}
        says={says}
        wroteLabel={part === 'concerned' ? strings.youWrote : noteWords.theyWrote}
        saysLabel={part === 'quoted' && kind === 'comment' ? strings.youWrote : noteWords.itSays[kind]}
        saysHref={canLink ? passageHref(storyUrl, says) : undefined}
        wroteGone={noteWords.saysGone}
        saysGone={noteWords.saysGone}
      />
    </div>
  )
}
