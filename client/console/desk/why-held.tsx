import { ruleNames } from '../../ui/words.ts'
import { Excerpts } from '../parts/excerpts.tsx'
import type { QueueItem } from '../shapes.ts'
import { screening as words } from '../strings-screening.ts'

/** The rules that held a comment, each with the words it found. */
export function WhyHeld({ screenings }: Pick<QueueItem, 'screenings'>) {
  if (screenings.length === 0) return null
  return (
    <ul class="co-why-held" aria-label={words.held}>
      {screenings.map((one) => (
        <li key={one.ruleId}>
          {words.held} <b>{one.name}</b>
          {one.houseRule !== 'other' && <span class="co-hint"> {words.under(ruleNames[one.houseRule])}</span>}
          <span class="co-hint"> · {one.words}</span>
          <Excerpts list={one.excerpts} />
        </li>
      ))}
    </ul>
  )
}
