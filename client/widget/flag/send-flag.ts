import { isProblem, type Problem } from '../../api.ts'
import { duration } from '../../ui/times.ts'
import { reasonOf } from '../../wrong.ts'
import { ask, type Session } from '../session.ts'
import { type Thread, toggle } from '../thread.ts'
import type { FlagModel, Sending } from './flag-model.ts'
import { type Lack, lackingIn, type Matches, type Quoting, quotationsOf } from './quoting.ts'
import { takeLimit } from './standing.ts'
import { strings } from './strings.ts'

export const SHORTEST_WHY = 20
export const LONGEST_WHY = 1_000
const LONGEST_LAW = 200

/** Whether a flag of this kind has to say what is wrong. */
export function needsWhy(kind: FlagModel['kind']['value']): boolean {
  return kind !== 'spam' && kind !== 'abuse' && kind !== 'off_topic'
}

/** What is missing or wrong; null when the flag can be sent. */
export function lacking({ kind, quoting, explanation, law, isGoodFaith }: FlagModel): Lack | null {
  const inQuoting = kind.value === 'misrepresentation' ? lackingIn(quoting) : null
  const why = inQuoting ?? lackingWhy(explanation.value, needsWhy(kind.value) ? SHORTEST_WHY : 0)
  if (why || kind.value !== 'illegal') return why
  if (law.value.trim().length > LONGEST_LAW) return { words: strings.lawTooLong(LONGEST_LAW), at: 'flag-law' }
  return isGoodFaith.value ? null : { words: strings.needGoodFaith, at: 'flag-good-faith' }
}

export function lackingWhy(explanation: string, least: number): Lack | null {
  const length = explanation.trim().length
  if (length < least) return { words: strings.needWhy(least), at: 'flag-why' }
  return length > LONGEST_WHY ? { words: strings.over(length - LONGEST_WHY), at: 'flag-why' } : null
}

function bodyOf({ kind, quoting, explanation: { value: explanation }, law }: FlagModel) {
  switch (kind.value) {
    case null:
    case 'disagree':
      return null
    case 'misrepresentation': {
      const [quotations, type] = [quotationsOf(quoting), quoting.type.value]
      return quotations && type ? { ...quotations, kind: kind.value, type, explanation } : null
    }
    case 'illegal':
      return { kind: kind.value, explanation, law: law.value.trim(), isGoodFaith: true } as const
    default:
      return { kind: kind.value, explanation }
  }
}

/** Sends the flag; the dialog then shows the receipt, or says why not and keeps everything. */
export async function send(thread: Thread, model: FlagModel) {
  const body = bodyOf(model)
  if (!body) return
  const { id } = model.comment
  await attempt(thread.session, model, model.quoting, () =>
    ask(thread.session, 'POST /api/v1/comments/:id/flags', { params: { id }, body }),
  )
  if (!model.receipt.value) return
  toggle(thread.flagged, id, true)
  thread.status.value = strings.flagSent
}

/** Makes one attempt to send: afterwards there is a receipt, or the problem in words. */
export async function attempt(
  session: Session,
  form: Sending,
  quoting: Quoting,
  request: () => Promise<NonNullable<Sending['receipt']['value']>>,
) {
  if (form.sending.value) return
  form.sending.value = true
  form.problem.value = null
  try {
    form.receipt.value = await request()
  } catch (error) {
    if (!isProblem(error)) throw error
    if (error.code === 'flag_limit') takeLimit(session, error)
    form.problem.value = wordsFor(error)
    const { claim, source } = error.extra as Partial<Matches>
    if (claim && source) quoting.matches.value = { claim, source }
  } finally {
    form.sending.value = false
  }
}

function wordsFor(problem: Problem): string {
  switch (problem.code) {
    case 'offline':
      return strings.flagOffline
    case 'unauthenticated':
      return strings.flagSignIn
    case 'flag_limit':
      return strings.flagKept
    case 'rate_limited':
      return strings.flagTooFast(duration(problem.retryAfterMs ?? 60_000))
    default:
      return reasonOf(problem)
  }
}
