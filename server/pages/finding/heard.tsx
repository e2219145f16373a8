import { claimStatusNames, updateKindNames } from '../../../client/ui/words.ts'
import type { NumberedUpdate } from '../../../db/updates.ts'
import { FixedMoment } from '../moment.tsx'
import type { Published } from './about.ts'
import { unheardWords } from './words.ts'

/** What the person concerned says to it, or what became of their right to. */
export function Reply({ found }: { found: Published }) {
  const { reply, repliedAt, comment } = found
  return (
    <section>
      <h2>The reply</h2>
      {reply === null ? (
        <p>{unheardWords(found)}</p>
      ) : (
        <>
          <blockquote class="case-words" dir="auto">
            {reply}
          </blockquote>
          <p class="case-facts">
            {comment?.author ? <bdi>{comment.author}</bdi> : 'The person concerned'}
            {repliedAt !== null && (
              <>
                , <FixedMoment at={Date.parse(repliedAt)} />
              </>
            )}
          </p>
        </>
      )}
    </section>
  )
}

interface AnswersProps {
  found: Published
  /** The update that answers the case. */
  update: NumberedUpdate | undefined
  storyHref: string
}

/** What the story's author says to it, and the update that came of it. */
export function Answers({ found: { answer, answeredAt }, update, storyHref }: AnswersProps) {
  return (
    <>
      {answer !== null && (
        <section>
          <h2>The story’s author</h2>
          <blockquote class="case-words" dir="auto">
            {answer}
          </blockquote>
          {answeredAt !== null && (
            <p class="case-facts">
              <FixedMoment at={Date.parse(answeredAt)} />
            </p>
          )}
        </section>
      )}
      {update && (
        <section class="case-update">
          <h2>
            <span class="aw-small-caps">UPDATE {update.number}</span> {updateKindNames[update.kind]}
            {update.status && `, ${claimStatusNames[update.status].toLowerCase()}`}
          </h2>
          <div class="prose" dangerouslySetInnerHTML={{ __html: update.html }} />
          <p class="case-facts">
            <FixedMoment at={update.publishedAt} />, <a href={`${storyHref}#comments`}>on the story</a>
          </p>
        </section>
      )}
    </>
  )
}
