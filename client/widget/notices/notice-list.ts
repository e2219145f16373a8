import type * as z from 'zod'
import type { Result } from '../../../server/contract/index.ts'
import type { Notice } from '../../../server/contract/notices.ts'
import { isProblem } from '../../api.ts'
import { type Cell, cell } from '../cells.ts'
import { ask, type Session } from '../session.ts'
import { strings as shared } from '../strings.ts'
import type { Thread } from '../thread.ts'

export type NoticeFacts = z.output<typeof Notice>

type Page = Result<'GET /api/v1/me/notices'>

/** The list as it is on screen. What was new when it was opened is marked so until it is closed. */
export interface NoticeList {
  state: Cell<'loading' | 'ready' | 'failed'>
  failure: Cell<string>
  notices: Cell<readonly NoticeFacts[]>
  next: Cell<string | null>
  /** Whether earlier ones are on their way, or did not come. */
  more: Cell<'idle' | 'loading' | 'failed'>
}

export function noticeList(): NoticeList {
  return {
    state: cell<'loading' | 'ready' | 'failed'>('loading'),
    failure: cell(''),
    notices: cell<readonly NoticeFacts[]>([]),
    next: cell<string | null>(null),
    more: cell<'idle' | 'loading' | 'failed'>('idle'),
  }
}

/** Shows the newest notices; they are read by that. */
export async function load(thread: Thread, list: NoticeList) {
  list.state.value = 'loading'
  try {
    const page = await ask(thread.session, 'GET /api/v1/me/notices', { query: {} })
    list.notices.value = page.notices
    list.next.value = page.next
    list.state.value = 'ready'
    if (page.notices.length > 0 && page.unread > 0) await markRead(thread, page)
    else thread.unread.value = page.unread
  } catch (error) {
    if (!isProblem(error)) throw error
    list.failure.value = wordsFor(thread.session, error)
    list.state.value = 'failed'
  }
}

/** Adds the notices before those that are shown. */
export async function loadEarlier(thread: Thread, list: NoticeList) {
  const after = list.next.value
  if (after === null || list.more.value === 'loading') return
  list.more.value = 'loading'
  try {
    const page = await ask(thread.session, 'GET /api/v1/me/notices', { query: { after } })
    list.notices.value = [...list.notices.value, ...page.notices]
    list.next.value = page.next
    list.more.value = 'idle'
  } catch {
    list.more.value = 'failed'
  }
}

/** Those on screen, and all before them. If it fails they stay unread, and are marked the next time. */
async function markRead(thread: Thread, { notices, next }: Pick<Page, 'notices' | 'next'>) {
  const body = { ids: notices.map(({ id }) => id), ...(next !== null && { until: notices.at(-1)?.at }) }
  const answer = await ask(thread.session, 'POST /api/v1/me/notices/read', { body }).catch(() => null)
  if (answer) thread.unread.value = answer.unread
}

function wordsFor({ person }: Session, { code, detail }: { code: string; detail: string }): string {
  if (!person.value) return shared.signIn
  return code === 'offline' ? shared.offline : detail
}

/** Notices next to each other about the same story, under its title once. */
export function runsOf(
  notices: readonly NoticeFacts[],
): { story: NoticeFacts['story']; notices: readonly NoticeFacts[] }[] {
  const runs: { story: NoticeFacts['story']; notices: NoticeFacts[] }[] = []
  for (const notice of notices) {
    const last = runs.at(-1)
    if (last && last.story?.id === notice.story?.id) last.notices.push(notice)
    else runs.push({ story: notice.story, notices: [notice] })
  }
  return runs
}
