import type { ComponentChildren } from 'preact'
import { useId, useState } from 'preact/hooks'
import type { Stretch } from '../../ui/difference.ts'
import type { Match } from '../shapes.ts'
import { matches, file as words } from '../strings-cases.ts'
import { passageParts } from './passage-parts.ts'

interface PassageProps {
  title: string
  /** Who or what it is, and the way there. */
  origin: ComponentChildren
  text: string
  /** BCP 47, where it is known to be another than the page's. */
  lang?: string | undefined
  match: Match
  /** The quoted words, those that differ marked. */
  stretches: Stretch[]
  /** What became of the text since, and what else belongs under it. */
  children?: ComponentChildren
}

/** Words of a quotation; those that differ from the other are marked. */
export function Stretches({ stretches }: { stretches: Stretch[] }) {
  return <>{stretches.map(({ text, differs }, at) => (differs ? <strong key={at}>{text}</strong> : text))}</>
}

function Quoted({ stretches }: { stretches: Stretch[] }) {
  return (
    <mark class="co-quoted">
      <Stretches stretches={stretches} />
    </mark>
  )
}

/** One of the two texts: the quoted words inside the paragraphs around them, and how they were found. */
export function Passage({ title, origin, text, lang, match, stretches, children }: PassageProps) {
  const [whole, setWhole] = useState(false)
  const id = useId()
  const parts = passageParts(text, match, whole)
  return (
    <section class="co-passage" aria-labelledby={id}>
      <h3 id={id} class="co-passage-title">
        {title}
      </h3>
      <p class="co-passage-origin">{origin}</p>
      <div class="co-passage-text" dir="auto" lang={lang}>
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
          {whole ? words.part : words.whole}
        </button>
      )}
      {children}
    </section>
  )
}
