import { render } from 'preact'
import { App } from './app.tsx'
import { beginEdit } from './comment-tools.tsx'
import { withLater } from './later.ts'
import { followHash, showPermalink, start, stop } from './load.ts'
import { loadModes, modesNow } from './modes.ts'
import { takeOverRendering } from './still.ts'
import { dress, styles } from './styles.ts'
import { wearGround } from './theme.ts'
import { type Chunks, newThread, type Thread, ThreadContext } from './thread.ts'

export interface Mounted {
  /** An attribute of the element has a new value. */
  changed(name: string): void
  close(): void
}

const chunks: Chunks = {
  modes: modesNow,
  loadModes,
  showComment: (thread, id) => void showPermalink(thread, id),
  keepDrafts: (thread) => withLater((chunk) => chunk.keepDrafts(thread)),
  edit: (thread, id) => void showPermalink(thread, id).then(() => beginEdit(thread, id)),
}

/** Puts the thread of the element's page into a shadow tree of it. */
export function mount(element: HTMLElement, base: string): Mounted {
  takeOverRendering()
  const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' })
  dress(root, styles)
  let thread = begin(element, root, base)
  const ground = wearGround(element)
  return {
    changed(name) {
      if (name === 'theme') return ground.look()
      if (name === 'token') return withLater((chunk) => chunk.takeToken(thread))
      stop(thread)
      thread = begin(element, root, base)
    },
    close() {
      ground.end()
      stop(thread)
      render(null, root)
    },
  }
}

function begin(element: HTMLElement, root: ShadowRoot, base: string): Thread {
  const thread = newThread(element, root, base, chunks)
  render(
    <ThreadContext.Provider value={thread}>
      <App key={Math.random()} />
    </ThreadContext.Provider>,
    root,
  )
  watchPage(thread)
  void start(thread)
  return thread
}

function watchPage(thread: Thread) {
  const onHash = () => {
    if (thread.phase.value === 'ready') followHash(thread)
  }
  const onLine = () => {
    thread.offline.value = !navigator.onLine
  }
  const onHide = () => thread.drafts?.flush()
  addEventListener('hashchange', onHash)
  addEventListener('online', onLine)
  addEventListener('offline', onLine)
  addEventListener('pagehide', onHide)
  document.addEventListener('visibilitychange', onHide)
  thread.stop.push(() => {
    removeEventListener('hashchange', onHash)
    removeEventListener('online', onLine)
    removeEventListener('offline', onLine)
    removeEventListener('pagehide', onHide)
    document.removeEventListener('visibilitychange', onHide)
  })
}
