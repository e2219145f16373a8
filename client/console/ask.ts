import type { Input, Key, Result } from '../../server/contract/index.ts'
import { call, isProblem, Problem } from '../api.ts'
import { expired, offline } from './session.ts'

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
    offline.value = isProblem(error, 'offline')
    throw error
  }
}

/** Reads a failure from what a call threw; anything but the server's answer is a bug and is thrown on. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Problem) return error
  throw error
}
