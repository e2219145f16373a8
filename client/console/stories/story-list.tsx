import { useRef } from 'preact/hooks'
import { When } from '../../ui/when.tsx'
import { useKept } from '../kept.ts'
import { openCases } from '../open-cases.ts'
import { SearchField } from '../parts/search-field.tsx'
import { Empty, Failed, Loading } from '../parts/states.tsx'
import { useRowKeys } from '../parts/use-row-keys.ts'
import { href } from '../router.ts'
import { isStaff } from '../session.ts'
import type { Story } from '../shapes.ts'
import { common, stories } from '../strings.ts'
import { useTitle } from '../title.ts'
import { StoryState } from './story-state.tsx'
import { useStories } from './use-stories.ts'

function StoryRow({ story }: { story: Story }) {
  const open = openCases.value.byStory.get(story.id) ?? 0
  return (
    <tr>
      <th scope="row">
        <a class="co-row-link" data-row href={href.story(story.id)}>
          {story.title}
        </a>
        <span class="co-row-under">
          {story.byline && `${story.byline}, `}
          <When at={story.publishedAt} />
        </span>
      </th>
      <td class="co-cell-section">{story.section}</td>
      <td class="co-cell-state">
        <StoryState commenting={story.commenting} />
      </td>
      <td class="co-cell-number" data-label={stories.column.comments}>
        {story.commentCount}
      </td>
      <td class="co-cell-number" data-label={stories.column.cases}>
        {open === 0 ? <span class="co-none">0</span> : <strong>{open}</strong>}
      </td>
    </tr>
  )
}

function StoryTable({ list }: { list: Story[] }) {
  const { column } = stories
  return (
    <table class="co-table co-story-table">
      <thead>
        <tr>
          <th scope="col">{column.title}</th>
          <th scope="col">{column.section}</th>
          <th scope="col">{column.state}</th>
          <th scope="col" class="co-cell-number">
            {column.comments}
          </th>
          <th scope="col" class="co-cell-number">
            {column.cases}
          </th>
        </tr>
      </thead>
      <tbody>
        {list.map((story) => (
          <StoryRow key={story.id} story={story} />
        ))}
      </tbody>
    </table>
  )
}

/** All stories for moderators, their own for authors: where one goes to pause, to update, to look. */
export function StoryList() {
  const [{ search }, setKept] = useKept('stories', { search: '' })
  const { shown, failure, more, restart } = useStories(search)
  const list = useRef<HTMLDivElement>(null)
  const title = isStaff.value ? stories.title : stories.own
  useTitle(title)
  useRowKeys(list)
  const none = search ? stories.noneFound(search) : isStaff.value ? stories.none : stories.noneOwn
  return (
    <div class="co-page">
      <div class="co-page-head">
        <h1 tabIndex={-1}>{title}</h1>
        <SearchField label={stories.search} value={search} onSearch={(next) => setKept({ search: next })} />
      </div>
      {failure && <Failed failure={failure} onRetry={restart} />}
      {!shown && !failure && <Loading />}
      {shown && shown.waiting > 0 && (
        <div class="co-arrivals-place">
          <button type="button" class="aw-button co-arrivals" onClick={restart}>
            {stories.arrivals(shown.waiting)}
          </button>
        </div>
      )}
      <div ref={list}>
        {shown && (shown.stories.length > 0 ? <StoryTable list={shown.stories} /> : <Empty>{none}</Empty>)}
      </div>
      {shown?.next && (
        <button type="button" class="aw-button co-more" onClick={more}>
          {common.more}
        </button>
      )}
    </div>
  )
}
