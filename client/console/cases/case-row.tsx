import { useSlowClock, When } from '../../ui/when.tsx'
import { findingNames } from '../../ui/words.ts'
import type { CasesAt } from '../router.ts'
import { href } from '../router.ts'
import { isStaff } from '../session.ts'
import type { CaseSummary } from '../shapes.ts'
import type { Row } from '../steady-list.ts'
import { kindWords, queueOf, queueWords, stateName } from '../strings-cases.ts'
import { dueOf } from './due.ts'
import { shownState } from './standing-of.ts'

/** When it is due, said in words and, once it is late, in colour. Of what is settled, and for authors: when it was flagged. */
function Due({ item, gone }: Row<CaseSummary>) {
  const now = useSlowClock()
  const queue = queueOf(item.state)
  if (gone || !isStaff.value || queue === 'decided' || queue === 'ended') return <When at={item.createdAt} />
  const { words, isOver } = dueOf(item.dueAt, now)
  return <span class={isOver ? 'co-overdue' : undefined}>{words}</span>
}

/** Who has it in hand, while there is anything to do. */
function whoHasIt({ isMine, assignee, state }: CaseSummary): string | null {
  if (isMine) return queueWords.yours
  if (queueOf(state) === 'decided' || queueOf(state) === 'ended') return null
  return assignee && queueWords.theirs(assignee)
}

/** What stands under a row: its flags, where it stands, who is on it. */
function Facts({ item, gone }: Row<CaseSummary>) {
  const who = whoHasIt(item)
  return (
    <span class="co-case-line">
      {gone && <b class="co-case-done">{queueWords.gone}</b>}
      {item.finding && <b class={gone ? undefined : 'co-case-done'}>{findingNames[item.finding]}</b>}
      <span>{stateName(shownState(item, isStaff.value), item.kind)}</span>
      {item.flagCount !== null && item.flagCount > 0 && (
        <span>
          {queueWords.flags(item.flagCount)}
          {item.weight !== null && `, ${queueWords.weight(item.weight)}`}
        </span>
      )}
      {item.updateNumber !== null && <span>{queueWords.update(item.updateNumber)}</span>}
      {who && <span class={item.isMine ? 'co-yours' : 'co-theirs'}>{who}</span>}
    </span>
  )
}

interface CaseRowProps {
  row: Row<CaseSummary>
  at: CasesAt
  isCurrent: boolean
  onOpen: () => void
}

/** A case in a list, in four lines that stay as high as they are. */
export function CaseRow({ row, at, isCurrent, onOpen }: CaseRowProps) {
  const { item, gone } = row
  return (
    <li class={gone ? 'co-case-gone' : undefined}>
      <a
        class="co-case-row"
        data-row={item.id}
        href={href.case(item.id, at)}
        aria-current={isCurrent ? 'true' : undefined}
        onClick={onOpen}
      >
        <span class="co-case-top">
          <span class="co-case-reference">{item.reference}</span>
          <span class="co-case-kind">{kindWords(item)}</span>
          <Due {...row} />
        </span>
        <span class="co-case-wrote" dir="auto">
          {item.wrote}
        </span>
        <span class="co-case-under">
          {item.commenter}, {item.storyTitle}
        </span>
        <Facts {...row} />
      </a>
    </li>
  )
}
