import { ask } from '../ask.ts'
import { useResource } from '../resource.ts'
import type { Story } from '../shapes.ts'
import { StoryPicker } from './story-picker.tsx'

interface ChosenStoriesProps {
  words: { legend: string; hint: string; add: string; removeShort: string; remove: (title: string) => string }
  ids: string[]
  /** Titles that need not be asked for. */
  known: Record<string, string>
  onAdd: (story: Story) => void
  onRemove: (id: string) => void
}

type ChosenStoryProps = Pick<ChosenStoriesProps, 'words'> & {
  id: string
  title: string | undefined
  onRemove: () => void
}

function ChosenStory({ words, id, title, onRemove }: ChosenStoryProps) {
  const { data } = useResource(`title ${id}`, async () => {
    if (title !== undefined) return title
    return (await ask('GET /api/v1/stories/:id', { params: { id } })).title
  })
  const name = title ?? data ?? ''
  return (
    <li>
      <span>{name || '…'}</span>
      <button type="button" class="aw-quiet" onClick={onRemove}>
        <span aria-hidden="true">{words.removeShort}</span>
        <span class="aw-hidden">{words.remove(name)}</span>
      </button>
    </li>
  )
}

/** Stories that were chosen, with a search to add to them. */
export function ChosenStories({ words, ids, known, onAdd, onRemove }: ChosenStoriesProps) {
  return (
    <fieldset class="co-fieldset co-chosen">
      <legend>{words.legend}</legend>
      <p class="co-hint">{words.hint}</p>
      {ids.length > 0 && (
        <ul class="co-chosen-list">
          {ids.map((id) => (
            <ChosenStory key={id} words={words} id={id} title={known[id]} onRemove={() => onRemove(id)} />
          ))}
        </ul>
      )}
      <StoryPicker label={words.add} taken={ids} onPick={onAdd} />
    </fieldset>
  )
}
