import { LOCALE } from '../../ui/times.ts'
import { findingNames } from '../../ui/words.ts'
import { href } from '../router.ts'
import type { CaseFile, PersonHistory } from '../shapes.ts'
import { file as words } from '../strings-cases.ts'

const { people } = words
const day = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', year: 'numeric' })

function Against({ against }: Pick<PersonHistory, 'against'>) {
  if (against.length === 0) return <>{people.none}</>
  return (
    <ul class="co-against">
      {against.map((one) => (
        <li key={one.id}>
          <a class="aw-link" href={href.case(one.id, { queue: 'decided', kind: null })}>
            {one.reference}
          </a>{' '}
          {findingNames[one.finding]}
        </li>
      ))}
    </ul>
  )
}

interface RowProps {
  person: PersonHistory
  part: string
  /** The case they are part of, which is none of what was before. */
  caseId: string
}

function Row({ person, part, caseId }: RowProps) {
  const { column } = people
  return (
    <tr>
      <th scope="row">
        <a class="aw-link" href={href.person(person.id, { caseId })}>
          {person.name}
        </a>{' '}
        <span class="co-hint">{part}</span>
      </th>
      <td class="co-cell-day" data-label={column.since}>
        {person.since ? day.format(new Date(person.since)) : '–'}
      </td>
      <td class="co-cell-number" data-label={column.comments}>
        {person.comments}
      </td>
      <td class="co-cell-number" data-label={column.removed}>
        {person.removed}
      </td>
      <td data-label={column.flags}>{people.flags(person.flagsUpheld, person.flagsDenied, person.flagsOpen)}</td>
      <td class="co-cell-number" data-label={column.weight}>
        {person.weight.toFixed(2)}
      </td>
      <td data-label={column.against}>
        <Against against={person.against.filter(({ id }) => id !== caseId)} />
      </td>
    </tr>
  )
}

/** What the people in a case did here before: whoever wrote it, then those who flagged it. */
export function PeopleTable({ file }: { file: CaseFile }) {
  const { staff } = file
  if (!staff) return null
  const numbers = ['comments', 'removed', 'weight']
  return (
    <section aria-labelledby="people-title">
      <h3 id="people-title" class="co-part-title">
        {people.title}
      </h3>
      <p class="co-hint">
        {!staff.concerned && `${people.noAccount(file.commenter)} `}
        {people.hint}
      </p>
      <table class="co-people-table">
        <thead>
          <tr>
            {Object.entries(people.column).map(([name, label]) => (
              <th key={name} scope="col" class={numbers.includes(name) ? 'co-cell-number' : undefined}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {staff.concerned && <Row person={staff.concerned} part={people.wroteIt} caseId={file.id} />}
          {staff.flaggers.map((person, at) => (
            <Row key={`${person.name} ${at}`} person={person} part={people.flaggedIt} caseId={file.id} />
          ))}
        </tbody>
      </table>
    </section>
  )
}
