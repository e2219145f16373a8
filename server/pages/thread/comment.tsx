import type { ComponentChildren } from 'preact'
import type * as z from 'zod'
import { besideAt, type CommentingFacts } from '../../../client/ui/mode.ts'
import { casePage, NoteCard, passageHref } from '../../../client/ui/note-card.tsx'
import { PauseCard } from '../../../client/ui/pause-card.tsx'
import { pauseTitle } from '../../../client/ui/pause-words.ts'
import { findingNames, findingSentence, noteWords, ruleNames } from '../../../client/ui/words.ts'
import { strings as laterStrings } from '../../../client/widget/later/strings.ts'
import { strings as modeStrings } from '../../../client/widget/modes/strings.ts'
import { strings } from '../../../client/widget/strings.ts'
import type { Branch, Shown } from '../../../client/widget/tree.ts'
import { updateStrings } from '../../../client/widget/updates/strings.ts'
import type { Note } from '../../contract/findings.ts'
import { avatarPath } from '../avatar.ts'
import { Moment, momentWords, NearMoment } from '../moment.tsx'
import { actPath, flagPath, permalink, replyHref, withPermalinks } from './addresses.ts'
import { OneButton } from './one-button.tsx'
import type { Person } from './person.ts'
import { Prose } from './prose.tsx'
import { words } from './words.ts'

/** What the comments of a page have in common. */
export interface Around {
  /** Of the story's page. */
  path: string
  storyUrl: string
  now: number
  /** Who reads; null when signed out. */
  person: Person | null
  commenting: CommentingFacts
  /** Where suspensions of branches are told in full. */
  logHref: string
  /** People whose comments the reader does not want to read. */
  muted: ReadonlySet<string>
  /** What the reader agrees with. */
  agreed: ReadonlySet<string>
  /** Whether people can answer, edit and agree now; within a branch that has a suspension of its own it is asked anew. */
  may: (act: 'post' | 'edit' | 'react', above: readonly string[]) => boolean
  /** The comment that the address leads to. */
  marked: string | undefined
  /** The reader's own that are not public: they stand above the thread. */
  ownHeld: ReadonlySet<string>
  /** The form for an answer to that comment, where one was asked for. */
  form: ComponentChildren
}

interface ItemProps {
  branch: Branch
  around: Around
  /** The ids of the comments it stands under. */
  above?: readonly string[]
}

/** A comment with its replies below it. */
export function CommentItem({ branch, around, above = [] }: ItemProps) {
  const { comment, replies } = branch
  const path = [...above, comment.id]
  const isMarked = comment.id === around.marked
  const isOwnHeld = around.ownHeld.has(comment.id)
  const marks = ['comment', comment.isOfficial && 'official', isMarked && 'highlighted'].filter(Boolean)
  return (
    <li>
      <article
        id={isOwnHeld ? undefined : `comment-${comment.id}`}
        class={marks.join(' ')}
        aria-label={comment.author ? strings.commentBy(comment.author.name) : goneWords(comment)}
      >
        {comment.author ? (
          <Unmuted author={comment.author} muted={around.muted}>
            <Standing branch={branch} author={comment.author} around={around} path={path} />
          </Unmuted>
        ) : (
          <p class="gone">
            {goneWords(comment)}{' '}
            {isOwnHeld && (
              <a class="aw-link" href={`#comment-${comment.id}`}>
                {words.yoursAbove}
              </a>
            )}
          </p>
        )}
      </article>
      <BranchNotice id={comment.id} around={around} />
      {isMarked && around.form}
      {replies.length > 0 && (
        <ol class="replies">
          {replies.map((reply) => (
            <CommentItem branch={reply} around={around} above={path} />
          ))}
        </ol>
      )}
    </li>
  )
}

function goneWords({ state, removedFor }: Shown): string {
  if (removedFor) return laterStrings.removedFor(ruleNames[removedFor].toLowerCase())
  return state === 'deleted' ? strings.deleted : strings.notShown
}

interface UnmutedProps {
  author: NonNullable<Shown['author']>
  muted: ReadonlySet<string>
  children: ComponentChildren
}

/** A comment; of somebody the reader muted, a line behind which it can be read once. */
function Unmuted({ author, muted, children }: UnmutedProps) {
  if (author.id === null || !muted.has(author.id)) return <>{children}</>
  return (
    <details class="folded">
      <summary>
        <span class="folded-show">
          {laterStrings.muted} {laterStrings.showOnce}
          <span class="aw-hidden"> {laterStrings.byName(author.name)}</span>
        </span>
        <span class="folded-hide">{laterStrings.hideComment}</span>
      </summary>
      {children}
    </details>
  )
}

interface StandingProps {
  branch: Branch
  author: NonNullable<Shown['author']>
  around: Around
  /** Ids of the comment and of those above it. */
  path: readonly string[]
}

function Standing({ branch: { comment, answers, before }, author, around, path }: StandingProps) {
  const prose = <Prose html={withPermalinks(comment.html, around.path)} />
  const notes = <Notes comment={comment} around={around} />
  return (
    <>
      <header class="byline">
        {author.id && <img class="avatar" src={avatarPath(author.id)} alt="" width="20" height="20" loading="lazy" />}
        <bdi class="name">{author.name}</bdi>
        {author.badge && <span class={`aw-badge aw-badge-${author.badge}`}>{strings.badges[author.badge]}</span>}
        {author.label && <span class="aw-badge">{author.label}</span>}
        {comment.isOfficial && <span class="official-mark">{strings.official}</span>}
        <a class="aw-quiet when" href={permalink(around.path, comment.id)}>
          <NearMoment at={Date.parse(comment.createdAt)} now={around.now} />
          <span class="aw-hidden">{strings.permalink}</span>
        </a>
        {comment.editedAt && (
          <span>
            <a class="aw-quiet when" href={actPath(around.path, comment.id, 'wordings')} rel="nofollow">
              {strings.edited} <NearMoment at={Date.parse(comment.editedAt)} now={around.now} />
              <span class="aw-hidden">, {updateStrings.earlierWordings.toLowerCase()}</span>
            </a>
          </span>
        )}
        {before && (
          <a class="aw-quiet" href={`#update-${before.number}`}>
            {strings.beforeUpdate(before.number)}
          </a>
        )}
      </header>
      {answers && (
        <p class="answers">
          <a class="aw-quiet" href={permalink(around.path, answers.id)}>
            {strings.replyingTo(answers.name ?? strings.earlierComment)}
          </a>
        </p>
      )}
      {comment.isCollapsed ? (
        <>
          {notes}
          <details class="folded">
            <summary>
              <span class="folded-show">{laterStrings.showComment}</span>
              <span class="folded-hide">{laterStrings.hideComment}</span>
            </summary>
            {prose}
          </details>
        </>
      ) : (
        <>
          {prose}
          {notes}
        </>
      )}
      <Tools comment={comment} name={author.name} around={around} path={path} />
    </>
  )
}

/** The findings beside a comment: the newest open, older ones in a line each. */
function Notes({ comment, around }: { comment: Shown; around: Around }) {
  const [newest, ...older] = [...comment.notes].reverse()
  const writer = comment.author?.name
  return (
    <>
      {newest && <OneNote note={newest} writer={writer} around={around} />}
      {older.map((note) => (
        <details class="note-older">
          <summary>
            {noteWords.olderNote}: <b>{findingNames[note.finding]}</b>. {findingSentence(note.finding, note.sourceKind)}{' '}
            <Moment at={Date.parse(note.decidedAt)} />
          </summary>
          <OneNote note={note} writer={writer} around={around} />
        </details>
      ))}
    </>
  )
}

interface OneNoteProps {
  note: z.output<typeof Note>
  writer: string | undefined
  around: Around
}

function OneNote({ note, writer, around }: OneNoteProps) {
  const { updateNumber, reference, sourceKind, says } = note
  return (
    <NoteCard
      note={note}
      saysHref={sourceKind === 'story' ? passageHref(around.storyUrl, says) : undefined}
      update={
        updateNumber !== null && (
          <a class="aw-link" href={`#update-${updateNumber}`}>
            {noteWords.noteUpdate(updateNumber)}
          </a>
        )
      }
      writer={writer}
      caseHref={casePage('', reference)}
      still={(iso) => <Moment at={Date.parse(iso)} />}
    />
  )
}

interface ToolsProps {
  comment: Shown
  name: string
  around: Around
  path: readonly string[]
}

function Tools({ comment, name, around, path }: ToolsProps) {
  const { id, author } = comment
  const isOwn = around.person !== null && author?.id === around.person.reader.personId
  return (
    <footer class="tools">
      {around.may('post', path) && (
        <a class="aw-quiet" href={replyHref(around.path, id)} rel="nofollow">
          {strings.reply}
          <span class="aw-hidden"> {strings.toComment(name)}</span>
        </a>
      )}
      {isOwn && around.may('edit', path) && (
        <a class="aw-quiet" href={actPath(around.path, id, 'edit')}>
          {strings.edit}
        </a>
      )}
      {isOwn && (
        <a class="aw-quiet" href={actPath(around.path, id, 'delete')}>
          {strings.delete}
        </a>
      )}
      {!isOwn && (
        <a class="aw-quiet" href={flagPath(around.path, id)} rel="nofollow">
          {strings.flag}
          <span class="aw-hidden"> {strings.commentOf(name)}</span>
        </a>
      )}
      <Agree comment={comment} name={name} around={around} isAble={!isOwn && around.may('react', path)} />
    </footer>
  )
}

/** Agreeing, and taking it back; for who cannot, how many do. */
function Agree({ comment: { id, agreed }, name, around, isAble }: Omit<ToolsProps, 'path'> & { isAble: boolean }) {
  const agrees = around.agreed.has(id)
  if (!around.person || !isAble) return agreed > 0 ? <span class="done">{strings.agreeing(agreed)}</span> : null
  return (
    <OneButton person={around.person} action={actPath(around.path, id, 'agree')} undo={agrees}>
      {strings.agree}
      {agreed > 0 && <span class="agree-count aw-figures"> {agreed}</span>}
      <span class="aw-hidden"> {strings.withComment(name)}</span>
    </OneButton>
  )
}

/** Where a branch has a suspension of its own: that it is so, and behind a fold all about it. */
function BranchNotice({ id, around }: { id: string; around: Around }) {
  const one = besideAt(around.commenting, around.now, 0).branches.find(({ commentId }) => commentId === id)
  if (!one) return null
  const still = (iso: string) => momentWords(Date.parse(iso))
  return (
    <details class={`branch-mark pause-${one.mode}`}>
      <summary>
        <span class="pause-mark">
          <i aria-hidden="true" />
          {pauseTitle(one, one.endsAt && still(one.endsAt))}
        </span>{' '}
        <span class="branch-more">{modeStrings.branchMore}</span>
      </summary>
      <PauseCard suspension={one} now={around.now} logHref={around.logHref} still={still} />
    </details>
  )
}
