import { useRef } from 'preact/hooks'
import { useCells } from './cells.ts'
import { showPermalink } from './load.ts'
import { modesNow } from './modes.ts'
import { strings } from './strings.ts'
import { submit } from './submit.ts'
import { type Thread, useThread } from './thread.ts'
import { WritingForm } from './writing-form.tsx'

/** The place to write under the story, or the notice that stands there instead. */
export function ComposerArea() {
  const thread = useThread()
  const draft = thread.drafts?.of('story')
  useCells(draft ?? {})
  const text = draft?.text.value ?? ''
  const { Notice, allows } = modesNow() ?? {}
  const isOpen = allows?.(thread, 'story') ?? true
  const form = useRef<{ isOpen?: boolean; shown: boolean }>({ shown: true })
  // An empty form gives way to the notice, but not under the hands of someone about to write.
  if (form.current.isOpen !== isOpen)
    form.current = { isOpen, shown: isOpen || thread.root.activeElement?.id === 'write-story' }
  const shown = form.current.shown || text !== ''
  return (
    <div class="composer-area" data-mark>
      {Notice ? <Notice key="notice" /> : null}
      <div key="form" hidden={!shown}>
        <WritingForm
          place="story"
          label={strings.yourComment}
          action={strings.post}
          onSubmit={() => submit(thread, 'story')}
        />
        <OtherDraft thread={thread} />
      </div>
      {thread.reserve.value > 0 ? <div key="reserve" style={{ blockSize: `${thread.reserve.value}px` }} /> : null}
    </div>
  )
}

/** Leads to a reply begun earlier whose comment is not on the page. */
function OtherDraft({ thread }: { thread: Thread }) {
  const elsewhere = (thread.drafts?.places() ?? [])
    .map((place) => place.split(':')[1])
    .find((id) => id && !thread.comments.value.has(id))
  if (!elsewhere || !thread.next.value) return null
  return (
    <p class="other-draft">
      {strings.otherDraft}{' '}
      <button type="button" class="aw-link" onClick={() => void showPermalink(thread, elsewhere)}>
        {strings.goToIt}
      </button>
    </p>
  )
}
