import type { ComponentChildren } from 'preact'
import type * as z from 'zod'
import type { Note } from '../../server/contract/findings.ts'
import { Quotes } from './quotes.tsx'
import { When } from './when.tsx'
import { findingNames, findingSentence, noteWords } from './words.ts'

interface NoteCardProps {
  note: z.output<typeof Note>
  /** Where the passage stands, if it can be linked to. */
  saysHref: string | undefined
  /** The way to the update that answers it. */
  update?: ComponentChildren
}

/** A finding beside a comment: both quotations, the finding in a sentence, why, and what answers it. */
export function NoteCard({ note, saysHref, update }: NoteCardProps) {
  return (
    <aside class="note" aria-label={noteWords.noteOn}>
      <p class="note-mark">
        <i aria-hidden="true" />
        <span class="aw-small-caps">{noteWords.note}</span> {findingNames[note.finding]}
      </p>
      <Quotes
        wrote={note.wrote}
        says={note.says}
        wroteLabel={noteWords.theyWrote}
        saysLabel={noteWords.itSays[note.sourceKind ?? 'story']}
        saysHref={note.says === '' ? undefined : saysHref}
        saysGone={noteWords.saysGone}
      />
      <p class="note-finding">{findingSentence(note.finding, note.sourceKind)}</p>
      <p class="note-why" dir="auto">
        {note.explanation}
      </p>
      <p class="note-foot">
        {update}
        <span class="aw-figures">{note.reference}</span>
        <When at={note.decidedAt} />
      </p>
    </aside>
  )
}

/** Leads to the very words in the story, in browsers that know text fragments. */
export function passageHref(storyUrl: string, says: string): string {
  const words = says.split(/\s+/)
  const parts = words.length > 12 ? [words.slice(0, 5), words.slice(-5)] : [words]
  const fragment = parts.map((part) => encodeURIComponent(part.join(' ')).replace(/-/g, '%2D')).join(',')
  return `${storyUrl.replace(/#.*$/, '')}#:~:text=${fragment}`
}
