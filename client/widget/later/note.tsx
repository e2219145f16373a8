import { useMemo } from 'preact/hooks'
import type * as z from 'zod'
import type { Note } from '../../../server/contract/findings.ts'
import css from '../../ui/note.css?inline'
import { NoteCard, passageHref } from '../../ui/note-card.tsx'
import { noteWords } from '../../ui/note-words.ts'
import quotes from '../../ui/quotes.css?inline'
import { dress } from '../styles.ts'
import { useThread } from '../thread.ts'
import { openUpdate } from './open-update.ts'

/** A finding beside the comment: both quotations, the finding in a sentence, why, and what answers it. */
export function NoteBeside({ note }: { note: z.output<typeof Note> }) {
  const thread = useThread()
  useMemo(() => dress(thread.root, quotes + css), [thread.root])
  const { updateNumber } = note
  const url = note.sourceKind === 'story' ? thread.story.value?.url : undefined
  const update = updateNumber !== null && (
    <a
      class="aw-link"
      href={`#update-${updateNumber}`}
      onClick={(event) => {
        event.preventDefault()
        openUpdate(thread, updateNumber)
      }}
    >
      {noteWords.noteUpdate(updateNumber)}
    </a>
  )
  return <NoteCard note={note} saysHref={url && passageHref(url, note.says)} update={update} />
}
