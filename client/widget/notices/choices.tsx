import { useEffect, useState } from 'preact/hooks'
import type { Result } from '../../../server/contract/index.ts'
import { ask } from '../session.ts'
import { useThread } from '../thread.ts'
import { words } from './words.ts'

type Level = Result<'GET /api/v1/stories/:id/mine'>['level']

/** Under the list: muting the thread of this page, and the way to all that can be chosen. */
export function Choices() {
  const thread = useThread()
  const [level, setLevel] = useState<Level | undefined>(undefined)
  const [before, setBefore] = useState<Level>(null)
  const [hasFailed, setFailed] = useState(false)
  const id = thread.story.value?.id ?? ''
  useEffect(() => {
    ask(thread.session, 'GET /api/v1/stories/:id/mine', { params: { id } }).then(
      (mine) => setLevel(mine.level),
      () => undefined,
    )
  }, [id])
  // Who mutes a thread they follow, and thinks again, follows it as before.
  const choose = async (wanted: Level) => {
    const old = level ?? null
    setLevel(wanted)
    setFailed(false)
    try {
      await ask(thread.session, 'PATCH /api/v1/stories/:id/subscription', { params: { id }, body: { level: wanted } })
      setBefore(old)
      thread.isSubscribed.value = wanted !== null && wanted !== 'muted'
    } catch {
      setLevel(old)
      setFailed(true)
    }
  }
  return (
    <div class="notices-choices">
      {level !== undefined && (
        <>
          <label>
            <input
              type="checkbox"
              checked={level === 'muted'}
              aria-describedby="notices-mute-why"
              onChange={(event) => void choose(event.currentTarget.checked ? 'muted' : before)}
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
