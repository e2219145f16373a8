import { useLayoutEffect, useRef } from 'preact/hooks'
import { useKeys } from '../keys.ts'
import type { Route } from '../router.ts'
import { href, navigate, OPEN_CASES, route } from '../router.ts'
import { desk } from '../strings-desk.ts'
import { deskCounts } from './queues.ts'

/** Every queue, in the order of urgency, with the key that follows `g`. */
const queues = [
  ['reported', 'r', href.cases({ ...OPEN_CASES, kind: 'reported' })],
  ['misrepresentation', 'm', href.cases({ ...OPEN_CASES, kind: 'misrepresentation' })],
  ['pending', 'p', href.desk({ queue: 'pending' })],
  ['first', 'f', href.desk({ queue: 'first' })],
  ['approved', 'o', href.desk({ queue: 'approved' })],
  ['appeals', 'a', href.cases({ queue: 'appeals', kind: null })],
  ['all', 'l', href.desk({ queue: 'all' })],
] as const

type QueueName = (typeof queues)[number][0]

function shownQueue(at: Route): QueueName | 'history' | null {
  if (at.name === 'home') return 'pending'
  if (at.name === 'desk') return at.at.queue
  if (at.name === 'history') return 'history'
  if (at.name !== 'cases') return null
  if (at.at.queue === 'appeals') return 'appeals'
  return at.at.kind === 'reported' || at.at.kind === 'misrepresentation' ? at.at.kind : null
}

/** The queues of the desk, with how much waits in each: comments and cases side by side. */
export function QueueNav() {
  const here = shownQueue(route.value)
  const counts = deskCounts.value
  const nav = useRef<HTMLElement>(null)
  useKeys({
    ...Object.fromEntries(queues.map(([, key, to]) => [`g ${key}`, () => navigate(to)])),
    'g h': () => navigate(href.history(null)),
  })
  // Where they do not fit beside each other, the one that is shown is in sight.
  useLayoutEffect(() => {
    const current = nav.current?.querySelector<HTMLElement>('[aria-current]')
    if (nav.current && current) nav.current.scrollLeft = current.offsetLeft - 24
  }, [here])
  return (
    <nav ref={nav} class="co-queues" aria-label={desk.which}>
      {queues.map(([name, , to]) => (
        <a key={name} href={to} aria-current={here === name ? 'page' : undefined}>
          {desk.queues[name]} {name !== 'all' && <span class="co-queue-count">{counts?.[name] ?? ''}</span>}
        </a>
      ))}
      <a class="co-queues-end" href={href.history(null)} aria-current={here === 'history' ? 'page' : undefined}>
        {desk.history}
      </a>
    </nav>
  )
}
