import { href } from '../router.ts'
import type { Heat, StoryHeat } from '../shapes.ts'
import { StoryState } from '../stories/story-state.tsx'
import { heat } from '../strings-heat.ts'
import { Sparkline } from './sparkline.tsx'
import { isHot } from './use-heat.ts'

type Limits = Heat['limits']

/** The limits a story has reached, in words. */
export function overWords({ over, ...counts }: StoryHeat, limits: Limits): string {
  return over.map((which) => heat.over[which](counts[which], limits[which])).join('; ')
}

/** The way to the form that is filled in for this story. */
export function Proposal({ story }: { story: StoryHeat }) {
  return (
    <a class="aw-button" href={href.pauseHeated(story.storyId)}>
      <span aria-hidden="true">{heat.propose}</span>
      <span class="aw-hidden">{heat.proposeFor(story.title)}</span>
    </a>
  )
}

function HeatRow({ story, limits }: { story: StoryHeat; limits: Limits }) {
  const { column } = heat
  const count = (which: 'comments' | 'flags' | 'rejections') => (
    <td class="co-cell-number" data-label={column[which]}>
      {story.over.includes(which) ? <strong class="co-over">{story[which]}</strong> : story[which]}
    </td>
  )
  return (
    <tr>
      <th scope="row">
        <a class="co-row-link" data-row href={href.story(story.storyId)}>
          {story.title}
        </a>
        <span class="co-row-under">{story.section}</span>
        {story.over.length > 0 && <span class="co-over-words">{overWords(story, limits)}</span>}
      </th>
      <td class="co-cell-spark">
        <Sparkline hours={story.hours} least={limits.comments} label={heat.spark(story.title, story.hours)} />
      </td>
      {count('comments')}
      {count('flags')}
      {count('rejections')}
      <td class="co-cell-state">
        <StoryState commenting={story.commenting} />
      </td>
      <td class="co-cell-acts">{isHot(story) && <Proposal story={story} />}</td>
    </tr>
  )
}

/** Every story with something going on, hottest first. */
export function HeatTable({ stories, limits }: { stories: StoryHeat[]; limits: Limits }) {
  const { column } = heat
  return (
    <table class="co-table co-story-table co-heat-table">
      <thead>
        <tr>
          <th scope="col">{column.story}</th>
          <th scope="col">{column.hours}</th>
          {[column.comments, column.flags, column.rejections].map((name) => (
            <th key={name} scope="col" class="co-cell-number">
              {name}
              <span class="aw-hidden"> {heat.lastHour}</span>
            </th>
          ))}
          <th scope="col">{column.state}</th>
          <th scope="col">
            <span class="aw-hidden">{column.acts}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {stories.map((story) => (
          <HeatRow key={story.storyId} story={story} limits={limits} />
        ))}
      </tbody>
    </table>
  )
}

/** The heated stories of the overview: what is reached, and the proposal. */
export function HotStories({ stories, limits }: { stories: StoryHeat[]; limits: Limits }) {
  const hot = stories.filter(isHot)
  if (hot.length === 0) return null
  return (
    <section class="co-raised co-raised-hot" aria-labelledby="hot-title">
      <h2 id="hot-title">{heat.hotCount(hot.length)}</h2>
      <ul>
        {hot.map((story) => (
          <li key={story.storyId} class="co-hot">
            <Sparkline hours={story.hours} least={limits.comments} label={heat.spark(story.title, story.hours)} />
            <div>
              <a class="co-row-link" href={href.story(story.storyId)}>
                {story.title}
              </a>
              <p class="co-over-words">{overWords(story, limits)}</p>
            </div>
            <Proposal story={story} />
          </li>
        ))}
      </ul>
    </section>
  )
}
