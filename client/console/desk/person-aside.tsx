import { PersonMarks } from '../person/person-standing.tsx'
import { href } from '../router.ts'
import { desk } from '../strings-desk.ts'

/** What else moderators know of a person, and where to go on: to act, and to all they wrote. */
export function PersonAside({ personId, commentId }: { personId: string; commentId: string }) {
  return (
    <>
      <PersonMarks id={personId} />
      <p class="co-actions">
        <a class="aw-link" href={href.person(personId, { comment: commentId })}>
          {desk.toPerson}
        </a>
        <a class="aw-link" href={href.desk({ queue: 'all', person: personId })}>
          {desk.allOf}
        </a>
      </p>
    </>
  )
}
