import { When } from '../../ui/when.tsx'
import { beginning, plainText } from '../parts/plain-text.ts'
import type { DeskAt } from '../router.ts'
import { href } from '../router.ts'
import type { QueueItem } from '../shapes.ts'
import type { Row } from '../steady-list.ts'
import { desk } from '../strings-desk.ts'
import type { Mark } from './use-decisions.ts'

interface CommentRowProps {
  row: Row<QueueItem>
  mark: Mark | undefined
  at: DeskAt
  isCurrent: boolean
  isSelected: boolean
  onOpen: () => void
  /** `isRange`: and all from the one selected before. */
  onSelect: (isRange: boolean) => void
}

/** What stands under a row: what became of it, what marks it, who has it. */
function Facts({ row: { item, gone }, mark, at }: Pick<CommentRowProps, 'row' | 'mark' | 'at'>) {
  const outcome = mark?.outcome ?? (gone ? 'gone' : null)
  return (
    <span class="co-case-line">
      {outcome && <b class="co-case-done">{desk.outcome[outcome]}</b>}
      {!outcome && at.queue === 'all' && <span>{desk.states[item.state]}</span>}
      {!outcome && item.isFirst && at.queue !== 'first' && <span class="co-first">{desk.isFirst}</span>}
      {!outcome && item.screenings[0] && <span>{item.screenings[0].name}</span>}
      {!outcome && item.claim && (
        <span class={item.claim.isMine ? 'co-yours' : 'co-theirs'}>
          {item.claim.isMine ? desk.youHave : desk.has(item.claim.by)}
        </span>
      )}
      {mark?.trouble && <span class="co-error">{mark.trouble}</span>}
    </span>
  )
}

/** A comment in the list, with the box that selects it. */
export function CommentRow({ row, mark, at, isCurrent, isSelected, onOpen, onSelect }: CommentRowProps) {
  const { item, gone } = row
  const isDone = gone || (mark?.outcome ?? null) !== null
  return (
    <li class={isDone ? 'co-desk-item co-case-gone' : 'co-desk-item'}>
      <label class="co-select">
        <span class="aw-hidden">{desk.select(item.author)}</span>
        <input type="checkbox" checked={isSelected} disabled={isDone} onClick={(event) => onSelect(event.shiftKey)} />
      </label>
      <a
        class="co-case-row"
        data-row={item.id}
        href={href.desk(at, item.id)}
        aria-current={isCurrent ? 'true' : undefined}
        onClick={onOpen}
        onKeyDown={(event) => {
          if (event.key !== ' ') return
          event.preventDefault()
          onSelect(event.shiftKey)
        }}
      >
        <span class="co-case-top">
          <bdi class="co-case-kind">{item.author}</bdi>
          <When at={item.createdAt} />
        </span>
        <span class="co-case-wrote" dir="auto">
          {beginning(plainText(item.html), 160)}
        </span>
        <span class="co-case-under">{item.storyTitle}</span>
        <Facts row={row} mark={mark} at={at} />
      </a>
    </li>
  )
}
