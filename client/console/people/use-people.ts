import { useEffect, useRef, useState } from 'preact/hooks'
import type { Failure } from '../ask.ts'
import { ask, failureOf } from '../ask.ts'
import type { PersonForOwner } from '../shapes.ts'

interface Shown {
  people: PersonForOwner[]
  next: string | null
}

export interface PeoplePages {
  shown: Shown | undefined
  failure: Failure | null
  more: () => void
  restart: () => void
  /** Puts a person as the server answered in the place of the one shown. */
  renew: (person: PersonForOwner) => void
}

/** People whose name or address contains `search`, a page at a time. */
export function usePeople(search: string): PeoplePages {
  const [shown, setShown] = useState<Shown>()
  const [failure, setFailure] = useState<Failure | null>(null)
  const turn = useRef(0)
  const load = (after: string | null, take: (page: Shown) => Shown) => {
    const mine = ++turn.current
    ask('GET /api/v1/people', { query: { ...(search && { search }), ...(after && { after }) } }).then(
      (page) => {
        if (mine !== turn.current) return
        setFailure(null)
        setShown(take(page))
      },
      (error: unknown) => mine === turn.current && setFailure(failureOf(error)),
    )
  }
  const restart = () => load(null, (page) => page)
  const more = () => {
    if (!shown?.next) return
    load(shown.next, (page) => ({ ...page, people: [...shown.people, ...page.people] }))
  }
  useEffect(restart, [search])
  const renew = (person: PersonForOwner) =>
    setShown((was) => was && { ...was, people: was.people.map((one) => (one.id === person.id ? person : one)) })
  return { shown, failure, more, restart, renew }
}
