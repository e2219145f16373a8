import { useMemo } from 'preact/hooks'
import { type SuspensionFacts, stateAt } from '../../ui/mode.ts'
import { PauseNotice } from '../../ui/pause-notice.tsx'
import { SignInLine } from '../sign-in-line.tsx'
import { dress } from '../styles.ts'
import { type OwnSanction, type Thread, useThread } from '../thread.ts'
import { AskToReopen } from './ask.tsx'
import { css } from './css.ts'
import { barring, noticeOf, sanctionsNow } from './sanctions.ts'
import { strings } from './strings.ts'
import { take, takeSanctions } from './take.ts'
import { useCountdown } from './use-countdown.ts'

/** What holds for the whole thread: a card in the composer's place, or lines over it. */
export function Notice() {
  const thread = useThread()
  useMemo(() => dress(thread.root, css), [thread.root])
  const [commenting, at] = [thread.commenting.value, thread.clock.value]
  const { by } = stateAt(commenting, at)
  const due = by?.endsAt ?? by?.reviewAt
  const now = useCountdown(due ? Date.parse(due) : null, () => take(thread))
  const until = sanctionsNow(thread)[0]?.lastsUntil
  useCountdown(until ? Date.parse(until) : null, () => take(thread))
  const [own] = sanctionsNow(thread)
  const Own = noticeOf(thread)
  const general = (
    <PauseNotice
      commenting={commenting}
      at={at}
      isMember={thread.session.person.value?.isMember ?? false}
      now={now}
      logHref={logOf(thread)}
      acts={(suspension) => <Acts suspension={suspension} thread={thread} />}
    />
  )
  if (!own || !Own) return general
  return (
    <>
      <Own key={own.id} sanction={own} onChange={takeChanged} />
      {!barring(thread) && general}
    </>
  )
}

/** What the reader was told of has changed by what they did: only what holds stays. */
function takeChanged(thread: Thread, changed: OwnSanction) {
  const list = sanctionsNow(thread).map((one) => (one.id === changed.id ? changed : one))
  void takeSanctions(
    thread,
    list.filter((one) => one.isHolding),
  )
}

function Acts({ suspension, thread }: { suspension: SuspensionFacts; thread: Thread }) {
  // Who signs in may find to be a member.
  const isStranger = suspension.mode === 'members' && !thread.session.person.value
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
