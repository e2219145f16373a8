import { useRef, useState } from 'preact/hooks'
import { onceDrawn } from '../../ui/once-drawn.ts'
import { When } from '../../ui/when.tsx'
import { findingNames } from '../../ui/words.ts'
import { ask } from '../ask.ts'
import { useKeys } from '../keys.ts'
import { useDesk } from '../live.ts'
import { Empty, Failed, Loading } from '../parts/states.tsx'
import { useRowKeys } from '../parts/use-row-keys.ts'
import { useResource } from '../resource.ts'
import { href } from '../router.ts'
import { isOfSite, office } from '../session.ts'
import type { SanctionKind, Standing, WrittenComment } from '../shapes.ts'
import { sanction as sanctionWords, standing as words } from '../strings-standing.ts'
import { useTitle } from '../title.ts'
import { EraseGuest } from './erase-guest.tsx'
import { PersonNotes } from './person-notes.tsx'
import { Counts, sinceWords, useStanding } from './person-standing.tsx'
import { SanctionForm } from './sanction-form.tsx'
import { SanctionItem } from './sanction-item.tsx'

const KINDS: SanctionKind[] = ['warn', 'limit', 'ban']

interface PersonViewProps {
  id: string
  /** What led to looking at the person. */
  comment: string | null
  caseId: string | null
}

/** A person as moderators see them: what is known, what was done about them, and what can be done. */
export function PersonView({ id, comment, caseId }: PersonViewProps) {
  const { data, failure, reload } = useStanding(id)
  const written = useResource(`written ${id}`, () =>
    ask('GET /api/v1/people/:id/comments', { params: { id }, query: {} }),
  )
  useDesk(reload)
  useTitle(data?.name ?? '')
  if (!data) return failure ? <Failed failure={failure} onRetry={reload} /> : <Loading />
  const comments = written.data?.comments ?? []
  return (
    <div class="co-page co-person-page">
      <header class="co-person-head">
        <p>
          <a class="aw-quiet" href={office.value === 'owner' ? href.people() : href.sanctions()}>
            {office.value === 'owner' ? words.toRoles : words.toSanctions}
          </a>
        </p>
        <h1 tabIndex={-1}>{data.name}</h1>
        <p class="co-hint">{sinceWords(data)}</p>
        {!isOfSite.value && <p class="co-hint">{words.ownAlone}</p>}
      </header>
      <div class="co-person-main">
        <Sanctions person={data} {...{ comment, caseId, comments }} onChanged={reload} />
        <Written comments={comments} isLoaded={written.data !== undefined} />
      </div>
      <aside class="co-person-aside">
        <section aria-labelledby="person-counts">
          <h2 id="person-counts" class="co-part-title">
            {words.countsTitle}
          </h2>
          <Counts standing={data} />
        </section>
        <Cases cases={data.cases} />
        <PersonNotes personId={id} notes={data.notes} onChanged={reload} />
        {office.value === 'owner' && data.isGuest && <EraseGuest person={data} />}
      </aside>
    </div>
  )
}

interface SanctionsProps {
  person: Standing
  comment: string | null
  caseId: string | null
  comments: WrittenComment[]
  onChanged: () => void
}

function Sanctions({ person, comment, caseId, comments, onChanged }: SanctionsProps) {
  const [kind, setKind] = useState<SanctionKind | null>(null)
  const acts = useRef<HTMLDivElement>(null)
  const open = (one: SanctionKind) => document.activeElement?.closest('form') || setKind(one)
  useKeys(kind || person.barred ? {} : { w: () => open('warn'), l: () => open('limit'), b: () => open('ban') })
  const leave = () => {
    const was = kind
    setKind(null)
    onceDrawn(() => acts.current?.querySelector<HTMLElement>(`[data-kind=${was}]`)?.focus())
  }
  return (
    <section aria-labelledby="person-sanctions">
      <h2 id="person-sanctions" class="co-part-title">
        {sanctionWords.title}
      </h2>
      {person.barred && <p class="co-warning">{person.barred}</p>}
      {!person.barred && !kind && (
        // biome-ignore lint/a11y/useSemanticElements: a group of buttons, not of fields
        <div ref={acts} class="co-actions" role="group" aria-label={sanctionWords.actsLabel}>
          {KINDS.map((one) => (
            <button key={one} type="button" class="aw-button" data-kind={one} onClick={() => setKind(one)}>
              {sanctionWords.openers[one]}
            </button>
          ))}
        </div>
      )}
      {kind && (
        <SanctionForm
          key={kind}
          {...{ kind, person, comment, caseId, written: comments }}
          onDone={() => {
            leave()
            onChanged()
          }}
          onLeave={leave}
        />
      )}
      {person.sanctions.length === 0 && <Empty>{sanctionWords.none}</Empty>}
      <ul class="co-sanctions">
        {person.sanctions.map((one) => (
          <SanctionItem key={one.id} sanction={one} onChanged={onChanged} />
        ))}
      </ul>
    </section>
  )
}

function Cases({ cases }: { cases: Standing['cases'] }) {
  if (cases.length === 0) return null
  return (
    <section aria-labelledby="person-cases">
      <h2 id="person-cases" class="co-part-title">
        {words.casesTitle}
      </h2>
      <ul class="co-person-cases">
        {cases.map((one) => (
          <li key={one.id}>
            <a class="aw-link" href={href.case(one.id, { queue: 'decided', kind: null })}>
              {one.reference}
            </a>{' '}
            {findingNames[one.finding]}{' '}
            <span class="co-hint">
              <When at={one.at} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Written({ comments, isLoaded }: { comments: WrittenComment[]; isLoaded: boolean }) {
  const list = useRef<HTMLUListElement>(null)
  useRowKeys(list)
  return (
    <section aria-labelledby="person-written">
      <h2 id="person-written" class="co-part-title">
        {words.writtenTitle}
      </h2>
      {isLoaded && comments.length === 0 && <Empty>{isOfSite.value ? words.noWritten : words.noneInOwn}</Empty>}
      <ul class="co-written" ref={list}>
        {comments.map(({ id, storyTitle, url, state, text, at }) => (
          <li key={id}>
            <p class="co-sanction-facts co-hint">
              <a class="aw-link" href={url} target="_blank" rel="noopener" data-row>
                {storyTitle}
              </a>
              <span class={state === 'removed' || state === 'rejected' ? 'co-state-against' : undefined}>
                {words.states[state]}
              </span>
              <When at={at} />
            </p>
            <p class={text ? 'co-note-body' : 'co-none'} dir="auto">
              {text || words.gone}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
