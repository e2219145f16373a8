import type { StaffView } from '../shapes.ts'
import { file as words } from '../strings-cases.ts'

const { reach: said } = words
const heads = ['replied', 'agreed', 'quoted', 'subscribed'] as const

/** Whom a finding beside the comment would tell; once it is published, whom it told and how many read it. */
export function Reach({ reach, isPublic }: { reach: StaffView['reach']; isPublic: boolean }) {
  const named = heads.filter((head) => reach[head] > 0).map((head) => `${reach[head]} ${said.heads[head]}`)
  return (
    <section aria-labelledby="reach-title">
      <h3 id="reach-title" class="co-part-title">
        {said.title}
      </h3>
      <p>
        {isPublic && `${said.told(reach.told, reach.read)} `}
        {!isPublic && said.would(reach.people)}
        {named.length > 0 && (isPublic ? said.beyond(named.join(', ')) : ` ${named.join(', ')}.`)}
      </p>
      {named.length > 1 && <p class="co-hint">{said.hint}</p>}
    </section>
  )
}
