import { strings as guestStrings } from '../../../client/widget/guest/strings.ts'
import { markOf, refusedWords, wordsOf } from '../../../client/widget/later/held-words.ts'
import { strings as laterStrings } from '../../../client/widget/later/strings.ts'
import { strings } from '../../../client/widget/strings.ts'
import type { OwnHeld, Shown } from '../../../client/widget/tree.ts'
import { NearMoment } from '../moment.tsx'
import { myCasePath } from '../my-cases/addresses.ts'
import { actPath, permalink, withPermalinks } from './addresses.ts'
import { Prose } from './prose.tsx'
import { words } from './words.ts'

interface OwnHeldProps {
  held: readonly OwnHeld[]
  /** Whether what they write is shown only once they confirm their address. */
  mustConfirm: boolean
  /** Of the story's page. */
  path: string
  /** The comments of the page, to name the one that is answered. */
  comments: readonly Shown[]
  /** Whether a comment in this place can be put into other words now, by the ids of it and of those above it. */
  mayRevise: (above: readonly string[]) => boolean
  now: number
}

/** The reader's own comments under the story that are not public, on every part of the thread, for nobody else. */
export function OwnHeldList({ held, ...props }: OwnHeldProps) {
  if (held.length === 0) return null
  return (
    <section class="own-held" aria-labelledby="own-held">
      <h3 id="own-held">{words.ownHeld(held.length)}</h3>
      <ol>
        {held.map((one) => (
          <li>
            <One one={one} {...props} />
          </li>
        ))}
      </ol>
    </section>
  )
}

type OneProps = Omit<OwnHeldProps, 'held'> & { one: OwnHeld }

function One(props: OneProps) {
  const { one, path, comments, now } = props
  const { comment } = one
  const answered = comments.find(({ id }) => id === comment.parentId)
  const name = answered?.author?.name ?? strings.earlierComment
  return (
    <article id={`comment-${comment.id}`} class="held" aria-label={`${strings.yourComment}: ${markOf(comment)}`}>
      <header class="byline">
        <bdi class="name">{comment.author?.name}</bdi>
        <span class="held-mark aw-small-caps">
          <i aria-hidden="true" />
          {markOf(comment)}
        </span>
        <NearMoment at={Date.parse(comment.createdAt)} now={now} />
        <span>{laterStrings.onlyYou}</span>
      </header>
      {comment.parentId && (
        <p class="answers">
          <a class="aw-quiet" href={permalink(path, comment.parentId)}>
            {strings.replyingTo(name)}
          </a>
        </p>
      )}
      <Prose html={withPermalinks(comment.html, path)} />
      <Fate {...props} />
      <Tools {...props} />
    </article>
  )
}

/** What becomes of it, or became: by which rule, and why. */
function Fate({ one, mustConfirm }: OneProps) {
  const { comment, rejection, caseId } = one
  const why = caseId && (
    <a class="aw-link" href={myCasePath(caseId)}>
      {laterStrings.removedWhy}
    </a>
  )
  if ((comment.state === 'rejected' || comment.state === 'returned') && rejection)
    return (
      <div class="held-note">
        <p>{refusedWords(comment)}</p>
        <blockquote dir="auto">{rejection}</blockquote>
        {why && <p>{why}</p>}
      </div>
    )
  return (
    <p class="held-note">
      {mustConfirm && comment.state === 'pending' ? guestStrings.waits : wordsOf(one)}{' '}
      {comment.state === 'removed' && (why || laterStrings.removedSoon)}
    </p>
  )
}

function Tools({ one: { comment }, path, comments, mayRevise }: OneProps) {
  const { id, state } = comment
  const isOpen = state === 'pending' || state === 'approved' || state === 'returned'
  return (
    <footer class="tools">
      {isOpen && mayRevise(placeOf(comment, comments)) && (
        <a class="aw-quiet" href={actPath(path, id, 'edit')}>
          {strings.edit}
        </a>
      )}
      <a class="aw-quiet" href={actPath(path, id, 'delete')}>
        {strings.delete}
      </a>
    </footer>
  )
}

/** Its id and those of the comments above it, as far as they are on the page. */
function placeOf({ id, parentId }: Shown, comments: readonly Shown[]): string[] {
  const place = [id]
  for (let above = parentId; above !== null && !place.includes(above); ) {
    place.push(above)
    above = comments.find((one) => one.id === above)?.parentId ?? null
  }
  return place
}
