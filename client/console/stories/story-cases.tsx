import { findingNames } from '../../ui/words.ts'
import { Empty } from '../parts/states.tsx'
import { href } from '../router.ts'
import type { CaseSummary } from '../shapes.ts'
import { cases } from '../strings.ts'

/** The cases about one story, each a way to its desk. */
export function StoryCases({ list }: { list: CaseSummary[] }) {
  if (list.length === 0) return <Empty>{cases.noneHere}</Empty>
  return (
    <ul class="co-story-cases">
      {list.map((one) => (
        <li key={one.id}>
          <a class="aw-link" href={href.case(one.id, one.state)}>
            {one.reference}
          </a>{' '}
          <span class="co-story-case-state">{one.finding ? findingNames[one.finding] : cases.openOne}</span>
          <p>{one.wrote}</p>
        </li>
      ))}
    </ul>
  )
}
