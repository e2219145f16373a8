import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { useCells } from './cells.ts'
import { CommentList } from './comment-list.tsx'
import { ComposerArea } from './composer-area.tsx'
import { Heading } from './heading.tsx'
import { laterNow } from './later.ts'
import { start } from './load.ts'
import { Pill } from './pill.tsx'
import { strings } from './strings.ts'
import { useThread } from './thread.ts'
import { Updates } from './updates.tsx'

/** The whole widget. */
export function App() {
  const thread = useThread()
  useCells(thread, thread.session)
  const phase = thread.phase.value
  // Loaded before anything is to be told.
  const { Since, Pinned } = laterNow() ?? {}
  return (
    // An empty title, or the one on the element would hover over everything here.
    <div class="surface" title="">
      <section aria-labelledby="heading">
        <Heading />
        {phase === 'loading' && <Loading />}
        {phase === 'failed' && <Failed />}
        {phase === 'ready' && (
          <>
            <Pill />
            {Since && <Since />}
            <Updates />
            <ComposerArea />
            <Beside />
            {Pinned && <Pinned />}
            <CommentList />
          </>
        )}
      </section>
      <p role="status" class="aw-hidden">
        {thread.status.value}
      </p>
      <Flagging />
    </div>
  )
}

function Loading() {
  return (
    <div class="loading">
      <p class="aw-hidden">{strings.loading}</p>
      {[0, 1, 2].map((line) => (
        <div key={line} class="loading-comment" aria-hidden="true">
          <i />
          <i />
          <i />
        </div>
      ))}
    </div>
  )
}

function Failed() {
  const thread = useThread()
  return (
    <div class="quiet-box" role="alert">
      <p>
        {strings.loadFailed} {thread.failure.value}
      </p>
      <button type="button" class="aw-button" onClick={() => void start(thread)}>
        {strings.tryAgain}
      </button>
    </div>
  )
}

/** A quiet line of what else there is to read and do; its room is there before it is. */
function Beside() {
  const { Asides } = laterNow() ?? {}
  return <div class="asides">{Asides && <Asides />}</div>
}

/** The dialog for flags, once its code is here. */
function Flagging() {
  const thread = useThread()
  const isWanted = thread.flagging.value !== null || thread.reporting.value
  const [Flags, setFlags] = useState<ComponentType | null>(null)
  useEffect(() => {
    if (!isWanted || Flags) return
    import('./flag/index.ts').then(
      (chunk) => setFlags(() => chunk.Flags),
      () => {
        thread.flagging.value = null
        thread.reporting.value = false
        thread.status.value = strings.flagNotLoaded
      },
    )
  }, [isWanted])
  return isWanted && Flags ? <Flags /> : null
}
