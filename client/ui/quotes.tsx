import { differences, type Stretch } from './difference.ts'

interface QuotesProps {
  wrote: string
  says: string
  /** Names of the two columns, such as “They wrote”. */
  wroteLabel: string
  saysLabel: string
  /** Where the passage stands, if it can be linked to. */
  saysHref?: string | undefined
  /** Said in place of a passage that is gone. */
  saysGone?: string
}

/** Two quotations side by side, stacked where it is narrow, the words in which they differ marked. */
export function Quotes({ wrote, says, wroteLabel, saysLabel, saysHref, saysGone }: QuotesProps) {
  const marked = differences(wrote, says)
  return (
    <div class="aw-quotes">
      <div class="aw-quotes-pair">
        <figure>
          <figcaption>{wroteLabel}</figcaption>
          <Quotation stretches={marked.wrote} />
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
          {says === '' && saysGone ? <p>{saysGone}</p> : <Quotation stretches={marked.says} />}
        </figure>
      </div>
    </div>
  )
}

function Quotation({ stretches }: { stretches: Stretch[] }) {
  return (
    <blockquote dir="auto">“{stretches.map(({ text, differs }) => (differs ? <mark>{text}</mark> : text))}”</blockquote>
  )
}
