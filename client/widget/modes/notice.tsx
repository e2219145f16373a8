import { useMemo } from 'preact/hooks'
import { type SuspensionFacts, stateAt } from '../../ui/mode.ts'
import { PauseNotice } from '../../ui/pause-notice.tsx'
import { accountOf } from '../session.ts'
import { SignInLine } from '../sign-in-line.tsx'
import { dress } from '../styles.ts'
import { type Thread, useThread } from '../thread.ts'
import { AskToReopen } from './ask.tsx'
import { css } from './css.ts'
import { own } from './sanctions.ts'
import { isMemberHere } from './standing.ts'
import { strings } from './strings.ts'
import { take } from './take.ts'
import { useCountdown } from './use-countdown.ts'

/** What holds for the whole thread: a card in the composer's place, or lines over it. */
export function Notice() {
  const thread = useThread()
  useMemo(() => dress(thread.root, css), [thread.root])
  const [commenting, at] = [thread.commenting.value, thread.clock.value]
  const { by } = stateAt(commenting, at)
  const due = by?.endsAt ?? by?.reviewAt
  const now = useCountdown(due ? Date.parse(due) : null, () => take(thread))
  const Own = own.get(thread)?.Notice
  const general = (
    <PauseNotice
      commenting={commenting}
      at={at}
      isMember={isMemberHere(thread) ?? false}
      now={now}
      logHref={logOf(thread)}
      acts={(suspension) => <Acts suspension={suspension} thread={thread} />}
    />
  )
  return Own ? <Own>{general}</Own> : general
}

function Acts({ suspension, thread }: { suspension: SuspensionFacts; thread: Thread }) {
  // Who signs in may find to be a member.
  const isStranger = suspension.mode === 'members' && !accountOf(thread.session)
  return (
    <div class="pause-acts">
      {isStranger ? (
        <SignInLine session={thread.session} invite={strings.membersSignIn} />
      ) : (
        <AskToReopen key={suspension.id} suspension={suspension} />
      )}
    </div>
  )
}

export function logOf(thread: Thread): string {
  return `${thread.base}/log?story=${thread.story.value?.id}`
}
