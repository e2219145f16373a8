import { Refusal } from '../../../server/errors.ts'

/** The codes with which calls of actions are refused. */
export function problemsOf(calls: Promise<unknown>[]): Promise<string[]> {
  return Promise.all(
    calls.map((call) =>
      call.then(
        () => 'was not refused',
        (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
      ),
    ),
  )
}
