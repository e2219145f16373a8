import { useMemo, useState } from 'preact/hooks'
import { When } from '../../ui/when.tsx'
import { loadMore } from '../load.ts'
import { renderNow } from '../still.ts'
import { useThread } from '../thread.ts'
import type { Shown } from '../tree.ts'
import { plainText } from './passage.ts'
import { strings } from './strings.ts'

interface PickerProps {
  /** The flagged comment: it cannot be its own source. */
  exceptId: string | null
  onPick: (id: string) => void
  onClose: () => void
}

interface Entry {
  comment: Shown
  name: string
  opening: string
  /** Name and words in small letters, to search in. */
  haystack: string
}

const OPENING = 140
/** So many are drawn at first, and again each time the end of them is near. */
const PORTION = 50

/** Finds a comment among those that are loaded, by who wrote it or by its words. */
export function CommentPicker({ exceptId, onPick, onClose }: PickerProps) {
  const thread = useThread()
  const [wanted, setWanted] = useState('')
  const [at, setAt] = useState(0)
  const [drawn, setDrawn] = useState(PORTION)
  const comments = thread.comments.value
  const entries = useMemo(() => entriesOf(comments, exceptId), [comments, exceptId])
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean)
  const found = entries.filter(({ haystack }) => words.every((word) => haystack.includes(word)))
  const active = found[Math.min(at, found.length - 1)]
  const go = (to: number) => {
    const next = Math.max(0, Math.min(found.length - 1, to))
    setAt(next)
    if (next >= drawn - 1) setDrawn(next + PORTION)
    renderNow()
    thread.root.getElementById(`pick-${found[next]?.comment.id}`)?.scrollIntoView({ block: 'nearest' })
  }
  const more = async () => {
    await loadMore(thread)
    renderNow()
    // The button is gone with the last of them.
    thread.root.getElementById('flag-search')?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 6, PageUp: at - 6 }[event.key]
    if (to !== undefined) go(to)
    else if (event.key === 'Enter' && active) onPick(active.comment.id)
    else if (event.key === 'Escape') onClose()
    if (to === undefined && event.key !== 'Enter' && event.key !== 'Escape') return
    // Not the form’s Enter, nor the dialog’s Escape.
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div class="picker">
      <label for="flag-search">{strings.searchComments}</label>
      <input
        id="flag-search"
        class="aw-field"
        type="text"
        role="combobox"
        autoComplete="off"
        dir="auto"
        aria-expanded="true"
        aria-autocomplete="list"
        aria-controls="flag-found"
        aria-activedescendant={active && `pick-${active.comment.id}`}
        value={wanted}
        onKeyDown={onKeyDown}
        onInput={(event) => {
          setWanted(event.currentTarget.value)
          setAt(0)
          setDrawn(PORTION)
        }}
      />
      <Found found={found} active={active} drawn={drawn} onPick={onPick} onNearEnd={() => setDrawn(drawn + PORTION)} />
      <p class="flag-hint aw-figures" role="status">
        {strings.countFound(found.length)}
      </p>
      <p class="picker-more">
        {thread.next.value && (
          <button type="button" class="aw-link" onClick={() => void more()}>
            {thread.more.value === 'loading' ? strings.moreLoading : strings.more}
          </button>
        )}
        <button type="button" class="aw-link" onClick={onClose}>
          {strings.cancel}
        </button>
      </p>
    </div>
  )
}

interface FoundProps {
  found: readonly Entry[]
  active: Entry | undefined
  /** How many of them are drawn. */
  drawn: number
  onPick: (id: string) => void
  onNearEnd: () => void
}

function Found({ found, active, drawn, onPick, onNearEnd }: FoundProps) {
  return (
    <div
      id="flag-found"
      role="listbox"
      tabIndex={-1}
      aria-label={strings.commentsFound}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        if (scrollTop + 2 * clientHeight > scrollHeight && drawn < found.length) onNearEnd()
      }}
    >
      {found.slice(0, drawn).map((entry, index) => (
        <Option
          key={entry.comment.id}
          entry={entry}
          place={{ 'aria-posinset': index + 1, 'aria-setsize': found.length }}
          isActive={entry === active}
          onPick={onPick}
        />
      ))}
    </div>
  )
}

interface OptionProps {
  entry: Entry
  place: { 'aria-posinset': number; 'aria-setsize': number }
  isActive: boolean
  onPick: (id: string) => void
}

function Option({ entry: { comment, name, opening }, place, isActive, onPick }: OptionProps) {
  return (
    // The field above has the focus and the keys, as in every combobox.
    // biome-ignore lint/a11y: see above
    <div {...place} role="option" id={`pick-${comment.id}`} aria-selected={isActive} onClick={() => onPick(comment.id)}>
      <bdi class="name">{name}</bdi> <When at={comment.createdAt} />
      <span dir="auto">{opening}</span>
    </div>
  )
}

/** Newest first. */
function entriesOf(comments: ReadonlyMap<string, Shown>, exceptId: string | null): Entry[] {
  return [...comments.values()]
    .filter(({ id, state }) => state === 'visible' && id !== exceptId)
    .sort((a, b) => b.seq - a.seq)
    .map((comment) => {
      const text = plainText(comment.html).replace(/\s+/g, ' ')
      const name = comment.author?.name ?? ''
      const opening = text.length > OPENING ? `${text.slice(0, OPENING).replace(/\s\S{0,20}$/, '')}…` : text
      return { comment, name, opening, haystack: `${name} ${text}`.toLowerCase() }
    })
}
