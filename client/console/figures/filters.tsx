import { useId, useState } from 'preact/hooks'
import { ask } from '../ask.ts'
import { StoryPicker } from '../parts/story-picker.tsx'
import { useSite } from '../pauses/use-site.ts'
import { useResource } from '../resource.ts'
import { href, navigate } from '../router.ts'
import { isOfSite, isStaff, me } from '../session.ts'
import { figures } from '../strings-figures.ts'
import { type FiguresAt, RANGES } from './figures-at.ts'

interface FilterProps {
  at: FiguresAt
  /** The days that are shown, and today, by the site's calendar. */
  shown: { from: string; to: string; today: string } | undefined
}

const go = (at: FiguresAt) => navigate(href.figures(at), { replace: true })

/** Which days, which part of the site, and whether against the period before. */
export function Filters({ at, shown }: FilterProps) {
  const days = (range: FiguresAt['range']) =>
    range === 'days' && shown ? { from: at.from || shown.from, to: at.to || shown.to } : { from: '', to: '' }
  return (
    <div class="co-figure-filters">
      <div class="co-tabs">
        <nav aria-label={figures.ranges}>
          {RANGES.map((range) => (
            <a
              key={range}
              href={href.figures({ ...at, range, ...days(range) })}
              aria-current={at.range === range ? 'page' : undefined}
            >
              {figures.range[range]}
            </a>
          ))}
        </nav>
      </div>
      <div class="co-figure-fields">
        {at.range === 'days' && <OtherDays key={`${at.from} ${at.to}`} at={at} today={shown?.today} />}
        {isStaff.value ? <WhichStories at={at} /> : <OwnStory at={at} />}
        <label class="co-check">
          <input
            type="checkbox"
            checked={at.compare}
            onChange={(event) => go({ ...at, compare: event.currentTarget.checked })}
          />
          <span>{figures.compare}</span>
        </label>
      </div>
    </div>
  )
}

function OtherDays({ at, today }: { at: FiguresAt; today: string | undefined }) {
  const [from, setFrom] = useState(at.from)
  const [to, setTo] = useState(at.to)
  const [isWrong, setWrong] = useState(false)
  const id = useId()
  const show = (event: Event) => {
    event.preventDefault()
    const isRight = from !== '' && to !== '' && from <= to
    setWrong(!isRight)
    if (isRight) go({ ...at, from, to })
  }
  const field = (name: string, value: string, set: (day: string) => void) => (
    <div class="co-field">
      <label for={`${id}-${name}`}>{name}</label>
      <input
        id={`${id}-${name}`}
        class="aw-field"
        type="date"
        value={value}
        {...(today && { max: today })}
        aria-invalid={isWrong ? true : undefined}
        aria-describedby={isWrong ? `${id}-wrong` : undefined}
        onInput={(event) => set(event.currentTarget.value)}
      />
    </div>
  )
  return (
    <form class="co-figure-span" noValidate onSubmit={show}>
      {field(figures.from, from, setFrom)}
      {field(figures.to, to, setTo)}
      <button type="submit" class="aw-button">
        {figures.show}
      </button>
      {isWrong && (
        <p id={`${id}-wrong`} class="co-error" role="alert">
          {figures.wrongDays}
        </p>
      )}
    </form>
  )
}

function titleOf(id: string): Promise<string> {
  return ask('GET /api/v1/stories/:id', { params: { id } }).then(({ title }) => title)
}

function WhichStories({ at }: { at: FiguresAt }) {
  const sections = useSite().data?.sections ?? []
  const named = sections.filter(({ section }) => section !== '')
  const id = useId()
  if (at.storyId) return <OneStory key={at.storyId} at={at} />
  return (
    <>
      {named.length > 0 && (
        <div class="co-field">
          <label for={id}>{figures.section}</label>
          <select
            id={id}
            class="aw-field"
            value={at.section}
            onChange={(event) => go({ ...at, section: event.currentTarget.value })}
          >
            <option value="">{isOfSite.value ? figures.allSections : figures.ownSections}</option>
            {named.map(({ section }) => (
              <option key={section} value={section}>
                {section}
              </option>
            ))}
          </select>
        </div>
      )}
      <StoryPicker label={figures.ofStory} taken={[]} onPick={({ id }) => go({ ...at, section: '', storyId: id })} />
    </>
  )
}

function OneStory({ at }: { at: FiguresAt }) {
  const { data } = useResource(`title ${at.storyId}`, () => titleOf(at.storyId))
  return (
    <p class="co-figure-story">
      <a class="co-row-link" href={href.story(at.storyId)}>
        {data ?? '…'}
      </a>
      <button type="button" class="aw-link" onClick={() => go({ ...at, storyId: '' })}>
        {figures.anyStory}
      </button>
    </p>
  )
}

/** An author sees the figures of one story at a time. */
function OwnStory({ at }: { at: FiguresAt }) {
  const ids = me.value?.authorOf ?? []
  const id = useId()
  const { data } = useResource('titles of own stories', () =>
    Promise.all(ids.map(async (id) => ({ id, title: await titleOf(id) }))),
  )
  return (
    <div class="co-field">
      <label for={id}>{figures.story}</label>
      <select
        id={id}
        class="aw-field"
        value={at.storyId}
        onChange={(event) => go({ ...at, storyId: event.currentTarget.value })}
      >
        {(data ?? []).map((story) => (
          <option key={story.id} value={story.id}>
            {story.title}
          </option>
        ))}
      </select>
    </div>
  )
}
