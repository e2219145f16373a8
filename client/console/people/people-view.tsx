import { useRef, useState } from 'preact/hooks'
import { SearchField } from '../parts/search-field.tsx'
import { Empty, Failed, Loading } from '../parts/states.tsx'
import { useRowKeys } from '../parts/use-row-keys.ts'
import { href } from '../router.ts'
import { common, people } from '../strings.ts'
import { standing } from '../strings-standing.ts'
import { useTitle } from '../title.ts'
import { PersonRow } from './person-row.tsx'
import { usePeople } from './use-people.ts'

/** The people of the site and what each may do: for the owner. */
export function PeopleView() {
  const [search, setSearch] = useState('')
  const [open, setOpen] = useState<string | null>(null)
  const { shown, failure, more, restart, renew } = usePeople(search)
  const list = useRef<HTMLUListElement>(null)
  useTitle(people.title)
  useRowKeys(list)
  return (
    <div class="co-page">
      <div class="co-page-head">
        <h1 tabIndex={-1}>{people.title}</h1>
        <SearchField label={people.search} value={search} onSearch={setSearch} />
      </div>
      <p class="co-people-onward">
        <a class="aw-link" href={href.sanctions()}>
          {standing.toSanctions}
        </a>
      </p>
      {failure && <Failed failure={failure} onRetry={restart} />}
      {!shown && !failure && <Loading />}
      {shown?.people.length === 0 && <Empty>{people.none}</Empty>}
      {shown && shown.people.length > 0 && (
        <ul class="co-people" ref={list}>
          {shown.people.map((person) => (
            <PersonRow
              key={person.id}
              person={person}
              isOpen={open === person.id}
              onToggle={() => setOpen(open === person.id ? null : person.id)}
              onSaved={renew}
            />
          ))}
        </ul>
      )}
      {shown?.next && (
        <button type="button" class="aw-button co-more" onClick={more}>
          {common.more}
        </button>
      )}
    </div>
  )
}
