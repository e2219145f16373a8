import { LOCALE } from '../../ui/times.ts'
import { When } from '../../ui/when.tsx'
import { findingNames } from '../../ui/words.ts'
import { ask } from '../ask.ts'
import { useResource } from '../resource.ts'
import type { Standing } from '../shapes.ts'
import { notes as noteWords, sanction as sanctionWords, standing as words } from '../strings-standing.ts'

const day = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', year: 'numeric' })
const BRIEF = 3

/** What is known of a person, loaded once for all places that show it. */
export function useStanding(id: string) {
  return useResource(`standing ${id}`, () => ask('GET /api/v1/people/:id/standing', { params: { id } }))
}

/** What holds for a person and what moderators noted last, to stand beside something they wrote. */
export function PersonMarks({ id }: { id: string }) {
  const { data } = useStanding(id)
  if (!data) return null
  const sanctions = data.sanctions.filter(({ ended }) => ended !== 'error').slice(0, BRIEF)
  return (
    <>
      {sanctions.length > 0 && <h4>{sanctionWords.title}</h4>}
      {sanctions.map((one) => (
        <p key={one.id} class={one.isHolding ? 'co-warning' : 'co-hint'}>
          {sanctionWords.marks[one.kind]}
          {one.isHolding && `, ${one.kind === 'warn' ? sanctionWords.unread : sanctionWords.holds}`}: {one.reason}{' '}
          <When at={one.createdAt} />
        </p>
      ))}
      {data.notes.length > 0 && <h4>{noteWords.title}</h4>}
      {data.notes.slice(0, BRIEF).map((note) => (
        <p key={note.id} class="co-hint" dir="auto">
          {note.by ?? noteWords.somebody}: {note.body}
        </p>
      ))}
    </>
  )
}

export function sinceWords({ since, role, isGuest }: Standing): string {
  const on = day.format(new Date(since))
  return isGuest ? words.guestSince(on) : `${words.since(on)}, ${words.roles[role]}`
}

/** What a person wrote and flagged, in numbers. */
export function Counts({ standing: { counts, findings } }: { standing: Standing }) {
  const rows = [
    ...(['published', 'approved', 'waiting', 'rejected', 'removed'] as const).map(
      (name) => [words.counts[name], String(counts[name])] as const,
    ),
    [words.counts.flags, words.flags(counts)] as const,
  ]
  return (
    <>
      <dl class="co-person-counts">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {findings.length > 0 && (
        <p class="co-hint">
          {words.findingsTitle}: {findings.map(({ finding, count }) => `${findingNames[finding]} ${count}`).join(', ')}
        </p>
      )}
    </>
  )
}
