import { useEffect, useState } from 'preact/hooks'
import type * as z from 'zod'
import type { RuleCode } from '../../../server/contract/findings.ts'
import type { Result } from '../../../server/contract/index.ts'
import { call, isProblem, type Problem } from '../../api.ts'
import { serverNow } from '../../ui/clock.ts'
import { type Cell, cell, useCells } from '../cells.ts'
import { ask, type Session } from '../session.ts'

type Standing = Pick<Result<'GET /api/v1/me/flagging'>, 'perDay' | 'left' | 'nextAt' | 'coolDown'>

type Rules = Partial<Record<z.output<typeof RuleCode>, string>>

/** What a form says before it is filled in. */
interface Opening {
  /** Whether this reader may flag; null while it is not known, or nobody is signed in. */
  standing: Cell<Standing | null>
  /** The site's rules in its own words, by what can be flagged; empty where they could not be had. */
  rules: Cell<Rules>
}

const known = new WeakMap<Session, Opening>()

export function openingOf(session: Session): Opening {
  const opening = known.get(session) ?? { standing: cell<Standing | null>(null), rules: cell<Rules>({}) }
  known.set(session, opening)
  return opening
}

async function loadRules(session: Session) {
  const answer = await call('GET /api/v1/rules', {}, { base: session.base, token: session.token }).catch(() => null)
  if (answer) openingOf(session).rules.value = Object.fromEntries(answer.rules.map(({ code, words }) => [code, words]))
}

async function loadStanding(session: Session) {
  const isIn = session.person.value !== null
  const answer = isIn ? await ask(session, 'GET /api/v1/me/flagging', {}).catch(sayNothing) : null
  openingOf(session).standing.value = answer
}

/** The server decides when the flag is sent; that it could not be asked before is nobody's trouble. */
function sayNothing(error: unknown): null {
  if (isProblem(error)) return null
  throw error
}

/** Takes what the server says as it refuses a flag. */
export function takeLimit(session: Session, problem: Problem) {
  const { retryAt, because } = problem.extra as { retryAt?: string; because?: string[] }
  const { standing } = openingOf(session)
  if (!retryAt) return
  const coolDown = because?.length ? { until: retryAt, because } : null
  standing.value = { perDay: 0, ...standing.value, left: 0, nextAt: retryAt, coolDown }
}

/** Why and until when this reader may not flag; null when they may. */
export function barOf(session: Session): { until: string; because: string[]; perDay: number } | null {
  const standing = openingOf(session).standing.value
  if (!standing) return null
  const { coolDown, left, nextAt, perDay } = standing
  const until = coolDown?.until ?? (left === 0 ? nextAt : null)
  return until && Date.parse(until) > serverNow() ? { until, because: coolDown?.because ?? [], perDay } : null
}

/** A form does not wait longer for what it would say at its top. */
const PATIENCE_MS = 1_500

/** Loads what a form has to say before it is filled in. @returns whether it can be shown. */
export function useOpening(session: Session): boolean {
  const [isReady, setReady] = useState(false)
  useCells(openingOf(session))
  const person = session.person.value?.id
  useEffect(() => {
    const timer = setTimeout(() => setReady(true), PATIENCE_MS)
    void Promise.all([loadRules(session), loadStanding(session)]).then(() => setReady(true))
    return () => clearTimeout(timer)
  }, [person])
  return isReady
}
