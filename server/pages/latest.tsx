import { claimStatusNames, updateKindNames } from '../../client/ui/words.ts'
import type { NumberedUpdate } from '../../db/updates.ts'
import { plainText } from '../text/plain.ts'
import { NearMoment } from './moment.tsx'
import { standfirst } from './rules.ts'

interface Props {
  updates: NumberedUpdate[]
  /** Path of their story. */
  path: string
  /** Epoch ms. */
  now: number
}

/** The newest updates of the story that leads, beside it. */
export function Latest({ updates, path, now }: Props) {
  return (
    <aside class="latest" aria-label="Latest on this story">
      <ol>
        {updates.map((update) => (
          <li>
            <p class="latest-head">
              <b>Update {update.number}</b> <NearMoment at={update.publishedAt} now={now} />
            </p>
            <p>
              <a class="latest-line" href={`${path}#comments`}>
                {standfirst(plainText(update.html), 130)}
              </a>
            </p>
            <p class="meta">
              {updateKindNames[update.kind]}
              {update.status && `, ${claimStatusNames[update.status].toLowerCase()}`}
            </p>
          </li>
        ))}
      </ol>
    </aside>
  )
}
