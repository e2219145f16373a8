import type { ComponentChildren } from 'preact'
import type * as z from 'zod'
import type { Note } from '../../server/contract/findings.ts'
import { serverNow } from './clock.ts'
import { Quotes } from './quotes.tsx'
import { dayOf } from './times.ts'
import { When } from './when.tsx'
import { findingNames, findingSentence, noteWords } from './words.ts'

type NoteShape = z.output<typeof Note>

interface NoteCardProps {
  note: NoteShape
  /** Where the passage stands, if it can be linked to. */
  saysHref: string | undefined
  /** The way to the update that answers it. */
  update?: ComponentChildren
  /** Who wrote the comment: named over their answer. */
  writer?: string | undefined
  /** The page of the case, where it has one. */
  caseHref?: string | undefined
  /** Before the page of the case is gone to. */
  onLeave?: () => void
  /** How the time is written, on a page that stands still. */
  still?: (iso: string) => ComponentChildren
}

/**
 * A finding beside a comment: both quotations, the finding in a sentence, why, then what the person concerned and the
 * story’s author say to it. A finding about conduct has no quotations.
 */
export function NoteCard({ note, saysHref, update, writer, caseHref, onLeave, still }: NoteCardProps) {
  return (
    <aside class="note" aria-label={noteWords.noteOn}>
      <p class="note-mark">
        <i aria-hidden="true" />
        <span class="aw-small-caps">{noteWords.note}</span> {findingNames[note.finding]}
      </p>
      <States note={note} />
      {(note.wrote || note.says) && <Quoted note={note} saysHref={saysHref} />}
      <p class="note-finding">
        {findingSentence(note.finding, note.sourceKind, note.action === 'statement' ? 'post' : 'comment')}
      </p>
      <p class="note-why" dir="auto">
        {note.explanation}
      </p>
      <Answers note={note} writer={writer} />
      <p class="note-foot">
        {update}
        <span>
          {caseHref ? (
            <a class="aw-link" href={caseHref} onClick={onLeave}>
              {noteWords.caseLink}: <span class="aw-figures">{note.reference}</span>
            </a>
          ) : (
            <span class="aw-figures">{note.reference}</span>
          )}
        </span>
        {still ? still(note.decidedAt) : <When at={note.decidedAt} />}
      </p>
    </aside>
  )
}

/** How it stands now, before anything that was true when it was decided. */
function States({ note: { isAppealed, correctedAt, action, wrote } }: { note: NoteShape }) {
  const day = correctedAt && dayOf(correctedAt, serverNow())
  return (
    <>
      {isAppealed && <p class="note-state">{noteWords.appealed}</p>}
      {day && <p class="note-state">{wrote ? noteWords.corrected(day) : noteWords.isCorrected(day)}</p>}
      {action === 'ask_edit' && !day && <p class="note-state">{noteWords.asked}</p>}
    </>
  )
}

function Quoted({ note, saysHref }: { note: NoteShape; saysHref: string | undefined }) {
  const { wrote, says, sourceKind, sourceChanged } = note
  const isChanged = sourceChanged && says !== ''
  return (
    <Quotes
      wrote={wrote}
      says={says}
      wroteLabel={noteWords.theyWrote}
      saysLabel={noteWords.itSays[sourceKind ?? 'story']}
      saysHref={says === '' || isChanged ? undefined : saysHref}
      saysGone={noteWords.saysGone}
      underSays={isChanged && <p class="aw-quotes-under">{noteWords.sourceChanged[sourceKind ?? 'story']}</p>}
    />
  )
}

function Answers({ note: { reply, answer }, writer }: { note: NoteShape; writer: string | undefined }) {
  return (
    <>
      {reply && (
        <p class="note-answer" dir="auto">
          <b>
            <bdi>{writer || noteWords.itsWriter}</bdi> {noteWords.answered}
          </b>{' '}
          “{reply}”
        </p>
      )}
      {answer && (
        <p class="note-answer" dir="auto">
          <b>{noteWords.authorAnswered}</b> “{answer}”
        </p>
      )}
    </>
  )
}

/** Leads to the very words in the story, in browsers that know text fragments. */
export function passageHref(storyUrl: string, says: string): string {
  const words = says.split(/\s+/)
  const parts = words.length > 12 ? [words.slice(0, 5), words.slice(-5)] : [words]
  const fragment = parts.map((part) => encodeURIComponent(part.join(' ')).replace(/-/g, '%2D')).join(',')
  return `${storyUrl.replace(/#.*$/, '')}#:~:text=${fragment}`
}

/** The page of a case on the server that holds it; only cases of misrepresentation have one. */
export function casePage(base: string, reference: string): string | undefined {
  return reference.startsWith('MR-') ? `${base}/cases/${reference}` : undefined
}
