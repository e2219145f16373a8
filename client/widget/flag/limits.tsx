import { serverNow } from '../../ui/clock.ts'
import { clockTime } from '../../ui/times.ts'
import type { Session } from '../session.ts'
import { barOf, openingOf } from './standing.ts'
import { strings } from './strings.ts'

type Why = NonNullable<ReturnType<typeof barOf>>

/** Why this reader may not flag now, until when, and what can be done all the same. */
export function Bar({ bar, onReply }: { bar: Why; onReply?: (() => void) | undefined }) {
  return (
    <div class="flag-bar" role="status">
      <h3>
        {strings.barredUntil} <time dateTime={bar.until}>{clockTime(bar.until, serverNow())}</time>
      </h3>
      <p>{bar.because.length > 0 ? strings.coolDown(bar.because) : strings.noneLeft(bar.perDay)}</p>
      {onReply && (
        <button type="button" class="aw-button" onClick={onReply}>
          {strings.replyInstead}
        </button>
      )}
    </div>
  )
}

const FEW = 3

/** How many flags are left, when it is few. */
export function FewLeft({ session }: { session: Session }) {
  const standing = openingOf(session).standing.value
  if (!standing || barOf(session) || standing.left > FEW) return null
  return <p class="flag-left aw-figures">{strings.flagsLeft(standing.left, standing.perDay)}</p>
}
