import type * as z from 'zod'
import type { Commenting } from '../contract/suspensions.ts'
import { NearMoment } from './moment.tsx'
import { commentsWords } from './words.ts'

export interface CardStory {
  id: string
  path: string
  title: string
  section: string
  byline: string
  /** Epoch ms. */
  publishedAt: number
  /** When the newest update was published, epoch ms. */
  updatedAt: number | null
  updateNumber: number | null
  standfirst: string
  commentCount: number
  commenting: z.output<typeof Commenting>
}

/** A story as it stands on the front page. @param now epoch ms. */
export function Card({ story, now, lead = false }: { story: CardStory; now: number; lead?: boolean }) {
  return (
    <article class={lead ? 'card card-lead' : 'card'}>
      {story.section && <p class="kicker">{story.section}</p>}
      <h2>
        <a href={story.path}>{story.title}</a>
      </h2>
      {story.standfirst && <p class="standfirst">{story.standfirst}</p>}
      <p class="meta">
        {story.byline && <span class="byline">{story.byline}</span>}
        <NearMoment at={story.publishedAt} now={now} />
      </p>
      <ul class="marks">
        {story.updateNumber !== null && story.updatedAt !== null && (
          <li class="mark-update">
            <a href={`${story.path}#comments`}>
              <b>Update {story.updateNumber}</b> <NearMoment at={story.updatedAt} now={now} />
            </a>
          </li>
        )}
        <li>
          <a href={`${story.path}#comments`}>{commentsWords(story.commentCount)}</a>
        </li>
        <PauseMark commenting={story.commenting} now={now} />
      </ul>
    </article>
  )
}

export const modeMarks = {
  slow: 'Slow mode',
  premoderated: 'Comments checked first',
  members: 'Members only',
  paused: 'Comments paused',
  closed: 'Comments closed',
} as const

/** Says that commenting is not open to all at once, and until when. */
export function PauseMark({ commenting: { mode, suspension }, now }: Pick<CardStory, 'commenting'> & { now: number }) {
  if (mode === 'open') return null
  const end = suspension?.endsAt
  return (
    <li class={mode === 'closed' || mode === 'paused' ? `mark-${mode}` : 'mark-rule'}>
      {modeMarks[mode]}
      {end && ' until '}
      {end && <NearMoment at={Date.parse(end)} now={now} />}
    </li>
  )
}
