import { href } from '../router.ts'
import { desk } from '../strings-desk.ts'

/** What else moderators know of a person, and where to go on. Notes on people and sanctions have their place here. */
export function PersonAside({ personId }: { personId: string }) {
  return (
    <p>
      <a class="aw-link" href={href.desk({ queue: 'all', person: personId })}>
        {desk.allOf}
      </a>
    </p>
  )
}
