import { useEffect, useState } from 'preact/hooks'
import { ask } from '../session.ts'
import { useThread } from '../thread.ts'
import { words } from './words.ts'

/** Under the list: muting the thread of this page, and the way to all that can be chosen. */
export function Choices() {
  const thread = useThread()
  const [isMuted, setMuted] = useState<boolean | null>(null)
  const [hasFailed, setFailed] = useState(false)
  const id = thread.story.value?.id ?? ''
  useEffect(() => {
    ask(thread.session, 'GET /api/v1/stories/:id/mine', { params: { id } }).then(
      ({ level }) => setMuted(level === 'muted'),
      () => undefined,
    )
  }, [id])
  const mute = async (wanted: boolean) => {
    setMuted(wanted)
    setFailed(false)
    const level = wanted ? ('muted' as const) : null
    try {
      await ask(thread.session, 'PATCH /api/v1/stories/:id/subscription', { params: { id }, body: { level } })
      if (wanted) thread.isSubscribed.value = false
    } catch {
      setMuted(!wanted)
      setFailed(true)
    }
  }
  return (
    <div class="notices-choices">
      {isMuted !== null && (
        <>
          <label>
            <input
              type="checkbox"
              checked={isMuted}
              aria-describedby="notices-mute-why"
              onChange={(event) => void mute(event.currentTarget.checked)}
            />
            {words.mute}
          </label>
          <p id="notices-mute-why">{words.muteWhy}</p>
        </>
      )}
      {hasFailed && <p role="alert">{words.muteFailed}</p>}
      <a class="aw-link" href={`${thread.base}/account/notices`} target="_blank" rel="noopener">
        {words.settings}
      </a>
    </div>
  )
}
