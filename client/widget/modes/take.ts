import { AHEAD_MS } from '../../ui/ahead.ts'
import { serverNow } from '../../ui/clock.ts'
import { besideAt, nextTurn, type State, type SuspensionFacts, stateAt } from '../../ui/mode.ts'
import { pauseTitle, pauseWords } from '../../ui/pause-words.ts'
import { clockTime } from '../../ui/times.ts'
import { wakeAt } from '../commenting.ts'
import type { Place } from '../drafts.ts'
import { ask } from '../session.ts'
import { changeUnderHold } from '../still.ts'
import { type CommentingFacts, type OwnRules, surfaceOf, type Thread } from '../thread.ts'
import { openPlaces, settleDrafts } from './drafts-back.ts'
import { own } from './sanctions.ts'
import { allows, verdictIn } from './standing.ts'
import { strings } from './strings.ts'

/** Many pages are open at the same end. */
const MOST_JITTER_MS = 2_000

/** What was drawn last for each thread: names all that it depends on. */
const drawn = new WeakMap<Thread, string>()

/**
 * Takes a new state of commenting, another reader, or the passing of time. The composer changes in place, the page is
 * held still, and a screen reader hears of it once at the start and once at the end.
 */
export function take(thread: Thread, commenting: CommentingFacts = thread.commenting.value) {
  const now = serverNow()
  const state = stateAt(commenting, now)
  const { branches, soon } = besideAt(commenting, now, AHEAD_MS)
  const ids = [state.holding, branches, soon].map((list) => list.map((one) => one.id))
  const mine = own.get(thread)
  const key = JSON.stringify([commenting, state.mode, ids, thread.session.person.value, mine?.key()])
  if (drawn.get(thread) !== key) {
    drawn.set(thread, key)
    const before = thread.state.value
    const refusedBefore = refusedPlaces(thread)
    const change = () => {
      thread.reserve.value = 0
      thread.clock.value = now
      thread.commenting.value = commenting
      thread.state.value = state.mode === 'open' && !state.by && soon.length === 0 ? null : state
      settleDrafts(thread)
    }
    const missing = changeUnderHold(surfaceOf(thread), change)
    if (missing > 0) thread.reserve.value = missing
    const newly = mine?.announce() || announce(thread, before, refusedBefore)
    // A pause may outlast this browser: the server is given what is half written. As the thread loads, what the server
    // has comes first.
    if (newly && thread.phase.value === 'ready') thread.chunks.keepDrafts(thread)
    if (before?.by?.mode === 'open' && state.by?.id !== before.by.id) void askAgain(thread)
  } else settleDrafts(thread)
  const turn = nextTurn(commenting, now, AHEAD_MS)
  if (turn !== undefined) wakeAt(thread, turn)
  else clearTimeout(thread.timer)
}

/** Whether a story is closed for good is not told while a moderator keeps it open: asked for when that ends. */
async function askAgain(thread: Thread) {
  const story = thread.story.value
  await new Promise((resolve) => setTimeout(resolve, Math.random() * MOST_JITTER_MS))
  if (!story) return
  const fresh = await ask(thread.session, 'GET /api/v1/stories/:id', { params: { id: story.id } }).catch(() => null)
  if (fresh) take(thread, fresh.commenting)
}

function refusedPlaces(thread: Thread): Set<Place> {
  return new Set(openPlaces(thread).filter((place) => !allows(thread, place)))
}

/** Takes what holds for the reader. The composer changes in place, as with a new state of commenting. */
export function takeOwn(thread: Thread, rules: OwnRules) {
  own.set(thread, rules)
  take(thread)
}

/** Answers whether texts can be posted no more that could before. */
function announce(thread: Thread, before: State | null, refusedBefore: ReadonlySet<Place>): boolean {
  const refused = refusedPlaces(thread)
  const newly = [...refused].filter((place) => !refusedBefore.has(place))
  const after = thread.state.value
  const isSame = before?.mode === after?.mode && before?.by?.id === after?.by?.id
  if (!isSame) thread.status.value = wordsOfMode(thread, before, refusedBefore.has('story'))
  else if (newly[0]) thread.status.value = wordsOfPlace(thread, newly[0])
  else {
    const free = [...refusedBefore].find((place) => !refused.has(place))
    const text = free && thread.drafts?.of(free).text.value
    if (free) thread.status.value = text ? strings.repliesAgainDraft : strings.repliesAgain
  }
  return newly.length > 0
}

function wordsOfMode(thread: Thread, before: State | null, wasRefused: boolean): string {
  const after = thread.state.value
  const mode = after?.mode ?? 'open'
  const draft = thread.drafts?.of('story').text.value
  const now = mode === 'open' ? '' : after?.by ? told(after.by) : pauseWords.closed
  if (!allows(thread, 'story')) return `${now} ${draft ? strings.draftKeptShort : ''}`.trim()
  if (wasRefused) return `${draft ? strings.openAgainDraft : strings.openAgain} ${now}`.trim()
  if (now) return now
  if (before?.mode === 'slow') return strings.slowEnded
  if (before?.mode === 'premoderated') return strings.checkedEnded
  return before?.mode === 'members' ? strings.membersEnded : ''
}

function wordsOfPlace(thread: Thread, place: Place): string {
  const verdict = verdictIn(thread, place)
  const by = verdict.answer === 'allowed' ? null : verdict.by
  const draft = thread.drafts?.of(place).text.value
  return `${by ? told(by) : ''} ${draft ? strings.draftKeptShort : ''}`.trim()
}

function told(by: SuspensionFacts): string {
  return `${pauseTitle(by, by.endsAt && clockTime(by.endsAt, serverNow()))} ${by.reason}`
}
