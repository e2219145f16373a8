import type * as z from 'zod'
import { misrepresentationNames, noteWords } from '../../../client/ui/words.ts'
import { kindTitles, strings, typeMeanings } from '../../../client/widget/flag/strings.ts'
import type { FlagForm } from '../../contract/forms.ts'
import { entriesOf } from './entries.ts'

type Form = z.output<typeof FlagForm>

/** Something that can be misrepresented. */
export interface Source {
  value: string
  name: string
}

interface FieldsProps {
  /** What was filled in before. */
  fields: Form | undefined
  sources: readonly Source[]
}

/** The fields of a flag. What belongs to one kind alone is shown with that kind, in browsers that can. */
export function Fields({ fields, sources }: FieldsProps) {
  return (
    <>
      <fieldset>
        <legend>{strings.flagWhy}</legend>
        {entriesOf(kindTitles).map(([kind, title]) => (
          <label class="flag-choice">
            <input type="radio" name="kind" value={kind} required checked={fields?.kind === kind} /> {title}
          </label>
        ))}
      </fieldset>
      <div class="for-misrepresentation">
        <Text name="claim" label={noteWords.theyWrote} hint="Copied from the comment above." value={fields?.claim} />
        <Text name="says" label="It says" hint="The original words, copied." value={fields?.says} />
        <p class="field">
          <label for="flag-source">Where the original words stand</label>
          <select class="aw-field" id="flag-source" name="source">
            {sources.map(({ value, name }) => (
              <option value={value} selected={fields?.source === value}>
                {name[0]?.toUpperCase()}
                {name.slice(1)}
              </option>
            ))}
          </select>
        </p>
        <fieldset>
          <legend>{strings.flagType}</legend>
          {entriesOf(typeMeanings).map(([type, meaning]) => (
            <label class="flag-choice">
              <input type="radio" name="type" value={type} checked={fields?.type === type} />{' '}
              {misrepresentationNames[type]}. <small>{meaning}</small>
            </label>
          ))}
        </fieldset>
      </div>
      <Text
        name="explanation"
        label="What is wrong, in your words"
        hint={`${strings.moderatorsOnly} At least 20 characters; for spam, abuse and off topic it can be empty.`}
        value={fields?.explanation}
      />
      <div class="for-illegal">
        <p class="field">
          <label for="flag-law">{strings.lawLabel}</label>
          <input class="aw-field" id="flag-law" name="law" dir="auto" value={fields?.law} />
        </p>
        <label class="flag-choice">
          <input type="checkbox" name="isGoodFaith" value="yes" checked={fields?.isGoodFaith === 'yes'} />{' '}
          {strings.goodFaith}
        </label>
      </div>
    </>
  )
}

interface TextProps {
  name: string
  label: string
  hint: string
  value: string | undefined
}

function Text({ name, label, hint, value }: TextProps) {
  return (
    <div class="field">
      <label for={`flag-${name}`}>{label}</label>
      <textarea class="aw-field" id={`flag-${name}`} name={name} rows={3} dir="auto" aria-describedby={`hint-${name}`}>
        {value && `\n${value}`}
      </textarea>
      <p class="field-hint" id={`hint-${name}`}>
        {hint}
      </p>
    </div>
  )
}
