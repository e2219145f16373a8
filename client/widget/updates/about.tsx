import { passageHref } from '../../ui/note-card.tsx'
import { Quotes } from '../../ui/quotes.tsx'
import type { StoryUpdate } from '../tree.ts'
import { updateStrings as strings } from './strings.ts'

interface AboutProps {
  anchor: NonNullable<StoryUpdate['anchor']>
  storyUrl: string | undefined
}

/** The passage of the story that an update amends: what stood there, and what stands there now. */
export function About({ anchor, storyUrl }: AboutProps) {
  const { quotation, after } = anchor
  const href = storyUrl && passageHref(storyUrl, after ?? quotation.exact)
  if (after === null)
    return (
      <p class="update-about">
        {href ? (
          <a class="aw-link" href={href}>
            {strings.about}
          </a>
        ) : (
          strings.about
        )}
        : <q dir="auto">{quotation.exact}</q>
      </p>
    )
  return (
    <div class="update-about">
      <Quotes
        wrote={quotation.exact}
        says={after}
        wroteLabel={strings.itSaid}
        saysLabel={strings.itSays}
        saysHref={href}
      />
    </div>
  )
}
