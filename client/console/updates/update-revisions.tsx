import { exactTime } from '../../ui/times.ts'
import { claimStatusNames, updateKindNames } from '../../ui/words.ts'
import { ask } from '../ask.ts'
import { Prose } from '../parts/prose.tsx'
import { Failed, Loading } from '../parts/states.tsx'
import { useResource } from '../resource.ts'
import type { Update, UpdateRevision } from '../shapes.ts'
import { updates, wordings } from '../strings-updates.ts'

function OneWording({ wording }: { wording: UpdateRevision }) {
  const { kind, status, html, anchor, from, until, isPublic } = wording
  return (
    <li class="co-wording">
      <p class="co-update-by">
        {wordings.stood(exactTime(from), exactTime(until))} · {updateKindNames[kind]}
        {status && ` · ${claimStatusNames[status]}`}
      </p>
      {!isPublic && <p class="co-hint">{wordings.hidden}</p>}
      <Prose html={html} />
      {anchor && (
        <p class="co-update-beside">
          {updates.passage} <q dir="auto">{anchor.quotation.exact}</q>
        </p>
      )}
    </li>
  )
}

/** What an update said before, newest first; also what readers do not see of it. */
export function UpdateRevisions({ update, name }: { update: Update; name: string }) {
  const { id, revision, state } = update
  const { data, failure, reload } = useResource(`revisions ${id} ${revision} ${state}`, () =>
    ask('GET /api/v1/updates/:id/revisions', { params: { id } }),
  )
  if (!data) return failure ? <Failed failure={failure} onRetry={reload} /> : <Loading />
  if (data.revisions.length === 0) return <p class="co-hint">{wordings.none}</p>
  return (
    <ol class="co-wordings" aria-label={wordings.title(name)}>
      {data.revisions.map((wording) => (
        <OneWording key={wording.revision} wording={wording} />
      ))}
    </ol>
  )
}
