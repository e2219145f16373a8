import { useCells } from '../cells.ts'
import { strings } from '../strings.ts'
import { NOTHING_HELD } from '../thread.ts'
import { UpdateList } from '../updates/update-list.tsx'
import { whatWaits } from '../waiting.ts'
import { type Article, reveal } from './article.ts'

/** The updates in the article, with a button for what would move its text. Takes no room while there are none. */
export function ArticleUpdates({ article }: { article: Article }) {
  useCells(article)
  const { base, root, storyUrl, heights, waiting } = article
  const updates = article.updates.value
  const words = whatWaits({ ...NOTHING_HELD, updates: waiting.value }, new Map(), updates)
  const hrefOf = (id: string) => `${document.querySelector('afterword-thread') ? '' : storyUrl}#comment-${id}`
  return (
    // An empty title, or the one on the element would hover over everything here.
    <div class={updates.length > 0 ? 'surface' : 'surface surface-empty'} title="">
      <div class="pill-place">
        {words && (
          <button type="button" class="pill" onClick={() => reveal(article)}>
            <span>{words}</span> — <u>{strings.show}</u>
          </button>
        )}
      </div>
      <UpdateList updates={updates} place={{ base, root, storyUrl, heights, hrefOf }} />
      <p role="status" class="aw-hidden">
        {words}
      </p>
    </div>
  )
}
