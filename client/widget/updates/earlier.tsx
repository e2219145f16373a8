import { useState } from 'preact/hooks'
import type { Result } from '../../../server/contract/index.ts'
import { call, isProblem } from '../../api.ts'
import { exactTime } from '../../ui/times.ts'
import { claimStatusNames, updateKindNames } from '../../ui/update-words.ts'
import { Html } from '../html.tsx'
import { About } from './about.tsx'
import type { PartProps } from './place.ts'
import { updateStrings as strings } from './strings.ts'

type Revision = Result<'GET /api/v1/updates/:id/revisions'>['revisions'][number]

/** When an update was edited, and on request what it said before. */
export function Earlier({ update, place }: PartProps) {
  const { id, editedAt, withdrawal, revision } = update
  const [shown, setShown] = useState<{ of: string; revisions: Revision[] } | null>(null)
  const [problem, setProblem] = useState('')
  const [asking, setAsking] = useState(false)
  // What was fetched is complete until the next change.
  const of = `${revision} ${withdrawal?.at}`
  const isOpen = shown?.of === of
  const toggle = async () => {
    if (isOpen) return setShown(null)
    if (asking) return
    setAsking(true)
    setProblem('')
    try {
      const via = { base: place.base, token: null }
      const { revisions } = await call('GET /api/v1/updates/:id/revisions', { params: { id } }, via)
      setShown({ of, revisions })
    } catch (error) {
      if (!isProblem(error)) throw error
      setProblem(error.detail)
    }
    setAsking(false)
  }
  return (
    <div>
      <p class="update-foot">
        {withdrawal ? strings.withdrawnAt(exactTime(withdrawal.at)) : editedAt && strings.editedAt(exactTime(editedAt))}
        {' · '}
        <button
          type="button"
          class="aw-link"
          aria-expanded={isOpen}
          aria-disabled={asking}
          onClick={() => void toggle()}
        >
          {withdrawal ? strings.whatItSaid : strings.earlierWordings}
        </button>
        {problem && (
          <span role="alert" class="update-problem">
            {strings.notLoaded} {problem}
          </span>
        )}
      </p>
      {isOpen && <Wordings revisions={shown.revisions} storyUrl={place.storyUrl} />}
    </div>
  )
}

function Wordings({ revisions, storyUrl }: { revisions: Revision[]; storyUrl: string | undefined }) {
  const open = revisions.filter(({ isPublic }) => isPublic)
  if (open.length === 0) return <p class="update-foot">{strings.noneEarlier}</p>
  return (
    <ol class="update-wordings">
      {open.map(({ revision, kind, status, html, anchor, from, until }) => (
        <li key={revision}>
          <p class="update-foot">
            {kind !== 'update' && `${updateKindNames[kind]} · `}
            {status && `${claimStatusNames[status]} · `}
            <time dateTime={from}>{exactTime(from)}</time> – <time dateTime={until}>{exactTime(until)}</time>
          </p>
          {anchor && <About anchor={anchor} storyUrl={storyUrl} />}
          <Html html={html} />
        </li>
      ))}
    </ol>
  )
}
