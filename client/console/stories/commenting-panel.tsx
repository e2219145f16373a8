import { useRef, useState } from 'preact/hooks'
import { useSlowClock } from '../../ui/when.tsx'
import { isStaff } from '../session.ts'
import type { Commenting, Story } from '../shapes.ts'
import { cases, pause } from '../strings.ts'
import { usePauseDraft } from './pause-draft.ts'
import { PauseForm } from './pause-form.tsx'
import { RunningPause } from './running-pause.tsx'
import { standOf } from './story-state.tsx'

interface CommentingPanelProps {
  story: Story
  onChange: (commenting: Commenting) => void
  /** What stands on the server is not what stands here. */
  onStale: () => void
}

/** The text of a moderator who was not the first to pause: shown, never thrown away unasked. */
function KeptPause({ storyId }: { storyId: string }) {
  const [draft, , clear] = usePauseDraft(storyId)
  if (draft.reason.trim() === '') return null
  return (
    <div class="co-kept">
      <p role="alert">{pause.otherPaused}</p>
      <p class="co-kept-text">{draft.reason}</p>
      {draft.note.trim() && <p class="co-kept-text">{draft.note}</p>}
      <button type="button" class="aw-quiet" onClick={clear}>
        {cases.discard}
      </button>
    </div>
  )
}

function OpenThread({ story, onChange, onStale }: CommentingPanelProps) {
  const [writing, setWriting] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const cancel = () => {
    setWriting(false)
    requestAnimationFrame(() => opener.current?.focus())
  }
  if (!writing)
    return (
      <>
        <p class="co-stand">{pause.isOpen}</p>
        {isStaff.value ? (
          <button ref={opener} type="button" class="aw-button" onClick={() => setWriting(true)}>
            {pause.begin}
          </button>
        ) : (
          <p class="co-hint">{pause.onlyModerators}</p>
        )}
      </>
    )
  return (
    <PauseForm
      story={story}
      onPaused={(suspension) => onChange({ mode: 'paused', suspension })}
      onConflict={onStale}
      onCancel={cancel}
    />
  )
}

/** How commenting on the story stands, and what can be done about it. */
export function CommentingPanel(props: CommentingPanelProps) {
  const { story, onChange } = props
  const stand = standOf(story.commenting, useSlowClock())
  const suspension = story.commenting.suspension
  const isPaused = (stand.kind === 'paused' || stand.kind === 'overdue') && suspension
  return (
    <section class="co-panel" aria-labelledby="commenting-title">
      <h2 id="commenting-title">{pause.title}</h2>
      {stand.kind === 'closed' && <p class="co-stand">{pause.isClosed}</p>}
      {stand.kind === 'open' && <OpenThread {...props} />}
      {isPaused && (
        <>
          <RunningPause suspension={suspension} onEnded={() => onChange({ mode: 'open', suspension: null })} />
          <KeptPause storyId={story.id} />
        </>
      )}
    </section>
  )
}
