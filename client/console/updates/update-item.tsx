import { Quotes } from '../../ui/quotes.tsx'
import { exactTime } from '../../ui/times.ts'
import { claimStatusNames, updateKindNames } from '../../ui/words.ts'
import { Prose } from '../parts/prose.tsx'
import type { Update } from '../shapes.ts'
import { updates } from '../strings-updates.ts'
import { UpdateActs } from './update-acts.tsx'

/** Where an update is on the page. */
export const placeOf = ({ id }: Pick<Update, 'id'>) => `update-${id}`

/** What it is called, one among several. */
function calledOf({ number, scheduledFor }: Update): string {
  if (number !== null) return updates.number(number)
  return scheduledFor ? updates.scheduledThen(exactTime(scheduledFor)) : updates.scheduled
}

/** How it stands, in words: who, since when, what became of it. */
function standingOf({ author, state, scheduledFor, publishedAt, editedAt, withdrawal, answers }: Update): string {
  const times =
    state === 'scheduled'
      ? [scheduledFor && updates.scheduledFor(exactTime(scheduledFor))]
      : [
          publishedAt && updates.publishedAt(exactTime(publishedAt)),
          editedAt && updates.editedAt(exactTime(editedAt)),
          withdrawal && updates.withdrawnAt(exactTime(withdrawal.at)),
        ]
  const said = [author, times.filter(Boolean).join(', '), answers && updates.answersCase(answers.reference)]
  return said.filter(Boolean).join(' · ')
}

function Amends({ anchor }: { anchor: NonNullable<Update['anchor']> }) {
  const { exact } = anchor.quotation
  if (anchor.after !== null)
    return <Quotes wrote={exact} says={anchor.after} wroteLabel={updates.said} saysLabel={updates.saysNow} />
  return (
    <p class="co-update-beside">
      {updates.passage} <q dir="auto">{exact}</q>
    </p>
  )
}

interface UpdateItemProps {
  update: Update
  all: Update[]
  mayPublish: boolean
  onStale: () => void
}

/** One update as readers see it, how it stands, and what can be done about it. */
export function UpdateItem({ update, all, mayPublish, onStale }: UpdateItemProps) {
  const { number, kind, status, withdrawal, anchor, credit } = update
  const name = number === null ? updates.scheduled : updates.number(number)
  return (
    <li class={`co-update co-update-${update.state}`} id={placeOf(update)} tabIndex={-1}>
      <h4 class="co-update-head">
        <span class="co-update-number">{withdrawal ? `${name}:` : name}</span>
        {withdrawal ? (
          <span class="co-update-why" dir="auto">
            {updates.withdrawnWhy(withdrawal.reason)}
          </span>
        ) : (
          // “UPDATE 2” says it already.
          (kind !== 'update' || number === null) && <span>{updateKindNames[kind]}</span>
        )}
        {status && !withdrawal && <span class="co-update-status">{claimStatusNames[status]}</span>}
      </h4>
      <p class="co-update-by">{standingOf(update)}</p>
      {!withdrawal && <Prose html={update.html} />}
      {anchor && <Amends anchor={anchor} />}
      {credit && (
        <p class="co-update-beside">
          {updates.thanks}{' '}
          {credit.commentId ? (
            <a
              class="aw-link"
              href={`/stories/${update.storyId}#comment-${credit.commentId}`}
              target="_blank"
              rel="noopener"
            >
              {credit.name}
            </a>
          ) : (
            credit.name
          )}
        </p>
      )}
      {mayPublish && <UpdateActs update={update} all={all} name={calledOf(update)} onStale={onStale} />}
    </li>
  )
}
