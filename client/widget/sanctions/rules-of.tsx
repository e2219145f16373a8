import { serverNow } from '../../ui/clock.ts'
import type { Place } from '../drafts.ts'
import type { OwnRules, OwnSanction, Thread } from '../thread.ts'
import { SanctionNotice } from './notice.tsx'

const words = {
  notice: 'A moderator’s notice for you stands over the form.',
  kept: 'Your draft is kept.',
  freed: 'You can write again.',
  freedDraft: 'You can write again: your draft is ready.',
}

/** What kept the reader from writing when it was looked at last. */
const barredBy = new WeakMap<Thread, string>()

/** What a thread has to know of what the server told: of whoever reads now, and by the server's clock. */
export function rulesOf(thread: Thread, list: readonly OwnSanction[]): OwnRules {
  const personId = thread.session.person.value?.id
  const now = (): OwnSanction[] => {
    if (personId !== thread.session.person.value?.id) return []
    return list.filter((one) => one.isHolding && (!one.lastsUntil || Date.parse(one.lastsUntil) > serverNow()))
  }
  const bar = () => now().find(({ kind }) => kind !== 'limit')
  const isChecked = () => now().some(({ kind, slowSeconds }) => kind === 'limit' && slowSeconds === null)
  return {
    key: () => JSON.stringify(now()),
    forbids: (place) => bar() !== undefined || (isChecked() && isPublicEdit(thread, place)),
    interval: () => Math.max(0, ...now().map(({ slowSeconds }) => slowSeconds ?? 0)),
    announce: () => announce(thread, bar()),
    Notice: ({ children }) => (
      <>
        <SanctionNotice
          sanctions={now()}
          onChange={(changed) => thread.chunks.modes()?.takeOwn(thread, rulesOf(thread, changed))}
          onEnd={() => thread.chunks.modes()?.take(thread)}
        />
        {!bar() && children}
      </>
    ),
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
