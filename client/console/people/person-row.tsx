import { useRef } from 'preact/hooks'
import { exactTime } from '../../ui/times.ts'
import { href } from '../router.ts'
import { me } from '../session.ts'
import type { PersonForOwner } from '../shapes.ts'
import { people } from '../strings.ts'
import { ResetFactor } from './reset-factor.tsx'
import { RolesForm } from './roles-form.tsx'

interface PersonRowProps {
  person: PersonForOwner
  isOpen: boolean
  onToggle: () => void
  onSaved: (person: PersonForOwner) => void
}

/** A role by its name, and by its sections where it holds in some only. */
function namesOf({ grants }: PersonForOwner, role: 'moderator' | 'member'): string[] {
  const given = grants.filter((grant) => grant.role === role)
  if (given.length === 0) return []
  const sections = given.flatMap(({ section }) => section ?? [])
  return [sections.length < given.length ? people[role] : people.inSections(people[role], sections)]
}

function Roles({ person }: { person: PersonForOwner }) {
  const { role, authorOf } = person
  const names = [
    ...(role === 'owner' ? [people.owner] : []),
    ...namesOf(person, 'moderator'),
    ...namesOf(person, 'member'),
    ...(authorOf.length > 0 ? [people.authorOf(authorOf.length)] : []),
  ]
  if (names.length === 0) return <span class="co-none">{people.reader}</span>
  return (
    <>
      {names.map((name) => (
        <span key={name} class="co-role">
          {name}
        </span>
      ))}
    </>
  )
}

/** A person with their roles; opened, the form to change them. */
export function PersonRow({ person, isOpen, onToggle, onSaved }: PersonRowProps) {
  const toggle = useRef<HTMLButtonElement>(null)
  const panel = `roles-${person.id}`
  const close = () => {
    onToggle()
    toggle.current?.focus()
  }
  const since = new Date(person.createdAt).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  })
  return (
    <li class={`co-person ${isOpen ? 'co-person-open' : ''}`}>
      <div class="co-person-line">
        <span class="co-person-who">
          <a class="aw-link" href={href.person(person.id)}>
            {person.name}
          </a>
          {person.id === me.value?.id && <span class="co-none"> ({people.you})</span>}
          <span class="co-person-email">{person.email}</span>
        </span>
        <span class="co-person-roles">
          <Roles person={person} />
        </span>
        <time class="co-person-since" dateTime={person.createdAt} title={exactTime(person.createdAt)}>
          {people.since(since)}
        </time>
        <button
          ref={toggle}
          type="button"
          class="aw-quiet"
          data-row
          aria-expanded={isOpen}
          aria-controls={isOpen ? panel : undefined}
          onClick={onToggle}
        >
          <span aria-hidden="true">{people.changeShort}</span>
          <span class="aw-hidden">{people.change(person.name)}</span>
        </button>
      </div>
      {isOpen && (
        <div id={panel}>
          <RolesForm person={person} onSaved={onSaved} onClose={close} />
          {person.hasSecondFactor && (
            <ResetFactor person={person} onReset={() => onSaved({ ...person, hasSecondFactor: false })} />
          )}
        </div>
      )}
    </li>
  )
}
