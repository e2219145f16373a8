import type { ComponentChildren } from 'preact'
import { serverNow } from '../../ui/clock.ts'
import { modeMarks, pauseTitle, pauseWords } from '../../ui/pause-words.ts'
import { clockTime, duration } from '../../ui/times.ts'
import type { Draft, Place } from '../drafts.ts'
import { strings as shared } from '../strings.ts'
import { type Thread, useThread } from '../thread.ts'
import { mayPost, verdictIn, waitUntil } from './standing.ts'
import { strings } from './strings.ts'
import { useCountdown } from './use-countdown.ts'

/** What stands under a field because of the mode; null if nothing does. */
export function wordsBeside(thread: Thread, draft: Draft): string | null {
  const { place } = draft
  const verdict = verdictIn(thread, place)
  const text = draft.text.value
  if (verdict.answer !== 'refused') {
    if (draft.ready.value) return draft.ready.value
    return verdict.answer === 'held' && place !== 'story' ? strings.checkedFirst : null
  }
  const { by } = verdict
  const kept = by?.mode === 'members' ? strings.draftKeptMembers : strings.draftKept
  if (place === 'story' || by?.scope === 'branch') return text ? kept : null
  const title = by ? pauseTitle(by, by.endsAt && clockTime(by.endsAt, serverNow())) : pauseWords.closed
  return text ? `${title} ${strings.draftKeptShort}` : title
}

/** The button of a form, unless it cannot be sent: then what stands in its place, counting down in slow mode. */
export function Sendable({ place, children }: { place: Place; children: ComponentChildren }) {
  const thread = useThread()
  const until = waitUntil(thread, place)
  const now = useCountdown(until, () => {
    const draft = thread.drafts?.of(place)
    if (draft?.problem.value === shared.textKept) draft.problem.value = null
    if (draft?.text.value) thread.status.value = strings.canPost
  })
  if (mayPost(thread, place, now)) return <>{children}</>
  const verdict = verdictIn(thread, place)
  const isRefused = verdict.answer === 'refused'
  return (
    <button type="submit" class="aw-button" aria-disabled="true">
      {isRefused
        ? modeMarks[verdict.by?.mode ?? 'closed']
        : until > now
          ? strings.postIn(duration(until - now))
          : strings.barred}
    </button>
  )
}
