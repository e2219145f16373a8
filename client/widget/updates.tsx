import { useState } from 'preact/hooks'
import { exactTime } from '../ui/times.ts'
import { claimStatusNames, updateKindNames } from '../ui/update-words.ts'
import { Html } from './html.tsx'
import { showPermalink } from './load.ts'
import { strings } from './strings.ts'
import { useThread } from './thread.ts'
import type { StoryUpdate } from './tree.ts'

/** Older updates than these stand behind one line. */
const FOLDED_SHOWN = 3

/** The numbered updates of the story, newest first and open, older ones folded. */
export function Updates() {
  const thread = useThread()
  const all = thread.updates.value
  const [whole, setWhole] = useState(false)
  if (all.length === 0) return null
  const shown = whole || all.length <= FOLDED_SHOWN + 2 ? all : all.slice(0, FOLDED_SHOWN + 1)
  const left = all.length - shown.length
  return (
    <section class="updates" aria-label={strings.updatesHeading}>
      {shown.map((update, index) => (
        <OneUpdate key={update.id} update={update} open={index === 0} />
      ))}
      {left > 0 && (
        <button type="button" class="aw-link updates-more" onClick={() => setWhole(true)}>
          {strings.earlierUpdates(left)}
        </button>
      )}
    </section>
  )
}

function OneUpdate({ update, open }: { update: StoryUpdate; open: boolean }) {
  const thread = useThread()
  // Only as it appears: an update that gets older while it is read stays open.
  const [opened] = useState(open)
  const answered = update.answers?.commentId
  return (
    <details id={`update-${update.number}`} class="update" open={opened} data-mark tabIndex={-1}>
      <summary>
        <span class="update-number aw-small-caps">{strings.update(update.number)}</span>
        {update.kind !== 'update' && <span class="update-kind">{updateKindNames[update.kind]}</span>}
        {update.status && <span class={`claim claim-${update.status}`}>{claimStatusNames[update.status]}</span>}
        <time dateTime={update.publishedAt}>{exactTime(update.publishedAt)}</time>
      </summary>
      <Html html={update.html} />
      <p class="update-foot">
        {strings.updateBy(update.author)}
        {answered && (
          <>
            {' · '}
            <a
              class="aw-link"
              href={`#comment-${answered}`}
              onClick={(event) => {
                event.preventDefault()
                void showPermalink(thread, answered)
              }}
            >
              {strings.updateAnswers}
            </a>
          </>
        )}
      </p>
    </details>
  )
}
