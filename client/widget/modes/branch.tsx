import { useMemo } from 'preact/hooks'
import { besideAt, type SuspensionFacts } from '../../ui/mode.ts'
import { PauseCard, PauseLine } from '../../ui/pause-card.tsx'
import { pauseTitle } from '../../ui/pause-words.ts'
import { clockTime } from '../../ui/times.ts'
import type { Place } from '../drafts.ts'
import { dress } from '../styles.ts'
import { type Thread, useThread } from '../thread.ts'
import { AskToReopen } from './ask.tsx'
import { css } from './css.ts'
import { logOf } from './notice.tsx'
import { commentOf, verdictIn } from './standing.ts'
import { strings } from './strings.ts'
import { take } from './take.ts'
import { useCountdown } from './use-countdown.ts'

/** At the top of a branch in which not everybody may write: that it is so, and behind a fold all about it. */
export function BranchMark({ id }: { id: string }) {
  const thread = useThread()
  const { branches } = besideAt(thread.commenting.value, thread.clock.value, 0)
  const one = branches.find(({ commentId }) => commentId === id)
  return one ? <Mark key={one.id} suspension={one} thread={thread} /> : null
}

function Mark({ suspension, thread }: { suspension: SuspensionFacts; thread: Thread }) {
  useMemo(() => dress(thread.root, css), [thread.root])
  const { endsAt, mode } = suspension
  const now = useCountdown(endsAt ? Date.parse(endsAt) : null, () => take(thread))
  return (
    <details class={`branch-mark pause-${mode}`}>
      <summary>
        <span class="pause-mark">
          <i aria-hidden="true" />
          {pauseTitle(suspension, endsAt && clockTime(endsAt, now))}
        </span>{' '}
        <span class="branch-more">{strings.branchMore}</span>
      </summary>
      <PauseCard suspension={suspension} now={now} logHref={logOf(thread)}>
        <div class="pause-acts">
          <AskToReopen suspension={suspension} />
        </div>
      </PauseCard>
    </details>
  )
}

/** In a reply's or an edit's form: why it cannot be sent, where no notice beside it says so. */
export function FormNotice({ place }: { place: Place }) {
  const thread = useThread()
  useMemo(() => dress(thread.root, css), [thread.root])
  const verdict = verdictIn(thread, place)
  if (place === 'story' || verdict.answer !== 'refused' || !verdict.by) return null
  const isEditOnly = verdict.by.mode === 'premoderated'
  const isElsewhere = verdict.by.scope === 'branch' && verdict.by.commentId !== commentOf(place)
  if (!isElsewhere && !isEditOnly) return null
  return (
    <div class="form-notice">
      <PauseLine suspension={verdict.by} now={thread.clock.value} logHref={logOf(thread)} />
      {isEditOnly && <p>{strings.editChecked}</p>}
    </div>
  )
}
