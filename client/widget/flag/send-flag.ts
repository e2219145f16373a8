import { isProblem, type Problem } from '../../api.ts'
import { duration } from '../../ui/times.ts'
import { ask } from '../session.ts'
import { type Thread, toggle } from '../thread.ts'
import type { FlagModel } from './flag-model.ts'
import { LONGEST } from './passage.ts'
import { strings } from './strings.ts'

export const SHORTEST_WHY = 20
export const LONGEST_WHY = 1_000

/** What the server is told of the two quotations; null until both are chosen. */
function quotations(model: FlagModel) {
  const [claim, source] = [model.claim.value, model.source.value]
  const from = model.sources.value.find((one) => one.key === model.chosen.value)
  if (!claim || !source || !from) return null
  const quoted = { kind: from.kind, exact: source.exact, start: source.start, ...(from.id && { id: from.id }) }
  return { claim, source: quoted }
}

/** Asks the server whether it finds both quotations. Says nothing when it cannot be asked: sending will tell. */
export async function check(thread: Thread, model: FlagModel) {
  const body = quotations(model)
  if (!body || !thread.session.person.value) return
  if (body.claim.exact.length > LONGEST || body.source.exact.length > LONGEST) return
  try {
    const input = { params: { id: model.comment.id }, body }
    const matches = await ask(thread.session, 'POST /api/v1/comments/:id/flags/check', input)
    const same = model.claim.value === body.claim && model.source.value?.exact === body.source.exact
    if (same) model.matches.value = matches
  } catch (error) {
    if (!isProblem(error)) throw error
  }
}

/** What is missing or wrong, with the element to go to; null when the flag can be sent. */
export function lacking(model: FlagModel): { words: string; at: string } | null {
  const [claim, source] = [model.claim.value, model.source.value]
  const why = model.explanation.value.trim().length
  if (!claim) return { words: strings.needClaim, at: 'flag-claim' }
  if (claim.exact.length > LONGEST) return { words: strings.tooLong, at: 'flag-claim' }
  if (!source) return { words: strings.needSource, at: 'flag-source' }
  if (source.exact.length > LONGEST) return { words: strings.tooLong, at: 'flag-source' }
  if (!model.type.value) return { words: strings.needType, at: 'flag-type' }
  if (why < SHORTEST_WHY) return { words: strings.needWhy(SHORTEST_WHY), at: 'flag-why' }
  if (why > LONGEST_WHY) return { words: strings.over(why - LONGEST_WHY), at: 'flag-why' }
  return null
}

/** Sends the flag; the dialog then shows the receipt, or says why not and keeps everything. */
export async function send(thread: Thread, model: FlagModel) {
  const body = quotations(model)
  const type = model.type.value
  if (!body || !type || model.sending.value) return
  model.sending.value = true
  model.problem.value = null
  try {
    model.receipt.value = await ask(thread.session, 'POST /api/v1/comments/:id/flags', {
      params: { id: model.comment.id },
      body: { ...body, kind: 'misrepresentation', type, explanation: model.explanation.value },
    })
    toggle(thread.flagged, model.comment.id, true)
    thread.status.value = strings.flagSent
  } catch (error) {
    if (!isProblem(error)) throw error
    model.problem.value = wordsFor(error)
    const { claim, source } = error.extra as Partial<NonNullable<FlagModel['matches']['value']>>
    if (claim && source) model.matches.value = { claim, source }
  } finally {
    model.sending.value = false
  }
}

function wordsFor(problem: Problem): string {
  switch (problem.code) {
    case 'offline':
      return strings.flagOffline
    case 'unauthenticated':
      return strings.flagSignIn
    case 'rate_limited':
      return strings.flagTooFast(duration(problem.retryAfterMs ?? 60_000))
    default:
      return problem.detail
  }
}
