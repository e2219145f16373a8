import { useEffect, useState } from 'preact/hooks'
import { common } from '../strings.ts'

const PAUSE_MS = 200

interface SearchFieldProps {
  label: string
  value: string
  /** Called when the typing pauses, with the words trimmed. */
  onSearch: (words: string) => void
}

/** A search field that searches by itself. */
export function SearchField({ label, value, onSearch }: SearchFieldProps) {
  const [typed, setTyped] = useState(value)
  useEffect(() => {
    if (typed.trim() === value) return
    const timer = setTimeout(() => onSearch(typed.trim()), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [typed, value])
  return (
    <search class="co-search">
      <label>
        <span class="aw-hidden">{label}</span>
        <input
          class="aw-field"
          type="search"
          maxLength={100}
          placeholder={label}
          title={`${common.search} ( / )`}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
    </search>
  )
}
