import type { Cell } from '../cells.ts'
import { LONGEST_WHY } from './send-flag.ts'
import { strings } from './strings.ts'

/** What the reader says of it in their own words, with a count. */
export function Explanation({ text, label, least }: { text: Cell<string>; label: string; least: number }) {
  const length = text.value.trim().length
  return (
    <p class="flag-field">
      <label for="flag-why">{label}</label>
      <textarea
        id="flag-why"
        class="aw-field"
        rows={3}
        required={least > 0}
        dir="auto"
        aria-describedby="flag-count"
        value={text.value}
        onInput={(event) => {
          text.value = event.currentTarget.value
        }}
      />
      <span id="flag-count" class="flag-hint aw-figures">
        {strings.moderatorsOnly}{' '}
        {length < least ? strings.atLeast(length, least) : strings.ofAtMost(length, LONGEST_WHY)}
      </span>
    </p>
  )
}
