import { useLayoutEffect, useRef } from 'preact/hooks'
import { CommentPicker } from '../parts/comment-picker.tsx'
import type { Comment } from '../shapes.ts'
import { crediting } from '../strings-updates.ts'

interface TurnReplyProps {
  storyId: string
  onPick: (comment: Comment) => void
  onLeave: () => void
}

/** Finds the reply that becomes an update. */
export function TurnReply({ storyId, onPick, onLeave }: TurnReplyProps) {
  const place = useRef<HTMLFieldSetElement>(null)
  useLayoutEffect(() => place.current?.querySelector('input')?.focus(), [])
  return (
    <fieldset
      ref={place}
      class="co-fieldset co-turn"
      aria-label={crediting.turn}
      onKeyDown={(event) => event.key === 'Escape' && onLeave()}
    >
      <CommentPicker
        storyId={storyId}
        label={crediting.turnLabel}
        value=""
        onPick={(comment) => comment && onPick(comment)}
      />
      <button type="button" class="aw-quiet" onClick={onLeave}>
        {crediting.leave}
      </button>
    </fieldset>
  )
}
