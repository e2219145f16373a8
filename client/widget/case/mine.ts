import type * as z from 'zod'
import type { MyCase } from '../../../server/contract/my-cases.ts'
import { isProblem, type Problem } from '../../api.ts'
import { duration } from '../../ui/times.ts'
import { reasonOf } from '../../wrong.ts'
import { ask } from '../session.ts'
import type { Thread } from '../thread.ts'
import { strings } from './strings.ts'

/** A case as somebody sees it who is part of it. */
export type Mine = z.output<typeof MyCase>

/** What came of an attempt to send something: the case as it stands after it, and words if it was not taken. */
export interface Outcome {
  mine: Mine | null
  problem: string | null
}

/** Takes what came of an attempt. Answers with words if what was sent was not taken. */
export type Settle = (outcome: Outcome, words: string) => string | null

/** Loads a case. Answers with words where that was not possible. */
export async function loadCase(thread: Thread, id: string): Promise<Mine | string> {
  try {
    return await ask(thread.session, 'GET /api/v1/me/cases/:id', { params: { id } })
  } catch (error) {
    if (!isProblem(error)) throw error
    return error.code === 'not_found' || error.code === 'invalid' ? strings.notYours : strings.notLoaded
  }
}

/** Answers what is alleged; null says that no answer will come. */
export function sendReply(thread: Thread, id: string, reply: string | null): Promise<Outcome> {
  return attempt(thread, id, () =>
    ask(thread.session, 'POST /api/v1/me/cases/:id/reply', { params: { id }, body: { reply } }),
  )
}

export function sendAppeal(thread: Thread, id: string, reason: string): Promise<Outcome> {
  return attempt(thread, id, () =>
    ask(thread.session, 'POST /api/v1/me/cases/:id/appeal', { params: { id }, body: { reason } }),
  )
}

export function takeFlagBack(thread: Thread, id: string): Promise<Outcome> {
  return attempt(thread, id, () => ask(thread.session, 'DELETE /api/v1/me/cases/:id/flag', { params: { id } }))
}

/** Where the case has moved on meanwhile, it is loaded as it stands. */
async function attempt(thread: Thread, id: string, send: () => Promise<Mine>): Promise<Outcome> {
  try {
    return { mine: await send(), problem: null }
  } catch (error) {
    if (!isProblem(error)) throw error
    if (error.code !== 'conflict' && error.code !== 'not_found') return { mine: null, problem: wordsFor(error) }
    const now = await loadCase(thread, id)
    return { mine: typeof now === 'string' ? null : now, problem: `${error.detail} ${strings.movedOn}` }
  }
}

function wordsFor(problem: Problem): string {
  switch (problem.code) {
    case 'offline':
      return strings.notSentOffline
    case 'unauthenticated':
      return strings.signInCase
    case 'rate_limited':
      return strings.tooFast(duration(problem.retryAfterMs ?? 60_000))
    default:
      return strings.notSent(reasonOf(problem))
  }
}
