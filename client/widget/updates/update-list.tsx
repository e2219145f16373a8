import { useMemo, useState } from 'preact/hooks'
import quotes from '../../ui/quotes.css?inline'
import { exactTime } from '../../ui/times.ts'
import { Html } from '../html.tsx'
import { dress } from '../styles.ts'
import type { StoryUpdate } from '../tree.ts'
import { About } from './about.tsx'
import { Earlier } from './earlier.tsx'
import { followFootnotes } from './footnotes.ts'
import type { PartProps, UpdatePlace } from './place.ts'
import { updateStrings } from './strings.ts'
import { Title } from './title.tsx'
import css from './updates.css?inline'

/** Older updates than these stand behind one line. */
const FOLDED_SHOWN = 3

interface ListProps {
  updates: readonly StoryUpdate[]
  place: UpdatePlace
}

/** The numbered updates of a story, newest first and open, older ones folded. */
export function UpdateList({ updates, place }: ListProps) {
  const [whole, setWhole] = useState(false)
  useMemo(() => {
    dress(place.root, quotes + css)
    followFootnotes(place.root)
  }, [place.root])
  if (updates.length === 0) return null
  const shown = whole || updates.length <= FOLDED_SHOWN + 2 ? updates : updates.slice(0, FOLDED_SHOWN + 1)
  const left = updates.length - shown.length
  return (
    <section class="updates" aria-label={updateStrings.updatesHeading}>
      {shown.map((update, index) => (
        <OneUpdate key={update.id} update={update} place={place} open={index === 0} />
      ))}
      {left > 0 && (
        <button type="button" class="aw-link updates-more" onClick={() => setWhole(true)}>
          {updateStrings.earlierUpdates(left)}
        </button>
      )}
    </section>
  )
}

function OneUpdate({ update, place, open }: PartProps & { open: boolean }) {
  // Only as it appears: an update that gets older while it is read stays open.
  const [opened] = useState(open)
  const height = place.heights.get(update.id)
  return (
    <details
      id={`update-${update.number}`}
      class="update"
      open={opened}
      data-mark
      tabIndex={-1}
      style={height ? { '--kept': `${height}px` } : undefined}
    >
      <summary>
        <Title update={update} />
        <time dateTime={update.publishedAt}>{exactTime(update.publishedAt)}</time>
      </summary>
      {update.anchor && <About anchor={update.anchor} storyUrl={place.storyUrl} />}
      {update.html && <Html html={update.html} />}
      <Foot update={update} place={place} />
      {(update.editedAt || update.withdrawal) && <Earlier update={update} place={place} />}
    </details>
  )
}

/** Whose it is, what it answers, and whom it thanks. */
function Foot({ update: { author, answers, credit }, place }: PartProps) {
  return (
    <p class="update-foot">
      {updateStrings.updateBy(author)}
      {answers?.commentId && (
        <>
          {' · '}
          <ToComment id={answers.commentId} place={place} words={updateStrings.updateAnswers} />
        </>
      )}
      {credit && (
        <>
          {' · '}
          {updateStrings.thanksTo} <bdi>{credit.name}</bdi>,{' '}
          {credit.commentId ? (
            <ToComment id={credit.commentId} place={place} words={updateStrings.cameFrom} />
          ) : (
            updateStrings.cameFrom
          )}
        </>
      )}
    </p>
  )
}

function ToComment({ id, place, words }: { id: string; place: UpdatePlace; words: string }) {
  const { showComment } = place
  return (
    <a
      class="aw-link"
      href={place.hrefOf(id)}
      onClick={(event) => {
        if (!showComment) return
        event.preventDefault()
        showComment(id)
      }}
    >
      {words}
    </a>
  )
}
