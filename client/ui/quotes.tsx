import type { ComponentChildren } from 'preact'
import { differences, type Stretch } from './difference.ts'

interface QuotesProps {
  wrote: string
  says: string
  /** Names of the two columns, such as “They wrote”. */
  wroteLabel: string
  saysLabel: string
  /** Where the passage stands, if it can be linked to. */
  saysHref?: string | undefined
  /** Said in place of words that are gone. */
  wroteGone?: string | undefined
  saysGone?: string
  /** Of the words they wrote, as BCP 47, where it is another one than the page's. */
  wroteLang?: string | undefined
  /** Who it is from and where it stands, below each. */
  wroteFrom?: ComponentChildren
  saysFrom?: ComponentChildren
}

/** Two quotations side by side, stacked where it is narrow, the words in which they differ marked. */
export function Quotes({ wrote, says, wroteLabel, saysLabel, saysHref, ...rest }: QuotesProps) {
  const marked = differences(wrote, says)
  return (
    <div class="aw-quotes">
      <div class="aw-quotes-pair">
        <figure>
          <figcaption>{wroteLabel}</figcaption>
          {wrote === '' && rest.wroteGone ? (
            <p>{rest.wroteGone}</p>
          ) : (
            <Quotation stretches={marked.wrote} lang={rest.wroteLang} />
          )}
          {rest.wroteFrom}
        </figure>
        <figure>
          <figcaption>
            {saysHref ? (
              <a class="aw-link" href={saysHref}>
                {saysLabel}
              </a>
            ) : (
              saysLabel
            )}
          </figcaption>
          {says === '' && rest.saysGone ? <p>{rest.saysGone}</p> : <Quotation stretches={marked.says} />}
          {rest.saysFrom}
        </figure>
      </div>
    </div>
  )
}

function Quotation({ stretches, lang }: { stretches: Stretch[]; lang?: string | undefined }) {
  return (
    <blockquote dir="auto" lang={lang}>
      “{stretches.map(({ text, differs }) => (differs ? <mark>{text}</mark> : text))}”
    </blockquote>
  )
}
