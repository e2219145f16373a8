import { exactTime } from '../../ui/times.ts'
import { claimStatusNames, updateKindNames } from '../../ui/words.ts'
import { Prose } from '../parts/prose.tsx'
import { Empty } from '../parts/states.tsx'
import type { Update } from '../shapes.ts'
import { updates } from '../strings.ts'

function UpdateItem({ update }: { update: Update }) {
  const { number, kind, status, answers } = update
  return (
    <li class="co-update" id={`update-${number}`} tabIndex={-1}>
      <h4 class="co-update-head">
        <span class="co-update-number">{updates.number(number)}</span>
        <span>{updateKindNames[kind]}</span>
        {status && <span class="co-update-status">{claimStatusNames[status]}</span>}
      </h4>
      <p class="co-update-by">
        {update.author}, <time dateTime={update.publishedAt}>{exactTime(update.publishedAt)}</time>
        {answers && ` · ${updates.answersCase(answers.reference)}`}
      </p>
      <Prose html={update.html} />
    </li>
  )
}

/** What has been published on the story, newest first. */
export function UpdateList({ list }: { list: Update[] }) {
  if (list.length === 0) return <Empty>{updates.none}</Empty>
  return (
    <ol class="co-updates" reversed>
      {list.map((update) => (
        <UpdateItem key={update.id} update={update} />
      ))}
    </ol>
  )
}
