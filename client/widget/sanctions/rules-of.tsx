import type { ComponentChildren } from 'preact'
import { serverNow } from '../../ui/clock.ts'
import type { Place } from '../drafts.ts'
import { type OwnRules, type OwnSanction, type Thread, useThread } from '../thread.ts'
import { SanctionNotice } from './notice.tsx'

const words = {
  notice: 'A moderator’s notice for you stands over the form.',
  kept: 'Your draft is kept.',
  freed: 'You can write again.',
  freedDraft: 'You can write again: your draft is ready.',
}

/** What kept the reader from writing when it was looked at last. */
const barredBy = new WeakMap<Thread, string>()

interface Held {
  /** What holds for whoever reads now. */
  now: () => OwnSanction[]
  bar: () => OwnSanction | undefined
}

const held = new WeakMap<Thread, Held>()

/** One component for all that is told of a thread, or each piece of news would empty a form that is open in it. */
function Notice({ children }: { children: ComponentChildren }) {
  const thread = useThread()
  const own = held.get(thread)
  if (!own) return <>{children}</>
  return (
    <>
      <SanctionNotice
        sanctions={own.now()}
        onChange={(changed) => thread.chunks.modes()?.takeOwn(thread, rulesOf(thread, changed))}
        onEnd={() => thread.chunks.modes()?.take(thread)}
      />
      {!own.bar() && children}
    </>
  )
}

/** What a thread has to know of what the server told: of whoever reads now, and by the server's clock. */
export function rulesOf(thread: Thread, list: readonly OwnSanction[]): OwnRules {
  const personId = thread.session.person.value?.id
  const now = (): OwnSanction[] => {
    if (personId !== thread.session.person.value?.id) return []
    return list.filter((one) => one.isHolding && (!one.lastsUntil || Date.parse(one.lastsUntil) > serverNow()))
  }
  const bar = () => now().find(({ kind }) => kind !== 'limit')
  held.set(thread, { now, bar })
  const isChecked = () => now().some(({ kind, slowSeconds }) => kind === 'limit' && slowSeconds === null)
  return {
    key: () => JSON.stringify(now()),
    forbids: (place) => bar() !== undefined || (isChecked() && isPublicEdit(thread, place)),
    interval: () => Math.max(0, ...now().map(({ slowSeconds }) => slowSeconds ?? 0)),
    announce: () => announce(thread, bar()),
    Notice,
  }
}

/** Whether it changes words that everybody reads. */
function isPublicEdit(thread: Thread, place: Place | 'react'): boolean {
  return place.startsWith('edit:') && !thread.own.value.has(place.slice('edit:'.length))
}

function announce(thread: Thread, bar: OwnSanction | undefined): boolean {
  if (bar?.id === barredBy.get(thread)) return false
  if (bar) barredBy.set(thread, bar.id)
  else barredBy.delete(thread)
  const draft = thread.drafts?.of('story')
  const text = draft?.text.value
  if (bar) thread.status.value = `${words.notice} ${bar.reason} ${text ? words.kept : ''}`.trim()
  else thread.status.value = text ? words.freedDraft : words.freed
  // The words that come with a thread that opens would not be true.
  if (!bar && draft?.ready.value) draft.ready.value = thread.status.value
  return true
}
