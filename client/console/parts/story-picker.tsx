import { useEffect, useId, useState } from 'preact/hooks'
import { ask } from '../ask.ts'
import { isOfSite, moderates } from '../session.ts'
import type { Story } from '../shapes.ts'
import { common } from '../strings.ts'

const PAUSE_MS = 200
const SHOWN = 8
/** Of those found, for somebody to whom not all are offered. */
const MOST = 100

/** Stories that one moderates whose title contains the words; null until the server has answered. */
function useFound(words: string, taken: string[]): Story[] | null {
  const [found, setFound] = useState<Story[] | null>(null)
  useEffect(() => {
    setFound(null)
    if (words === '') return
    let current = true
    const timer = setTimeout(() => {
      ask('GET /api/v1/stories', { query: { search: words, limit: isOfSite.value ? SHOWN : MOST } }).then(
        ({ stories }) => current && setFound(stories),
        () => current && setFound([]), // the line above the page says that the server is not there
      )
    }, PAUSE_MS)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [words])
  return found?.filter(({ id, section }) => moderates(section) && !taken.includes(id)).slice(0, SHOWN) ?? null
}

function Option(props: { id: string; story: Story; isActive: boolean; onPick: (story: Story) => void }) {
  const { id, story, isActive, onPick } = props
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      onPointerDown={(event) => {
        event.preventDefault()
        onPick(story)
      }}
    >
      {story.title} <small>{story.section}</small>
    </div>
  )
}

interface StoryPickerProps {
  label: string
  /** Stories that are not offered. */
  taken: string[]
  onPick: (story: Story) => void
  error?: string | null
}

/** A search field with a list below it: arrows move, Enter picks, Escape closes. */
export function StoryPicker({ label, taken, onPick, error }: StoryPickerProps) {
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState(0)
  const id = useId()
  const found = useFound(typed.trim(), taken)
  const isOpen = found !== null && typed.trim() !== ''
  const pick = (story: Story | undefined) => {
    if (!story) return
    setTyped('')
    setActive(0)
    onPick(story)
  }
  const keys: Record<string, () => void> = {
    ArrowDown: () => setActive(Math.min((found?.length ?? 1) - 1, active + 1)),
    ArrowUp: () => setActive(Math.max(0, active - 1)),
    Enter: () => pick(found?.[active]),
    Escape: () => setTyped(''),
  }
  const onKey = (event: KeyboardEvent) => {
    const act = keys[event.key]
    // Enter in this field never saves the form around it.
    if (!act || (typed === '' && event.key !== 'Enter')) return
    event.preventDefault()
    act()
  }
  return (
    <div class="co-picker">
      <label for={`${id}-field`}>{label}</label>
      <input
        id={`${id}-field`}
        class="aw-field"
        type="text"
        role="combobox"
        autoComplete="off"
        maxLength={100}
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        aria-activedescendant={isOpen && found.length > 0 ? `${id}-${active}` : undefined}
        value={typed}
        onInput={(event) => {
          setTyped(event.currentTarget.value)
          setActive(0)
        }}
        onKeyDown={onKey}
      />
      <div
        id={`${id}-list`}
        class="co-picker-list"
        role="listbox"
        aria-label={label}
        hidden={!isOpen || found.length === 0}
      >
        {found?.map((story, at) => (
          <Option key={story.id} id={`${id}-${at}`} story={story} isActive={at === active} onPick={pick} />
        ))}
      </div>
      {isOpen && found.length === 0 && <p class="co-hint">{common.noStory}</p>}
      {error && (
        <p id={`${id}-error`} class="co-error">
          {error}
        </p>
      )}
    </div>
  )
}
