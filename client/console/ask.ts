import type { Input, Key, Result } from '../../server/contract/index.ts'
import { call, isProblem, Problem } from '../api.ts'
import { expired, me, offline, say } from './session.ts'
import { shell } from './strings.ts'

/** What went wrong with a request, in words for people. */
export type Failure = Pick<Problem, 'code' | 'detail' | 'extra'>

/**
 * Calls the server with the session of this browser, and notes when the session or the network is gone.
 *
 * @throws Problem as `call` does.
 */
export async function ask<K extends Key>(key: K, input: Input<K>): Promise<Result<K>> {
  try {
    const result = await call(key, input)
    offline.value = false
    return result
  } catch (error) {
    if (isProblem(error, 'unauthenticated')) expired.value = true
    if (isProblem(error, 'forbidden')) void lookWhoIsHere()
    offline.value = isProblem(error, 'offline')
    throw error
  }
}

let looking = false

/** Something was refused: their office may have been changed, and then nothing of the old one is left on screen. */
async function lookWhoIsHere(): Promise<void> {
  if (looking) return
  looking = true
  const answer = await call('GET /api/v1/me', {}).catch(() => null)
  looking = false
  // A session that has ended is said where it is noticed, beside what is on screen.
  if (!answer?.person || JSON.stringify(answer.person) === JSON.stringify(me.value)) return
  me.value = answer.person
  say(shell.officeChanged)
}

/** Reads a failure from what a call threw; anything but the server's answer is a bug and is thrown on. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Problem) return error
  throw error
}
