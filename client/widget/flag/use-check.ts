import { useEffect } from 'preact/hooks'
import { isProblem } from '../../api.ts'
import { useThread } from '../thread.ts'
import { LONGEST } from './passage.ts'
import { type Matches, type Quoting, quotationsOf, sourceWords } from './quoting.ts'

const CHECK_MS = 350

/**
 * Has both quotations looked up on the server, a moment after the last change. Says nothing when it cannot be asked:
 * sending will tell.
 */
export function useCheck(
  quoting: Quoting,
  lookUp: (body: NonNullable<ReturnType<typeof quotationsOf>>) => Promise<Matches>,
) {
  const { session } = useThread()
  const [claim, words, chosen, person] = [
    quoting.claim.value,
    sourceWords(quoting)?.exact,
    quoting.chosen.value,
    session.person.value,
  ]
  useEffect(() => {
    quoting.matches.value = null
    const body = quotationsOf(quoting)
    if (!body || !person || body.claim.exact.length > LONGEST || body.source.exact.length > LONGEST) return
    let isLatest = true
    const timer = setTimeout(async () => {
      const matches = await lookUp(body).catch((error: unknown) => {
        if (!isProblem(error)) throw error
        return null
      })
      if (isLatest) quoting.matches.value = matches
    }, CHECK_MS)
    return () => {
      isLatest = false
      clearTimeout(timer)
    }
  }, [claim, words, chosen, person])
}
