import { laterNow } from './later.ts'
import { reorder } from './load.ts'
import { strings } from './strings.ts'
import { useThread } from './thread.ts'

/** The title line: how many comments there are and in which order they stand. */
export function Heading() {
  const thread = useThread()
  const ready = thread.phase.value === 'ready'
  const count = thread.count.value
  const { MineTools } = laterNow() ?? {}
  return (
    <header class="heading" data-mark>
      <h2 id="heading" tabIndex={-1}>
        {strings.heading}
        {ready && (
          <>
            {' '}
            <span class="count aw-figures" aria-hidden="true">
              {count}
            </span>
            <span class="aw-hidden">{strings.countOf(count)}</span>
          </>
        )}
      </h2>
      {thread.offline.value ? (
        <span class="offline">{strings.offline}</span>
      ) : (
        ready && thread.live.value === 'connecting' && <span class="offline delayed">{strings.reconnecting}</span>
      )}
      {ready && thread.session.person.value && <div class="mine">{MineTools && <MineTools />}</div>}
      {ready && count > 1 && (
        <select
          class="order"
          aria-label={strings.sortLabel}
          value={thread.order.value}
          onChange={(event) => void reorder(thread, event.currentTarget.value === 'oldest' ? 'oldest' : 'newest')}
        >
          <option value="newest">{strings.newest}</option>
          <option value="oldest">{strings.oldest}</option>
        </select>
      )}
    </header>
  )
}
