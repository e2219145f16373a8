import type { ComponentType } from 'preact'
import { serverNow } from '../../ui/clock.ts'
import type { OwnSanction, Thread } from '../thread.ts'

interface Known {
  /** Whom they are about. */
  personId: string | undefined
  list: readonly OwnSanction[]
  Notice: ComponentType<{ sanction: OwnSanction; onChange: (thread: Thread, sanction: OwnSanction) => void }>
}

const known = new WeakMap<Thread, Known>()

/** What holds for the reader under this story, strictest first. */
export function sanctionsNow(thread: Thread): readonly OwnSanction[] {
  const { personId, list = [] } = known.get(thread) ?? {}
  if (personId !== thread.session.person.value?.id) return []
  const now = serverNow()
  return list.filter((one) => one.isHolding && (one.lastsUntil === null || Date.parse(one.lastsUntil) > now))
}

/** How the first of them is shown; undefined if there is none. */
export function noticeOf(thread: Thread): Known['Notice'] | undefined {
  return known.get(thread)?.Notice
}

/** What keeps the reader from writing anything. */
export function barring(thread: Thread): OwnSanction | undefined {
  return sanctionsNow(thread).find(({ kind }) => kind !== 'limit')
}

/** Whether a moderator looks at the reader's comments first. */
export function isChecked(thread: Thread): boolean {
  return sanctionsNow(thread).some(({ kind, slowSeconds }) => kind === 'limit' && slowSeconds === null)
}

/** Seconds the reader has to leave between two comments. */
export function ownInterval(thread: Thread): number {
  return Math.max(0, ...sanctionsNow(thread).map(({ slowSeconds }) => slowSeconds ?? 0))
}

/** Keeps what the server told of; what shows it is loaded when there is something to show. */
export async function keepSanctions(thread: Thread, list: readonly OwnSanction[]): Promise<void> {
  const personId = thread.session.person.value?.id
  if (list.length === 0) {
    known.delete(thread)
    return
  }
  const { SanctionNotice: Notice } = await import('../sanctions/index.ts')
  known.set(thread, { personId, list, Notice })
}
