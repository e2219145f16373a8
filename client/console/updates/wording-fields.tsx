import { claimStatusNames, updateKindNames } from '../../ui/words.ts'
import { CommentPicker } from '../parts/comment-picker.tsx'
import { TextField } from '../parts/text-field.tsx'
import { anchoring, composing, crediting } from '../strings-updates.ts'
import { AnchorField } from './anchor-field.tsx'
import { ChoiceField } from './choice-field.tsx'
import type { Troubles, Wording } from './update-draft.ts'
import { BODY } from './update-draft.ts'

interface WordingFieldsProps {
  /** Before the ids of its fields: several forms can be open. */
  name: string
  storyId: string
  wording: Wording
  troubles: Troubles
  change: (part: Partial<Wording>) => void
}

/** What kind of update it is, and how well the news in it stands. */
export function KindFields({ name, wording, change }: Pick<WordingFieldsProps, 'name' | 'wording' | 'change'>) {
  return (
    <>
      <ChoiceField
        id={`${name}-kind`}
        label={composing.kind}
        value={wording.kind}
        options={Object.entries(updateKindNames)}
        onPick={(kind) => change({ kind: kind as Wording['kind'] })}
      />
      <ChoiceField
        id={`${name}-status`}
        label={composing.status}
        value={wording.status ?? ''}
        options={[['', composing.noStatus], ...Object.entries(claimStatusNames)]}
        onPick={(status) => change({ status: (status || null) as Wording['status'] })}
      />
    </>
  )
}

/** The text of an update, the passage that it amends, and whom it thanks. */
export function WordingFields({ name, storyId, wording, troubles, change }: WordingFieldsProps) {
  const { body, anchor, creditCommentId } = wording
  return (
    <>
      <TextField
        id={`${name}-body`}
        label={composing.body}
        value={body}
        {...BODY}
        rows={7}
        hint={composing.format}
        error={troubles.body}
        onText={(text) => change({ body: text })}
      />
      {anchor && (
        <AnchorField
          name={name}
          storyId={storyId}
          anchor={anchor}
          troubles={troubles}
          onChange={(next) => change({ anchor: next })}
        />
      )}
      {creditCommentId !== null && (
        <div class="co-credit">
          <CommentPicker
            storyId={storyId}
            label={crediting.label}
            value={creditCommentId}
            onPick={(comment) => change({ creditCommentId: comment?.id ?? '' })}
            error={troubles.credit ?? null}
          />
          <p class="co-hint">{crediting.hint}</p>
          <button type="button" class="aw-quiet" onClick={() => change({ creditCommentId: null })}>
            {crediting.remove}
          </button>
        </div>
      )}
      {(!anchor || creditCommentId === null) && (
        <div class="co-actions">
          {!anchor && (
            <button
              type="button"
              class="aw-button"
              onClick={() => change({ anchor: { exact: '', start: null, after: '' } })}
            >
              {anchoring.open}
            </button>
          )}
          {creditCommentId === null && (
            <button type="button" class="aw-button" onClick={() => change({ creditCommentId: '' })}>
              {crediting.open}
            </button>
          )}
        </div>
      )}
    </>
  )
}
