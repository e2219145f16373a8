import { renderNow } from './still.ts'
import { strings } from './strings.ts'
import { submit } from './submit.ts'
import { toggle, useThread } from './thread.ts'
import type { Shown } from './tree.ts'
import { WritingForm } from './writing-form.tsx'

/** The form under a comment that is being answered. What was written stays when it is put away. */
export function ReplyForm({ comment }: { comment: Shown }) {
  const thread = useThread()
  const { id } = comment
  return (
    <div class="reply-form" data-mark>
      <WritingForm
        place={`reply:${id}`}
        label={strings.yourReply(comment.author?.name ?? strings.deletedAuthor)}
        action={strings.postReply}
        onSubmit={() => submit(thread, `reply:${id}`)}
        onCancel={() => {
          toggle(thread.replying, id, false)
          renderNow()
          thread.root.querySelector<HTMLElement>(`[data-reply="${id}"]`)?.focus()
        }}
      />
    </div>
  )
}
