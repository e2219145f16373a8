import type { ComponentType } from 'preact'
import { useState } from 'preact/hooks'
import { exactTime } from '../ui/times.ts'
import { claimStatusNames, updateKindNames } from '../ui/update-words.ts'
import { Html } from './html.tsx'
import { strings } from './strings.ts'
import type { StoryUpdate } from './tree.ts'

/** Older updates than these stand behind one line. */
const FOLDED_SHOWN = 3

/** Where updates are shown, and what leads on from there. */
export interface UpdatePlace {
  base: string
  storyUrl: string | undefined
  /** Heights in CSS pixels that updates keep by their ids, withdrawn while they were read. */
  heights: ReadonlyMap<string, number>
  hrefOf(commentId: string): string
  /** Goes to a comment; where it is left out the link does. */
  showComment?: (commentId: string) => void
  /** Shown with an update that needs them; loaded before one is. */
  About: ComponentType<PartProps> | undefined
  Earlier: ComponentType<PartProps> | undefined
}

export interface PartProps {
  update: StoryUpdate
  place: UpdatePlace
}

interface ListProps {
  updates: readonly StoryUpdate[]
  place: UpdatePlace
}

/** The numbered updates of a story, newest first and open, older ones folded. */
export function UpdateList({ updates, place }: ListProps) {
  const [whole, setWhole] = useState(false)
  if (updates.length === 0) return null
  const shown = whole || updates.length <= FOLDED_SHOWN + 2 ? updates : updates.slice(0, FOLDED_SHOWN + 1)
  const left = updates.length - shown.length
  return (
    <section class="updates" aria-label={strings.updatesHeading}>
      {shown.map((update, index) => (
        <OneUpdate key={update.id} update={update} place={place} open={index === 0} />
      ))}
      {left > 0 && (
        <button type="button" class="aw-link updates-more" onClick={() => setWhole(true)}>
          {strings.earlierUpdates(left)}
        </button>
      )}
    </section>
  )
}

function OneUpdate({ update, place, open }: PartProps & { open: boolean }) {
  // Only as it appears: an update that gets older while it is read stays open.
  const [opened] = useState(open)
  const { About, Earlier } = place
  const height = place.heights.get(update.id)
  return (
    <details
      id={`update-${update.number}`}
      class="update"
      open={opened}
      data-mark
      tabIndex={-1}
      style={height ? { minBlockSize: `${height}px` } : undefined}
    >
      <summary>
        <Title update={update} />
        <time dateTime={update.publishedAt}>{exactTime(update.publishedAt)}</time>
      </summary>
      {update.anchor && About && <About update={update} place={place} />}
      {update.html && <Html html={update.html} />}
      <Foot update={update} place={place} />
      {(update.editedAt || update.withdrawal) && Earlier && <Earlier update={update} place={place} />}
    </details>
  )
}

function Title({ update }: { update: StoryUpdate }) {
  const { number, kind, status, withdrawal } = update
  if (withdrawal)
    return (
      <span class="update-withdrawn">
        <span class="update-number aw-small-caps">{strings.update(number)}</span>: {strings.withdrawn}
        {withdrawal.reason && (
          <>
            {strings.because} <bdi>{withdrawal.reason}</bdi>
          </>
        )}
      </span>
    )
  return (
    <>
      <span class="update-number aw-small-caps">{strings.update(number)}</span>
      {kind !== 'update' && <span class="update-kind">{updateKindNames[kind]}</span>}
      {status && <span class={`claim claim-${status}`}>{claimStatusNames[status]}</span>}
    </>
  )
}

/** Whose it is, what it answers, and whom it thanks. */
function Foot({ update: { author, answers, credit }, place }: PartProps) {
  return (
    <p class="update-foot">
      {strings.updateBy(author)}
      {answers?.commentId && (
        <>
          {' · '}
          <ToComment id={answers.commentId} place={place} words={strings.updateAnswers} />
        </>
      )}
      {credit && (
        <>
          {' · '}
          {strings.thanksTo} <bdi>{credit.name}</bdi>,{' '}
          {credit.commentId ? (
            <ToComment id={credit.commentId} place={place} words={strings.askedAbout} />
          ) : (
            strings.askedAbout
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
