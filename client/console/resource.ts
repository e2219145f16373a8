import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { Failure } from './ask.ts'
import { failureOf } from './ask.ts'

const CACHED = 60
const cache = new Map<string, unknown>()

function keep(key: string, value: unknown): void {
  cache.delete(key)
  cache.set(key, value)
  const oldest = cache.keys().next().value
  if (cache.size > CACHED && oldest !== undefined) cache.delete(oldest)
}

/** Loads what will probably be asked for next, unless it is there. */
export function warm<T>(key: string, load: () => Promise<T>): void {
  if (cache.has(key)) return
  load().then(
    (data) => keep(key, data),
    () => undefined, // asked for again, and reported, when it is needed
  )
}

export interface Resource<T> {
  /** What the server sent last; what was cached for this key until then. */
  data: T | undefined
  failure: Failure | null
  reload: () => void
  /** Puts what a write answered in place of what was loaded. */
  replace: (data: T) => void
}

/** Loads what belongs to a key, anew when the key changes, and ignores answers that come too late. */
export function useResource<T>(key: string, load: () => Promise<T>): Resource<T> {
  const [state, setState] = useState<{ key: string; data: T | undefined; failure: Failure | null }>(() => ({
    key,
    data: cache.get(key) as T | undefined,
    failure: null,
  }))
  const turn = useRef(0)
  const latest = useRef(load)
  latest.current = load

  const replace = useCallback(
    (data: T) => {
      turn.current++
      keep(key, data)
      setState({ key, data, failure: null })
    },
    [key],
  )
  const reload = useCallback(() => {
    const mine = ++turn.current
    latest.current().then(
      (data) => {
        if (mine === turn.current) replace(data)
      },
      (error: unknown) => {
        if (mine !== turn.current) return
        setState((was) => ({ key, data: was.key === key ? was.data : undefined, failure: failureOf(error) }))
      },
    )
  }, [key, replace])

  useEffect(() => {
    setState((was) => (was.key === key ? was : { key, data: cache.get(key) as T | undefined, failure: null }))
    reload()
    return () => {
      turn.current++
    }
  }, [key, reload])

  return {
    data: state.key === key ? state.data : (cache.get(key) as T | undefined),
    failure: state.failure,
    reload,
    replace,
  }
}
