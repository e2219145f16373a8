import { When } from '../../../ui/when.tsx'
import { Excerpts } from '../../parts/excerpts.tsx'
import { href } from '../../router.ts'
import type { DryRun } from '../../shapes.ts'
import { screening as words } from '../../strings-screening.ts'

/** What a rule would have done to the comments of late. */
export function DryRunResult({ run }: { run: DryRun }) {
  const { looked, caught, published, refused, comments, isCut } = run
  const decided = published + refused > 0
  return (
    <section class="co-dry-run" aria-label={words.dryRun}>
      <p role="status">
        <b>{caught === 0 ? words.dryNone(looked) : words.dryCaught(caught, looked)}</b>{' '}
        {caught > 0 && (decided ? words.dryAgreement(refused, published) : words.dryUndecided)} {isCut && words.dryCut}
      </p>
      {comments.length > 0 && (
        <>
          {caught > comments.length && <p class="co-hint">{words.dryFirst(comments.length)}</p>}
          <ol>
            {comments.map((one) => (
              <li key={one.id}>
                <p class="co-dry-head">
                  <b>{one.author}</b> <When at={one.createdAt} />{' '}
                  <a class="aw-link" href={href.story(one.storyId)}>
                    {one.storyTitle}
                  </a>
                  {one.decided && <span class="co-dry-decided">{words.dryDecided[one.decided]}</span>}
                </p>
                <p class="co-hint">{one.words}</p>
                <Excerpts list={one.excerpts} />
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  )
}
