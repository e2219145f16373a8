import { ask } from '../ask.ts'
import { PassagePane } from '../parts/passage-pane.tsx'
import { Loading } from '../parts/states.tsx'
import { TextField } from '../parts/text-field.tsx'
import { useResource } from '../resource.ts'
import { anchoring } from '../strings-updates.ts'
import type { Amended, Troubles } from './update-draft.ts'
import { AFTER } from './update-draft.ts'

interface AnchorFieldProps {
  /** Before the ids of its fields. */
  name: string
  storyId: string
  anchor: Amended
  troubles: Troubles
  onChange: (anchor: Amended | null) => void
}

/** Where the passage is in the text; null where it is not, as after the story was changed. */
function placeOf(text: string, { exact, start }: Amended) {
  if (exact === '') return null
  const at = start !== null && text.startsWith(exact, start) ? start : text.indexOf(exact)
  return at < 0 ? null : { exact, start: at }
}

/** The passage that an update amends, chosen in the story’s words, and what stands there now. */
export function AnchorField({ name, storyId, anchor, troubles, onChange }: AnchorFieldProps) {
  const { data } = useResource(`text of ${storyId}`, () =>
    ask('GET /api/v1/stories/:id/text', { params: { id: storyId } }),
  )
  if (!data) return <Loading />
  const { exact, after } = anchor
  return (
    <div class="co-anchor">
      {data.text === '' ? (
        <p class="co-hint">{anchoring.missing}</p>
      ) : (
        <PassagePane
          id={`${name}-passage`}
          label={anchoring.title}
          text={data.text}
          selected={placeOf(data.text, anchor)}
          onSelect={(selected) => onChange({ ...anchor, ...selected })}
          hint={anchoring.how}
          error={troubles.anchor ?? null}
        />
      )}
      {exact !== '' && (
        <p class="co-anchor-chosen">
          {anchoring.chosen} <q dir="auto">{exact}</q>
        </p>
      )}
      <TextField
        id={`${name}-after`}
        label={anchoring.after}
        value={after}
        {...AFTER}
        rows={2}
        optional
        hint={anchoring.afterHint}
        error={troubles.after}
        onText={(words) => onChange({ ...anchor, after: words })}
      />
      <button type="button" class="aw-quiet" onClick={() => onChange(null)}>
        {anchoring.remove}
      </button>
    </div>
  )
}
