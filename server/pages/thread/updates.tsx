import type * as z from 'zod'
import { claimStatusNames, updateKindNames } from '../../../client/ui/words.ts'
import { strings } from '../../../client/widget/strings.ts'
import type { Update } from '../../contract/updates.ts'
import { Moment } from '../moment.tsx'
import { permalink } from './addresses.ts'
import { Prose } from './prose.tsx'

type Shown = z.output<typeof Update>

/** The numbered updates of a story, newest first and open, older ones folded. @param path of the story's page. */
export function Updates({ updates, path }: { updates: readonly Shown[]; path: string }) {
  if (updates.length === 0) return null
  return (
    <section class="updates" aria-label={strings.updatesHeading}>
      {updates.map((update, index) => (
        <details id={`update-${update.number}`} class="update" open={index === 0}>
          <summary>
            <span class="update-number aw-small-caps">{strings.update(update.number)}</span>
            {update.kind !== 'update' && <span class="update-kind">{updateKindNames[update.kind]}</span>}
            {update.status && <span class={`claim claim-${update.status}`}>{claimStatusNames[update.status]}</span>}
            <Moment at={Date.parse(update.publishedAt)} />
          </summary>
          {update.withdrawal ? (
            <p class="words" dir="auto">
              Withdrawn{update.withdrawal.reason ? `, because: ${update.withdrawal.reason}` : '.'}
            </p>
          ) : (
            <Prose html={update.html} />
          )}
          <Amended update={update} />
          <Foot update={update} path={path} />
        </details>
      ))}
    </section>
  )
}

/** The passage of the story that an update amends. */
function Amended({ update: { anchor } }: { update: Shown }) {
  if (!anchor) return null
  return (
    <p class="update-foot" dir="auto">
      The story said: “{anchor.quotation.exact}”{anchor.after !== null && <> It now says: “{anchor.after}”</>}
    </p>
  )
}

function Foot({ update: { author, answers, credit, editedAt }, path }: { update: Shown; path: string }) {
  return (
    <p class="update-foot">
      {strings.updateBy(author)}
      {editedAt && (
        <>
          {' · '}
          {strings.edited} <Moment at={Date.parse(editedAt)} />
        </>
      )}
      {credit && (
        <>
          {' · thanks to '}
          {credit.commentId ? (
            <a class="aw-link" href={permalink(path, credit.commentId)}>
              <bdi>{credit.name}</bdi>
            </a>
          ) : (
            <bdi>{credit.name}</bdi>
          )}
        </>
      )}
      {answers?.commentId && (
        <>
          {' · '}
          <a class="aw-link" href={permalink(path, answers.commentId)}>
            {strings.updateAnswers}
          </a>
        </>
      )}
    </p>
  )
}
