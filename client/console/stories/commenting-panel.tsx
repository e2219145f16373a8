import { useEffect, useRef, useState } from 'preact/hooks'
import { onceDrawn } from '../../ui/once-drawn.ts'
import { ask } from '../ask.ts'
import { useDesk } from '../live.ts'
import { useTick } from '../parts/use-tick.ts'
import type { PauseDraft } from '../pauses/pause-draft.ts'
import { PauseForm } from '../pauses/pause-form.tsx'
import { SuspensionCard } from '../pauses/suspension-card.tsx'
import type { Known } from '../pauses/suspension-state.ts'
import { inOrder, isSetAside, stateAt } from '../pauses/suspension-state.ts'
import { useResource } from '../resource.ts'
import { moderates } from '../session.ts'
import type { Commenting, Mode, Story } from '../shapes.ts'
import { pause } from '../strings-pauses.ts'

interface CommentingPanelProps {
  story: Story
  /** Something was done: what stands on the server is not what stands here. */
  onStale: () => void
}

/** All that holds or is planned: as staff see it, or for the story's author as readers do. */
function useSuspensionsOf(story: Story): { list: Known[]; reload: () => void } {
  const staff = moderates(story.section)
  const { data, reload } = useResource(`suspensions of ${story.id}`, async () =>
    staff ? (await ask('GET /api/v1/suspensions', { query: { storyId: story.id } })).suspensions : [],
  )
  useDesk((hinted) => (hinted === null || hinted === story.id) && reload())
  const { suspension, others } = story.commenting
  // The story's own news comes first; names, notes and requests are asked for after it.
  const version = JSON.stringify(story.commenting)
  useEffect(reload, [version])
  const told: Known[] = suspension ? [suspension, ...others] : others
  if (!staff || !data) return { list: told, reload }
  // Readers' news comes by itself and may be ahead of the list with names and notes.
  const known = new Set(data.map((one) => one.id))
  return { list: [...data, ...told.filter((one) => !known.has(one.id))], reload }
}

/** What kind of suspension is offered first: where a schedule or its age shuts a story, keeping it open. */
function begunFor(story: Story, { mode, suspension }: Commenting): Partial<PauseDraft> {
  const isShutByRule = mode === 'closed' && (!suspension || suspension.madeBy === 'schedule')
  return {
    scope: 'story',
    storyId: story.id,
    storyTitle: story.title,
    section: story.section,
    ...(isShutByRule && { mode: 'open' as const }),
  }
}

interface NewPauseProps extends CommentingPanelProps {
  /** What holds or is planned already. */
  current: Known[]
}

function NewPause({ story, onStale, current }: NewPauseProps) {
  /** What stood there when the writing began, and what it began with; null while nobody writes. */
  const [writing, setWriting] = useState<{ seen: string[]; begun: Partial<PauseDraft>; name: string } | null>(null)
  const opener = useRef<HTMLButtonElement>(null)
  const begun = begunFor(story, story.commenting)
  const label = begun.mode === 'open' ? pause.keepOpen : current.length === 0 ? pause.begin : pause.another
  const leave = () => {
    setWriting(null)
    onceDrawn(() => opener.current?.focus())
  }
  const start = (mode?: Mode) => {
    const seen = current.map((one) => one.id)
    setWriting(
      mode ? { seen, begun: { ...begun, mode }, name: `${story.id} ${mode}` } : { seen, begun, name: story.id },
    )
  }
  if (!writing)
    return (
      <div class="co-actions">
        <button ref={opener} type="button" class="aw-button" onClick={() => start()}>
          {label}
        </button>
        {(story.commenting.mode === 'open' || story.commenting.mode === 'slow') && (
          <button type="button" class="aw-quiet" onClick={() => start('premoderated')}>
            {pause.checkFirst}
          </button>
        )}
      </div>
    )
  const done = () => {
    leave()
    onStale()
  }
  return (
    <>
      {current.some((one) => !writing.seen.includes(one.id)) && (
        <p class="co-warning co-arrived" role="status">
          {pause.arrived}
        </p>
      )}
      <PauseForm name={writing.name} begun={writing.begun} story={story} onDone={done} onCancel={leave} />
    </>
  )
}

function Stand({ story, list }: { story: Story; list: Known[] }) {
  const holds = list.some((one) => one.scope !== 'branch')
  if (story.commenting.mode === 'closed' && !story.commenting.suspension)
    return <p class="co-stand">{pause.isClosed}</p>
  return holds ? null : <p class="co-stand">{pause.isOpen}</p>
}

/** How commenting on the story stands, and what can be done about it. */
export function CommentingPanel({ story, onStale }: CommentingPanelProps) {
  const now = useTick()
  const { list, reload } = useSuspensionsOf(story)
  const known = inOrder(list, now).filter((one) => stateAt(one, now) !== 'ended')
  const running = known.filter((one) => stateAt(one, now) !== 'planned')
  const aside = running.filter((one) => isSetAside(one, running))
  const current = [...known.filter((one) => !aside.includes(one)), ...aside]
  const stale = () => {
    reload()
    onStale()
  }
  return (
    <section class="co-panel" aria-labelledby="commenting-title">
      <h2 id="commenting-title">{pause.title}</h2>
      <Stand story={story} list={running} />
      {current.length > 0 && (
        <div class="co-suspensions">
          {current.map((one) => (
            <SuspensionCard
              key={one.id}
              suspension={one}
              now={now}
              isAside={aside.includes(one)}
              others={current.filter((other) => other !== one && other.scope !== 'branch' && !aside.includes(other))}
              onDone={stale}
            />
          ))}
        </div>
      )}
      {moderates(story.section) ? (
        <NewPause story={story} onStale={stale} current={current} />
      ) : (
        <p class="co-hint">{pause.onlyModerators}</p>
      )}
    </section>
  )
}
