import { useRef } from 'preact/hooks'
import { exactTime } from '../../ui/times.ts'
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

function Roles({ person }: { person: PersonForOwner }) {
  const { role, authorOf } = person
  const names = [
    ...(role === 'owner' ? [people.owner] : []),
    ...(person.grants.some((grant) => grant.role === 'moderator') ? [people.moderator] : []),
    ...(person.grants.some((grant) => grant.role === 'member') ? [people.member] : []),
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
          <b>{person.name}</b>
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
