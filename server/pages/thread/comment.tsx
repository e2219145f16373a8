import type { ComponentChildren } from 'preact'
import type * as z from 'zod'
import { casePage, NoteCard, passageHref } from '../../../client/ui/note-card.tsx'
import { findingNames, findingSentence, noteWords, ruleNames } from '../../../client/ui/words.ts'
import { strings as laterStrings } from '../../../client/widget/later/strings.ts'
import { strings } from '../../../client/widget/strings.ts'
import type { Branch, Shown } from '../../../client/widget/tree.ts'
import type { Note } from '../../contract/findings.ts'
import { Moment, NearMoment } from '../moment.tsx'
import { flagPath, permalink, replyHref } from './addresses.ts'
import { Prose } from './prose.tsx'

/** What the comments of a page have in common. */
export interface Around {
  /** Of the story's page. */
  path: string
  storyUrl: string
  now: number
  /** Who reads; null when signed out. */
  personId: string | null
  /** Whether people can answer now. */
  isOpen: boolean
  /** The comment that the address leads to. */
  marked: string | undefined
  /** The form for an answer to that comment, where one was asked for. */
  form: ComponentChildren
}

/** A comment with its replies below it. */
export function CommentItem({ branch, around }: { branch: Branch; around: Around }) {
  const { comment, replies } = branch
  const isMarked = comment.id === around.marked
  const marks = ['comment', comment.isOfficial && 'official', isMarked && 'highlighted'].filter(Boolean)
  return (
    <li>
      <article
        id={`comment-${comment.id}`}
        class={marks.join(' ')}
        aria-label={comment.author ? strings.commentBy(comment.author.name) : goneWords(comment)}
      >
        {comment.author ? (
          <Standing branch={branch} author={comment.author} around={around} />
        ) : (
          <p class="gone">{goneWords(comment)}</p>
        )}
      </article>
      {isMarked && around.form}
      {replies.length > 0 && (
        <ol class="replies">
          {replies.map((reply) => (
            <CommentItem branch={reply} around={around} />
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

interface StandingProps {
  branch: Branch
  author: NonNullable<Shown['author']>
  around: Around
}

function Standing({ branch: { comment, answers, before }, author, around }: StandingProps) {
  const words = <Prose html={comment.html} />
  const notes = <Notes comment={comment} around={around} />
  return (
    <>
      <header class="byline">
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
            {strings.edited} <NearMoment at={Date.parse(comment.editedAt)} now={around.now} />
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
            {words}
          </details>
        </>
      ) : (
        <>
          {words}
          {notes}
        </>
      )}
      <Tools comment={comment} name={author.name} around={around} />
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

function Tools({ comment, name, around }: { comment: Shown; name: string; around: Around }) {
  const { id, author, agreed } = comment
  const isOwn = around.personId !== null && author?.id === around.personId
  return (
    <footer class="tools">
      {around.isOpen && (
        <a class="aw-quiet" href={replyHref(around.path, id)} rel="nofollow">
          {strings.reply}
          <span class="aw-hidden"> {strings.toComment(name)}</span>
        </a>
      )}
      {!isOwn && (
        <a class="aw-quiet" href={flagPath(around.path, id)} rel="nofollow">
          {strings.flag}
          <span class="aw-hidden"> {strings.commentOf(name)}</span>
        </a>
      )}
      {agreed > 0 && <span class="done">{strings.agreeing(agreed)}</span>}
    </footer>
  )
}
