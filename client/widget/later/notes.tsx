import type { ComponentChildren } from 'preact'
import { useMemo } from 'preact/hooks'
import type * as z from 'zod'
import type { Note } from '../../../server/contract/findings.ts'
import css from '../../ui/note.css?inline'
import { casePage, NoteCard, passageHref } from '../../ui/note-card.tsx'
import { findingNames, findingSentence, noteWords } from '../../ui/note-words.ts'
import quotes from '../../ui/quotes.css?inline'
import { When } from '../../ui/when.tsx'
import { bring } from '../go-to.ts'
import { renderNow } from '../still.ts'
import { dress } from '../styles.ts'
import { type Thread, useThread } from '../thread.ts'
import type { Shown } from '../tree.ts'
import { strings } from './strings.ts'

type NoteShape = z.output<typeof Note>

/** The findings beside a comment: the newest open, older ones in a line each. */
export function NotesBeside({ comment }: { comment: Shown }) {
  const thread = useThread()
  useMemo(() => dress(thread.root, quotes + css), [thread.root])
  const [newest, ...older] = [...comment.notes].reverse()
  if (!newest) return null
  const writer = comment.author?.name
  return (
    <>
      <OneNote key={newest.reference} note={newest} writer={writer} on={comment.id} />
      {older.map((note) => (
        <details key={note.reference} class="note-older">
          <summary>
            {noteWords.olderNote}: <b>{findingNames[note.finding]}</b>. {findingSentence(note.finding, note.sourceKind)}{' '}
            <When at={note.decidedAt} />
          </summary>
          <OneNote note={note} writer={writer} on={comment.id} />
        </details>
      ))}
    </>
  )
}

/** A comment that a finding folds: what was found first, its own words behind a line. */
export function Folded({ comment, children }: { comment: Shown; children: ComponentChildren }) {
  return (
    <>
      <NotesBeside comment={comment} />
      <details class="folded">
        <summary>
          <span class="folded-show">{strings.showComment}</span>
          <span class="folded-hide">{strings.hideComment}</span>
        </summary>
        {children}
      </details>
    </>
  )
}

function OneNote({ note, writer, on }: { note: NoteShape; writer: string | undefined; on: string }) {
  const thread = useThread()
  const { updateNumber, reference, says } = note
  const url = note.sourceKind === 'story' ? thread.story.value?.url : undefined
  return (
    <NoteCard
      note={note}
      saysHref={url && passageHref(url, says)}
      update={updateNumber !== null && <UpdateLink number={updateNumber} />}
      writer={writer}
      caseHref={casePage(thread.base, reference)}
      // So that “back” leads to this comment and not to the top of the thread.
      onLeave={() => history.replaceState(history.state, '', `#comment-${on}`)}
    />
  )
}

/** Leads to the author’s update that answers a finding, and opens it. */
export function UpdateLink({ number }: { number: number }) {
  const thread = useThread()
  return (
    <a
      class="aw-link"
      href={`#update-${number}`}
      onClick={(event) => {
        event.preventDefault()
        openUpdate(thread, number)
      }}
    >
      {noteWords.noteUpdate(number)}
    </a>
  )
}

function openUpdate(thread: Thread, number: number) {
  const update = thread.root.getElementById(`update-${number}`)
  if (!(update instanceof HTMLDetailsElement)) return
  update.open = true
  renderNow()
  bring(update)
}
