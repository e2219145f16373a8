import { useKeys } from '../keys.ts'
import { href, navigate } from '../router.ts'
import { overview } from '../strings-overview.ts'

/** The head of the view of pauses: its two tabs, and the way to a new pause. */
export function PausesHead({ here }: { here: 'standing' | 'heat' }) {
  useKeys({ n: () => navigate(href.newPause()) })
  return (
    <header class="co-pauses-head">
      <h1 tabIndex={-1}>{overview.title}</h1>
      <a class="aw-button aw-button-primary" href={href.newPause()}>
        {overview.create}
      </a>
      <div class="co-tabs">
        <nav aria-label={overview.tabs}>
          <a href={href.pauses()} aria-current={here === 'standing' ? 'page' : undefined}>
            {overview.standing}
          </a>
          <a href={href.heat()} aria-current={here === 'heat' ? 'page' : undefined}>
            {overview.heat}
          </a>
        </nav>
      </div>
    </header>
  )
}
