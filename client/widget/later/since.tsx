import { useMemo } from 'preact/hooks'
import { serverNow } from '../../ui/clock.ts'
import { clockTime, dayOf, LOCALE } from '../../ui/times.ts'
import { changeUnderHold } from '../still.ts'
import { dress } from '../styles.ts'
import { surfaceOf, type Thread, useThread } from '../thread.ts'
import css from './mine.css?inline'
import { openUpdate } from './open-update.ts'
import { strings } from './strings.ts'

/** Named one by one, at most. */
const MOST = 4
const list = new Intl.ListFormat(LOCALE, { type: 'conjunction' })

interface Added {
  words: string
  href: string
  go: () => void
}

/** Tells a returning reader what was added since they had the thread in view last, with links. */
export function Since() {
  const thread = useThread()
  useMemo(() => dress(thread.root, css), [thread.root])
  const since = thread.since.value
  const added = useMemo(() => (since === null ? [] : addedSince(thread, since)), [since])
  if (since === null || added.length === 0) return null
  const named = added.slice(0, added.length > MOST ? MOST - 1 : MOST)
  const others = added.length - named.length
  const parts = [...named.map(({ words }) => words), ...(others > 0 ? [strings.andMore(others)] : [])]
  let index = 0
  return (
    <aside class="since" data-mark aria-label={strings.sinceLabel}>
      <p>
        {strings.since(whenWords(since))}{' '}
        {list.formatToParts(parts).map(({ type, value }) => {
          const one = type === 'element' ? named[index++] : undefined
          return one ? <Link key={one.href} added={one} /> : value
        })}
        .{thread.next.value !== null && ` ${strings.sincePartly}`}
      </p>
      <button type="button" class="aw-quiet" onClick={() => dismiss(thread)}>
        {strings.dismiss}
      </button>
    </aside>
  )
}

function Link({ added: { words, href, go } }: { added: Added }) {
  return (
    <a
      class="aw-link"
      href={href}
      onClick={(event) => {
        event.preventDefault()
        go()
      }}
    >
      {words}
    </a>
  )
}

/** Updates, newest first, then notes beside the comments that are loaded. */
function addedSince(thread: Thread, since: number): Added[] {
  const isNew = (time: string) => Date.parse(time) > since
  const updates = thread.updates.value
    .filter(({ publishedAt }) => isNew(publishedAt))
    .map(({ number }) => ({
      ...{ words: strings.updateNumber(number), href: `#update-${number}` },
      go: () => openUpdate(thread, number),
    }))
  const told = new Set<string>()
  const noted = [...thread.comments.value.values()]
    .filter(({ notes }) => notes.some(({ decidedAt }) => isNew(decidedAt)))
    .map(({ id, author }) => {
      const name = author?.name ?? ''
      const words = told.has(name) ? strings.anotherNoteBeside(name) : strings.noteBeside(name)
      told.add(name)
      return { words, href: `#comment-${id}`, go: () => thread.chunks.showComment(thread, id) }
    })
  return [...updates, ...noted]
}

function whenWords(since: number): string {
  const now = serverNow()
  const at = new Date(since).toISOString()
  const isToday = new Date(since).toDateString() === new Date(now).toDateString()
  return isToday ? `at ${clockTime(at, now)}` : `on ${dayOf(at, now)}`
}

function dismiss(thread: Thread) {
  changeUnderHold(surfaceOf(thread), () => {
    thread.since.value = null
  })
  thread.root.getElementById('heading')?.focus({ preventScroll: true })
}
