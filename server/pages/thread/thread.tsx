import type * as z from 'zod'
import { stateAt, verdictOn } from '../../../client/ui/mode.ts'
import { PauseNotice } from '../../../client/ui/pause-notice.tsx'
import { strings as laterStrings } from '../../../client/widget/later/strings.ts'
import { strings } from '../../../client/widget/strings.ts'
import { type Branch, besideOf, type Shown, treeOf } from '../../../client/widget/tree.ts'
import type { PartBefore } from '../../comments/thread-page.ts'
import type { Result } from '../../contract/index.ts'
import type { GuestsAllowed } from '../../contract/sign-in.ts'
import type { Thread } from '../../contract/stories.ts'
import { standingOf } from '../../suspensions/guard.ts'
import type { Published } from '../finding/about.ts'
import { momentWords, NearMoment } from '../moment.tsx'
import { words as noticeWords } from '../notices/words.ts'
import { type Asked, partPath, permalink, replyHref } from './addresses.ts'
import { type Around, CommentItem } from './comment.tsx'
import { Elsewhere } from './elsewhere.tsx'
import { KeptReplies, KeptText } from './kept.tsx'
import { OneButton } from './one-button.tsx'
import type { KeptDraft, Own } from './own.ts'
import { OwnHeldList } from './own-held.tsx'
import { OwnNotice } from './own-notice.tsx'
import type { Person } from './person.ts'
import { Prose } from './prose.tsx'
import { Updates } from './updates.tsx'
import { type Refused, Writing } from './writing.tsx'

type Mine = Result<'GET /api/v1/stories/:id/mine'>

export interface ThreadProps {
  thread: z.output<typeof Thread>
  /** Whether the thread begins with this part. */
  isFirst: boolean
  /** When the comment on the story was written that stands before this part, epoch ms. */
  rootBefore: number | null
  /** Of the story's page. */
  path: string
  asked: Asked
  person: Person | null
  /** Whether who is signed out may write. */
  guests: z.output<typeof GuestsAllowed>
  /** A text that was sent with the form and refused: for the story, or in answer to the comment asked for. */
  refused: Refused | undefined
  /** People whom the reader muted. */
  muted: ReadonlySet<string>
  /** What is on the page for who reads alone. */
  own: Own
  elsewhere: readonly Published[]
  /** What the thread is to who reads. */
  mine: Mine
  /** The part before this one; null at the beginning. */
  before: PartBefore | null
  /** Of the reader's notices. */
  unread: number
  now: number
}

/**
 * A part of a thread as it stands without scripts, in the same look as with them. Where scripts run it is what is read
 * until the thread that lives takes its place.
 */
export function StillThread(props: ThreadProps) {
  const { thread, path, asked, person, now } = props
  const { story, updates, next } = thread
  const isOpen = mayWrite(props)
  const parent = parentOf(props)
  const around: Around = {
    ...{ path, now, person, muted: props.muted, commenting: story.commenting },
    storyUrl: story.url,
    logHref: `/log?story=${story.id}`,
    agreed: new Set(props.mine.agreed),
    may: (act, above) => mayDo(props, act, above),
    marked: asked.comment,
    ownHeld: new Set(props.own.held.map(({ comment }) => comment.id)),
    form: parent && (isOpen || props.refused) && (
      <Writing {...props} parent={parent} kept={draftAt(props, parent.id)} back={replyHref(path, parent.id)} />
    ),
  }
  const branches = branchesOf(props)
  return (
    <div class="unscripted">
      <Heading count={story.commentCount} path={path} asked={asked} />
      <Updates updates={updates} path={path} storyUrl={story.url} />
      <ComposerArea props={props} isOpen={isOpen} isReply={parent !== undefined} />
      <div class="asides">
        <a class="aw-quiet" href={`/log?story=${story.id}`}>
          Decisions on the comments of this story
        </a>
        {person && (
          <noscript>
            <a class="aw-quiet" href="/notices">
              {noticeWords.link(props.unread)}
            </a>
          </noscript>
        )}
        {person && <OfReader person={person} path={path} isFollowed={props.mine.isSubscribed} />}
      </div>
      {props.elsewhere.length > 0 && <Elsewhere cases={props.elsewhere} />}
      {thread.pinned && !props.muted.has(thread.pinned.author?.id ?? '') && (
        <Pinned comment={thread.pinned} path={path} now={now} />
      )}
      <OwnHeldList
        {...{ path, now, held: props.own.held, mustConfirm: props.own.mustConfirm, comments: thread.comments }}
        mayRevise={(above) => mayDo(props, 'revise', above)}
      />
      <Whence props={props} />
      <Before props={props} />
      {branches.length === 0 ? (
        <p class="empty">
          {strings.empty} {isOpen && strings.emptyInvites}
        </p>
      ) : (
        <ol class="comments">
          {branches.map((branch) => (
            <>
              {branch.dividers.map((update) => (
                <Divider update={update} now={now} />
              ))}
              <CommentItem branch={branch} around={around} />
              {branch.after.map((update) => (
                <Divider update={update} now={now} />
              ))}
            </>
          ))}
        </ol>
      )}
      {next !== null && (
        <p class="more">
          <a class="aw-button" href={`${partPath(path, { order: asked.order, after: next })}#comments`} rel="next">
            {asked.order === 'newest' ? 'Earlier comments' : 'Later comments'}
          </a>
        </p>
      )}
    </div>
  )
}

/** What holds for whoever would write here, and the form. */
function ComposerArea({ props, isOpen, isReply }: { props: ThreadProps; isOpen: boolean; isReply: boolean }) {
  const { path, asked, person, now } = props
  const { story } = props.thread
  return (
    <div class="composer-area">
      <OwnNotice sanctions={props.mine.sanctions} />
      <PauseNotice
        commenting={story.commenting}
        at={now}
        isMember={isMemberHere(person, story)}
        logHref={`/log?story=${story.id}`}
        still={(iso) => momentWords(Date.parse(iso))}
      />
      {isOpen || (props.refused && !isReply) ? (
        <Writing
          {...props}
          refused={isReply ? undefined : props.refused}
          kept={draftAt(props, null)}
          back={`${path}#write`}
        />
      ) : (
        <KeptText draft={draftAt(props, null)} />
      )}
      <KeptReplies
        {...{ path, isOpen, comments: props.thread.comments }}
        drafts={props.own.drafts.filter(
          ({ parentId }) => parentId !== null && !(isReply && isOpen && parentId === asked.comment),
        )}
      />
    </div>
  )
}

/** The comment that a moderator put first, with the way to its place. */
function Pinned({ comment, path, now }: { comment: Shown; path: string; now: number }) {
  return (
    <aside class="pinned" aria-label={laterStrings.pinned}>
      <p class="pinned-label">{laterStrings.pinned}</p>
      <header class="byline">
        <bdi class="name">{comment.author?.name}</bdi>
        <NearMoment at={Date.parse(comment.createdAt)} now={now} />
      </header>
      <Prose html={comment.html} />
      <p class="pinned-place">
        <a class="aw-link" href={permalink(path, comment.id)}>
          {laterStrings.pinnedPlace}
        </a>
      </p>
    </aside>
  )
}

/** The comments of the page as they stand under each other; one that the address leads to has its place in any case. */
export function branchesOf({
  thread,
  asked,
  isFirst,
  rootBefore,
}: Pick<ThreadProps, 'thread' | 'asked' | 'isFirst' | 'rootBefore'>): Branch[] {
  const all = new Map(thread.comments.map((comment) => [comment.id, comment]))
  const edges = besideOf(asked.order, isFirst, thread.next === null)
  const beside = rootBefore === null ? edges : { ...edges, before: rootBefore }
  return treeOf(all, asked.order, thread.updates, beside, (id) => id === asked.comment)
}

/** Whether a form is offered. What is sent with it is decided by the action, like every comment. */
function mayWrite(props: ThreadProps): boolean {
  return mayDo(props, 'post', [])
}

/** @param above ids of the comment concerned and of those above it. */
function mayDo(
  { thread: { story }, person, now, mine }: ThreadProps,
  act: 'post' | 'edit' | 'revise' | 'react',
  above: readonly string[],
): boolean {
  if (mine.sanctions.some(({ kind }) => kind !== 'limit')) return false
  const reader = person?.reader
  if (reader?.isGuest && act === 'react') return false
  if (reader && act === 'post' && standingOf(reader, story) === 'office') return true
  const state = stateAt(story.commenting, now, above)
  const verdict = verdictOn(state, act === 'revise' ? 'edit' : act, isMemberHere(person, story))
  // What is not public yet may be changed while comments are checked.
  if (act === 'revise' && verdict.answer === 'refused') return verdict.by?.mode === 'premoderated'
  return verdict.answer !== 'refused'
}

function draftAt({ own }: ThreadProps, parentId: string | null): KeptDraft | undefined {
  return own.drafts.find((draft) => draft.parentId === parentId)
}

function isMemberHere(person: ThreadProps['person'], story: { id: string; section: string }): boolean {
  return person !== null && standingOf(person.reader, story) !== 'reader'
}

function parentOf({ thread, asked }: ThreadProps): { id: string; name: string } | undefined {
  const comment = asked.isReplying ? thread.comments.find(({ id }) => id === asked.comment) : undefined
  return comment?.author ? { id: comment.id, name: comment.author.name } : undefined
}

function Heading({ count, path, asked }: { count: number; path: string; asked: Asked }) {
  const orders = [
    { order: 'newest', name: strings.newest },
    { order: 'oldest', name: strings.oldest },
  ] as const
  return (
    <header class="heading">
      <h2>
        {strings.heading}{' '}
        <span class="count aw-figures" aria-hidden="true">
          {count}
        </span>
        <span class="aw-hidden">{strings.countOf(count)}</span>
      </h2>
      {count > 1 && (
        <nav class="order" aria-label={strings.sortLabel}>
          {orders.map(({ order, name }) => (
            <a
              class="aw-quiet"
              href={`${partPath(path, { order })}#comments`}
              aria-current={order === asked.order ? 'true' : undefined}
            >
              {name}
            </a>
          ))}
        </nav>
      )}
    </header>
  )
}

/** Says that the page does not begin where the thread does, and that what its address leads to is gone. */
function Whence({ props: { thread, isFirst, asked, path } }: { props: ThreadProps }) {
  const wanted = thread.comments.find(({ id }) => id === asked.comment)
  const isGone = wanted !== undefined && wanted.author === null
  if (isFirst && !isGone) return null
  return (
    <p class="around">
      {isGone ? strings.notFound : strings.aroundNotice}{' '}
      <a class="aw-link" href={`${partPath(path, { order: asked.order })}#comments`}>
        {strings.fromTheStart}
      </a>
    </p>
  )
}

/** Following, and signing out. */
function OfReader({ person, path, isFollowed }: { person: Person; path: string; isFollowed: boolean }) {
  return (
    <>
      {!person.reader.isGuest && (
        <OneButton person={person} action={`${path}/follow`} undo={isFollowed}>
          {laterStrings.follow}
        </OneButton>
      )}
      <OneButton person={person} action="/sign-out" next={`${path}#comments`}>
        {strings.signOut}
        <span class="writer">
          {' '}
          (<bdi>{person.reader.name}</bdi>)
        </span>
      </OneButton>
    </>
  )
}

function Before({ props: { before, asked, path } }: { props: ThreadProps }) {
  if (before === null) return null
  return (
    <p class="more more-before">
      <a class="aw-button" href={`${partPath(path, { order: asked.order, after: before.after })}#comments`} rel="prev">
        {asked.order === 'newest' ? 'Later comments' : 'Earlier comments'}
      </a>
    </p>
  )
}

function Divider({ update, now }: { update: Branch['dividers'][number]; now: number }) {
  return (
    <li class="divider">
      <a class="aw-quiet" href={`#update-${update.number}`}>
        <span class="aw-small-caps">{strings.update(update.number)}</span>
      </a>
      {update.withdrawal && <span>{strings.withdrawn}</span>}
      <NearMoment at={Date.parse(update.publishedAt)} now={now} />
    </li>
  )
}
