import { useEffect, useState } from 'preact/hooks'
import { Failed, Loading } from '../parts/states.tsx'
import { shell } from '../strings.ts'
import type { FiguresAt } from './figures-at.ts'

type Chunk = typeof import('./figures-view.tsx')
let loaded: Chunk | undefined

/** The figures; their plots are fetched when somebody first looks at them. */
export function Figures({ at }: { at: FiguresAt }) {
  const [chunk, setChunk] = useState(loaded)
  const [isLacking, setLacking] = useState(false)
  const load = () => {
    setLacking(false)
    import('./figures-view.tsx').then(
      (there) => {
        loaded = there
        setChunk(there)
      },
      () => setLacking(true),
    )
  }
  useEffect(() => {
    if (!chunk) load()
  }, [])
  if (isLacking) return <Failed failure={{ code: 'offline', detail: shell.offline, extra: {} }} onRetry={load} />
  return chunk ? <chunk.FiguresView at={at} /> : <Loading />
}
