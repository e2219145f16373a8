import type { Context } from '../../context.ts'
import type { WayOut } from '../../notices/letters/switch-off.ts'
import { renderPage } from '../layout.tsx'
import { groupNames, words } from './words.ts'

type Stage = 'asks' | 'off' | 'undone'

const heads: Record<Stage, { title: string; line: string }> = {
  asks: { title: words.wayOut, line: words.wayOutAsk },
  off: { title: words.wayOutDone, line: words.wayOutIsDone },
  undone: { title: words.undone, line: words.isUndone },
}

/** The page a letter's way out leads to: asks first, then says what was done and offers to undo it. */
export function wayOutPage(ctx: Context, token: string, stage: Stage, { groups, stories }: WayOut): string {
  const { title, line } = heads[stage]
  return renderPage(
    ctx,
    { title, description: words.wayOutDescription, frame: 'slip', hidden: true },
    <div class="slip way-out">
      <h1>{title}</h1>
      <p role={stage === 'asks' ? undefined : 'status'}>{line}</p>
      <ul>
        {groups.map((group) => (
          <li>{groupNames[group].name}</li>
        ))}
        {stories.map((story) => (
          <li>
            {groupNames.threads.name}: <bdi>{story}</bdi>
          </li>
        ))}
      </ul>
      {stage !== 'undone' && <p>{words.wayOutStays}</p>}
      <Act token={token} stage={stage} />
      <p>
        <a href="/account/notices">{words.toSettings}</a>
      </p>
    </div>,
  )
}

/** A button: what only opens an address, such as a mail program that looks at links, must change nothing. */
function Act({ token, stage }: { token: string; stage: Stage }) {
  const isOff = stage === 'off'
  return (
    <form method="post" action={`/unsubscribe${isOff ? '/undo' : ''}?token=${token}`}>
      <button type="submit" class={stage === 'asks' ? 'aw-button aw-button-primary' : 'aw-button'}>
        {isOff ? words.undo : words.wayOutButton}
      </button>
    </form>
  )
}

/** For a token that no letter has, or whose letter is too old. */
export function unknownWayOutPage(ctx: Context): string {
  return renderPage(
    ctx,
    { title: words.wayOutUnknown, description: words.wayOutDescription, frame: 'slip', hidden: true },
    <div class="slip way-out">
      <h1>{words.wayOutUnknown}</h1>
      <p>{words.wayOutUnknownWhy}</p>
      <p>
        <a href="/account/notices">{words.toSettings}</a>
      </p>
    </div>,
  )
}
