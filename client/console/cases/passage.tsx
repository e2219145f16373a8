import type { ComponentChildren } from 'preact'
import { useId, useState } from 'preact/hooks'
import type { Stretch } from '../../ui/difference.ts'
import type { Match } from '../shapes.ts'
import { cases, matches } from '../strings.ts'
import { passageParts } from './passage-parts.ts'

interface PassageProps {
  title: string
  /** Who or what it is, and the way there. */
  origin: ComponentChildren
  text: string
  match: Match
  /** The quoted words, those that differ marked. */
  stretches: Stretch[]
  /** Said when the text has changed since. */
  warning: string | null
}

function Quoted({ stretches }: { stretches: Stretch[] }) {
  return (
    <mark class="co-quoted">
      {stretches.map(({ text, differs }, at) => (differs ? <strong key={at}>{text}</strong> : text))}
    </mark>
  )
}

/** One of the two texts: the quoted words inside the paragraphs around them, and how they were found. */
export function Passage({ title, origin, text, match, stretches, warning }: PassageProps) {
  const [whole, setWhole] = useState(false)
  const id = useId()
  const parts = passageParts(text, match, whole)
  return (
    <section class="co-passage" aria-labelledby={id}>
      <h3 id={id} class="co-passage-title">
        {title}
      </h3>
      <p class="co-passage-origin">{origin}</p>
      <div class="co-passage-text" dir="auto">
        {parts ? (
          <>
            {parts.before}
            <Quoted stretches={stretches} />
            {parts.after}
          </>
        ) : (
          <>
            <Quoted stretches={stretches} />
            {whole && `\n\n${text}`}
          </>
        )}
      </div>
      <p class={`co-found co-found-${match.how}`}>{matches[match.how](match.score)}</p>
      {(parts ? parts.isPart : text !== '') && (
        <button type="button" class="aw-link co-whole" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? cases.part : cases.whole}
        </button>
      )}
      {warning && <p class="co-warning">{warning}</p>}
    </section>
  )
}
