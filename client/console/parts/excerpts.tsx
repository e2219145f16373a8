import type { Excerpt } from '../shapes.ts'

/** Words that a rule found, marked among those around them. */
export function Excerpts({ list }: { list: readonly Excerpt[] }) {
  if (list.length === 0) return null
  return (
    <ul class="co-excerpts">
      {list.map(({ before, words, after }) => (
        <li key={before + words + after} dir="auto">
          {before}
          {words && <mark>{words}</mark>}
          {after}
        </li>
      ))}
    </ul>
  )
}
