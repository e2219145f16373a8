import { withLater } from './later.ts'
import { loadMore, reload } from './load.ts'
import { strings } from './strings.ts'
import { useThread } from './thread.ts'
import { whatWaits } from './waiting.ts'

/** What has arrived and waits, as a button that floats over the thread and takes no room in it. */
export function Pill() {
  const thread = useThread()
  const words = whatWaits(thread.held.value, thread.comments.value, thread.updates.value)
  return (
    <div class="pill-place">
      {words && (
        <button
          type="button"
          class="pill"
          onClick={() => withLater(({ reveal }) => reveal(thread, { loadMore, reload }))}
        >
          <span>{words}</span> — <u>{strings.show}</u>
        </button>
      )}
    </div>
  )
}
