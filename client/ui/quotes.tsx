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
  /** Of what they wrote, where it is not the language of the page: BCP 47. */
  wroteLang?: string | undefined
  /** What belongs to one side: a translation, or that the passage is not there any more. */
  underWrote?: ComponentChildren
  underSays?: ComponentChildren
}

/** Two quotations side by side, stacked where it is narrow, the words in which they differ marked. */
export function Quotes(props: QuotesProps) {
  const { wrote, says, wroteLabel, saysLabel, saysHref, wroteGone, saysGone, wroteLang, underWrote, underSays } = props
  const marked = differences(wrote, says)
  return (
    <div class="aw-quotes">
      <div class="aw-quotes-pair">
        <figure>
          <figcaption>{wroteLabel}</figcaption>
          {wrote === '' && wroteGone ? (
            <p class="aw-quotes-gone">{wroteGone}</p>
          ) : (
            <Quotation stretches={marked.wrote} lang={wroteLang} />
          )}
          {underWrote}
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
          {says === '' && saysGone ? <p class="aw-quotes-gone">{saysGone}</p> : <Quotation stretches={marked.says} />}
          {underSays}
        </figure>
      </div>
    </div>
  )
}

/** The quotation marks are the page's: in a Chinese or Japanese font they would be as wide as a character. */
function Quotation({ stretches, lang }: { stretches: Stretch[]; lang?: string | undefined }) {
  const words = stretches.map(({ text, differs }) => (differs ? <mark>{text}</mark> : text))
  return <blockquote dir="auto">“{lang ? <span lang={lang}>{words}</span> : words}”</blockquote>
}
