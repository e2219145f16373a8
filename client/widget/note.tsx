import type * as z from 'zod'
import type { Note } from '../../server/contract/cases.ts'
import { Quotes } from '../ui/quotes.tsx'
import { findingNames, findingSentence } from '../ui/words.ts'
import { When } from '../ui/when.tsx'
import { bring } from './go-to.ts'
import { renderNow } from './still.ts'
import { strings } from './strings.ts'
import { type Thread, useThread } from './thread.ts'

/** A finding beside the comment: both quotations, the finding in a sentence, why, and what answers it. */
export function NoteBeside({ note }: { note: z.output<typeof Note> }) {
  const thread = useThread()
  const { updateNumber } = note
  return (
    <aside class="note" aria-label={strings.noteOn}>
      <p class="note-mark">
        <i aria-hidden="true" />
        <span class="aw-small-caps">{strings.note}</span> {findingNames[note.finding]}
      </p>
      <Quotes
        wrote={note.wrote}
        says={note.says}
        wroteLabel={strings.theyWrote}
        saysLabel={strings.itSays[note.sourceKind]}
        saysHref={passageHref(thread, note)}
      />
      <p class="note-finding">{findingSentence(note.finding, note.sourceKind)}</p>
      <p class="note-why" dir="auto">
        {note.explanation}
      </p>
      <p class="note-foot">
        {updateNumber !== null && (
          <a
            class="aw-link"
            href={`#update-${updateNumber}`}
            onClick={(event) => {
              event.preventDefault()
              openUpdate(thread, updateNumber)
            }}
          >
            {strings.noteUpdate(updateNumber)}
          </a>
        )}
        <span class="aw-figures">{note.reference}</span>
        <When at={note.decidedAt} />
      </p>
    </aside>
  )
}

/** Leads to the very words in the story, in browsers that know text fragments. */
function passageHref(thread: Thread, { sourceKind, says }: z.output<typeof Note>): string | undefined {
  const url = thread.story.value?.url
  if (sourceKind !== 'story' || !url) return undefined
  const words = says.split(/\s+/)
  const parts = words.length > 12 ? [words.slice(0, 5), words.slice(-5)] : [words]
  const fragment = parts.map((part) => encodeURIComponent(part.join(' ')).replace(/-/g, '%2D')).join(',')
  return `${url.replace(/#.*$/, '')}#:~:text=${fragment}`
}

function openUpdate(thread: Thread, number: number) {
  const update = thread.root.getElementById(`update-${number}`)
  if (!(update instanceof HTMLDetailsElement)) return
  update.open = true
  renderNow()
  bring(update)
}
