import { ask } from '../ask.ts'
import { StoryPicker } from '../parts/story-picker.tsx'
import { useResource } from '../resource.ts'
import type { Story } from '../shapes.ts'
import { people } from '../strings.ts'

interface AuthoredStoriesProps {
  ids: string[]
  /** Titles of stories that have just been picked. */
  known: Record<string, string>
  onAdd: (story: Story) => void
  onRemove: (id: string) => void
}

function AuthoredStory({ id, title, onRemove }: { id: string; title: string | undefined; onRemove: () => void }) {
  const { data } = useResource(`title ${id}`, async () => {
    if (title !== undefined) return title
    return (await ask('GET /api/v1/stories/:id', { params: { id } })).title
  })
  const name = title ?? data ?? ''
  return (
    <li>
      <span>{name || '…'}</span>
      <button type="button" class="aw-quiet" onClick={onRemove}>
        <span aria-hidden="true">{people.removeShort}</span>
        <span class="aw-hidden">{people.remove(name)}</span>
      </button>
    </li>
  )
}

/** The stories a person is the author of, with a search to add to them. */
export function AuthoredStories({ ids, known, onAdd, onRemove }: AuthoredStoriesProps) {
  return (
    <fieldset class="co-fieldset co-authored">
      <legend>{people.authorTitle}</legend>
      <p class="co-hint">{people.means.author}</p>
      {ids.length > 0 && (
        <ul class="co-authored-list">
          {ids.map((id) => (
            <AuthoredStory key={id} id={id} title={known[id]} onRemove={() => onRemove(id)} />
          ))}
        </ul>
      )}
      <StoryPicker label={people.addStory} taken={ids} onPick={onAdd} />
    </fieldset>
  )
}
