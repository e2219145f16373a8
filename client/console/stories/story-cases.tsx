import { findingNames } from '../../ui/words.ts'
import { shownState } from '../cases/standing-of.ts'
import { Empty } from '../parts/states.tsx'
import { href } from '../router.ts'
import { isStaff } from '../session.ts'
import type { CaseSummary } from '../shapes.ts'
import { queueOf, queueWords, stateName } from '../strings-cases.ts'

/** The cases about one story, each a way to its desk. */
export function StoryCases({ list }: { list: CaseSummary[] }) {
  if (list.length === 0) return <Empty>{queueWords.noneHere}</Empty>
  return (
    <ul class="co-story-cases">
      {list.map((one) => (
        <li key={one.id}>
          <a class="aw-link" href={href.case(one.id, { queue: queueOf(one.state), kind: null })}>
            {one.reference}
          </a>{' '}
          <span class="co-story-case-state">
            {one.finding && `${findingNames[one.finding]}, `}
            {stateName(shownState(one, isStaff.value), one.kind)}
          </span>
          <p dir="auto">{one.wrote}</p>
        </li>
      ))}
    </ul>
  )
}
