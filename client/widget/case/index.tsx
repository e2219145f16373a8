import { render } from 'preact'
import quotes from '../../ui/quotes.css?inline'
import { dress } from '../styles.ts'
import { type Thread, ThreadContext } from '../thread.ts'
import css from './case.css?inline'
import { CaseDialog } from './case-dialog.tsx'

const hosts = new WeakMap<Thread, HTMLElement>()

/** Opens the dialog with one case, or with the list of them. It has a place of its own beside the thread. */
export function showCase(thread: Thread, id: string | null) {
  dress(thread.root, quotes + css)
  const known = hosts.get(thread)
  const host = known ?? document.createElement('div')
  hosts.set(thread, host)
  if (!host.isConnected) thread.root.append(host)
  const close = () => {
    render(null, host)
    host.remove()
    leaveHash()
  }
  if (!known) thread.stop.push(close)
  render(
    <ThreadContext.Provider value={thread}>
      <CaseDialog key={id ?? 'list'} first={id} onClose={close} />
    </ThreadContext.Provider>,
    host,
  )
}

/** The address would open it again. */
function leaveHash() {
  if (location.hash.startsWith('#case-')) history.replaceState(history.state, '', location.pathname + location.search)
}
