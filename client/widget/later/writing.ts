import type * as z from 'zod'
import type { SlowedProblem } from '../../../server/contract/comments.ts'
import type { Result } from '../../../server/contract/index.ts'
import type { SanctionedProblem } from '../../../server/contract/sanctions.ts'
import { isProblem, type Problem } from '../../api.ts'
import { learnServerTime } from '../../ui/clock.ts'
import { duration } from '../../ui/times.ts'
import { reasonOf } from '../../wrong.ts'
import { takeCommenting } from '../commenting.ts'
import type { Draft, Place } from '../drafts.ts'
import { goTo } from '../go-to.ts'
import { ask, learnPerson } from '../session.ts'
import { renderNow } from '../still.ts'
import { strings as shared } from '../strings.ts'
import { LONGEST, type Thread, tell, toggle } from '../thread.ts'
import { bury } from './arrivals.ts'
import { keepHeld } from './held.ts'
import { takeFromServer } from './keep-drafts.ts'
import { trapped } from './other-text.tsx'
import { takeOwn } from './own-sanctions.ts'
import { strings } from './strings.ts'

type Slowed = z.output<typeof SlowedProblem>
type Sanctioned = z.output<typeof SanctionedProblem>

/** Posts what is written in a place. Whatever the answer, the text is lost only when it stands in the thread. */
export async function post(thread: Thread, place: Place) {
  const { drafts, session } = thread
  const story = thread.story.value
  const draft = drafts?.of(place)
  if (!drafts || !draft || !story || draft.sending.value) return
  const body = draft.text.value
  const parentId = place.startsWith('reply:') ? place.slice('reply:'.length) : null
  if (!isReady(draft)) return
  draft.sending.value = true
  const sentAt = Date.now()
  try {
    const comment = await ask(session, 'POST /api/v1/stories/:id/comments', {
      params: { id: story.id },
      headers: { 'idempotency-key': drafts.keyFor(place) },
      body: {
        ...{ body, parentId, draftFrom: drafts.read(place)?.synced?.at ?? null },
        ...{ website: trapped(thread.root, place), openMs: Math.round(performance.now()) },
      },
    })
    if (draft.text.value === body) drafts.done(place)
    thread.keptOnServer.delete(place)
    if (parentId) toggle(thread.replying, parentId, false)
    draft.sending.value = false
    if (comment.state === 'visible') {
      thread.comments.value = new Map(thread.comments.value).set(comment.id, comment)
      thread.status.value = strings.commentPosted
      renderNow()
      goTo(thread, comment.id)
      tell(thread, 'comment', { id: comment.id, parentId })
    } else await keepHeld(thread, comment, body)
  } catch (error) {
    if (!isProblem(error)) throw error
    await explain(thread, { draft, sentAt, generally: strings.notSent }, error)
  } finally {
    draft.sending.value = false
  }
}

/** The source text of one's own comment, to edit it; null (with words beside the comment) if it cannot be had. */
export async function sourceOf(thread: Thread, id: string): Promise<{ body: string; revision: number } | null> {
  try {
    const { comment, body } = await ask(thread.session, 'GET /api/v1/comments/:id', { params: { id } })
    return body === null ? null : { body, revision: comment.revision }
  } catch (error) {
    if (!isProblem(error)) throw error
    thread.status.value = error.detail
    return null
  }
}

/**
 * Saves an edited comment.
 * @returns what stands there now, when someone (the reader, elsewhere) changed it meanwhile; else null.
 */
export async function save(
  thread: Thread,
  id: string,
  revision: number,
): Promise<{ body: string; revision: number } | null> {
  const { drafts } = thread
  const draft = drafts?.of(`edit:${id}`)
  if (!drafts || !draft || draft.sending.value || !isReady(draft)) return null
  draft.sending.value = true
  const sentAt = Date.now()
  try {
    const body = draft.text.value
    const input = { params: { id }, body: { body, revision } }
    const comment: Result<'PATCH /api/v1/comments/:id'> = await ask(thread.session, 'PATCH /api/v1/comments/:id', input)
    drafts.done(`edit:${id}`)
    toggle(thread.editing, id, false)
    if (comment.state !== 'visible') {
      bury(thread, { ...comment, author: null, html: '' })
      await keepHeld(thread, comment, body)
      return null
    }
    thread.comments.value = new Map(thread.comments.value).set(id, comment)
    thread.status.value = strings.saved
    renderNow()
    goTo(thread, id)
  } catch (error) {
    if (!isProblem(error)) throw error
    if (error.code === 'conflict') return (error.extra.current as { body: string; revision: number }) ?? null
    await explain(thread, { draft, sentAt, generally: strings.notSaved }, error)
  } finally {
    draft.sending.value = false
  }
  return null
}

/** Deletes one's own comment. Answers with words when it was refused. */
export async function remove(thread: Thread, id: string): Promise<string | null> {
  try {
    const deleted = await ask(thread.session, 'DELETE /api/v1/comments/:id', { params: { id } })
    thread.status.value = strings.deleteDone
    const own = new Map(thread.own.value)
    if (own.delete(id)) thread.own.value = own
    else {
      bury(thread, deleted)
      renderNow()
      goTo(thread, id)
    }
    return null
  } catch (error) {
    if (!isProblem(error)) throw error
    return error.code === 'offline' ? shared.offline : error.detail
  }
}

function isReady(draft: Draft): boolean {
  const text = draft.text.value.trim()
  draft.problem.value = text ? null : strings.nothingWritten
  if (text.length > LONGEST) draft.problem.value = shared.over(text.length - LONGEST)
  return draft.problem.value === null
}

interface Attempt {
  draft: Draft
  sentAt: number
  /** What is said of a refusal that has no words of its own here. */
  generally: (detail: string) => string
}

async function explain(thread: Thread, { draft, sentAt, generally }: Attempt, problem: Problem) {
  if (problem.code === 'sanctioned') return explainSanction(thread, draft, problem)
  if (problem.code !== 'suspended' && problem.code !== 'slowed') {
    const { draft: kept } = problem.extra as unknown as Partial<Slowed>
    if (problem.code === 'screened' && kept) takeFromServer(thread, draft.place, kept)
    draft.problem.value = wordsFor(problem, generally)
    return
  }
  const modes = await thread.chunks.loadModes().catch(() => undefined)
  draft.problem.value = shared.textKept
  const { commenting, by, serverTime, draft: kept, retryAt } = problem.extra as unknown as Partial<Slowed>
  // After a wait in slow mode nothing has to be told.
  const parkedSeq = problem.code === 'slowed' ? null : (kept?.parkedSeq ?? null)
  if (kept) takeFromServer(thread, draft.place, { ...kept, parkedSeq })
  if (serverTime) learnServerTime(serverTime, sentAt, true)
  if (retryAt) thread.wroteAt.value = Date.parse(retryAt) - (by?.slowSeconds ?? 0) * 1000
  if (commenting) takeCommenting(thread, commenting)
  // Where it would be allowed by all that is known here, the server knows more of the reader, or the place.
  if (problem.code === 'suspended' && modes?.allows(thread, draft.place) !== false) {
    draft.problem.value = generally(problem.detail)
    void learnPerson(thread.session)
  }
}

/** What holds for the reader stands in the composer's place from now on; their text stays. */
async function explainSanction(thread: Thread, draft: Draft, problem: Problem) {
  draft.problem.value = shared.textKept
  const { sanction, draft: kept, retryAt } = problem.extra as unknown as Partial<Sanctioned>
  if (kept) takeFromServer(thread, draft.place, kept)
  if (sanction && retryAt) thread.wroteAt.value = Date.parse(retryAt) - (sanction.slowSeconds ?? 0) * 1000
  const isShown =
    sanction !== undefined &&
    (await takeOwn(thread, [sanction]).then(
      () => true,
      () => false,
    ))
  // What it says stands nowhere else then.
  if (!isShown || draft.place.startsWith('edit:')) draft.problem.value = problem.detail
}

function wordsFor(problem: Problem, generally: (detail: string) => string): string | null {
  switch (problem.code) {
    case 'offline':
      return shared.notSentOffline
    case 'unauthenticated':
      // The place of the reader's name says so, with the way to sign in again.
      return null
    case 'gone':
      return strings.parentGone
    case 'rate_limited':
      return strings.tooFast(duration(problem.retryAfterMs ?? 30_000))
    default:
      return generally(reasonOf(problem))
  }
}
