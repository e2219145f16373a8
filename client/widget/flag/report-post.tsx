import { useState } from 'preact/hooks'
import { renderNow } from '../still.ts'
import { useThread } from '../thread.ts'
import { Field } from './field.tsx'
import { englishName, LANGUAGES, ownName } from './languages.ts'
import {
  addressOf,
  isForeign,
  lackingPost,
  pageLanguage,
  type ReportModel,
  typeText,
  typeTranslation,
} from './report-model.ts'
import { reportStrings as words } from './report-strings.ts'
import { useSaid } from './send-form.tsx'

/** The post: where it stands, who wrote it, and what it says. */
export function ReportPost({ model, onDone }: { model: ReportModel; onDone: () => void }) {
  const thread = useThread()
  const { fields } = model
  const [isUrlWrong, setUrlWrong] = useState(false)
  const lookAtUrl = () => {
    const address = addressOf(fields.url.value)
    setUrlWrong(fields.url.value.trim() !== '' && !address)
    if (address) fields.url.value = address
  }
  const lack = lackingPost(model)
  const [said, say] = useSaid(lack)
  const submit = () => {
    say()
    renderNow()
    if (lack) thread.root.getElementById(lack.at)?.focus()
    else onDone()
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Field
        id="report-url"
        label={words.url}
        text={fields.url}
        inputMode="url"
        required
        problem={isUrlWrong ? words.urlWrong : null}
        onBlur={lookAtUrl}
      />
      <div class="flag-columns">
        <Field id="report-posted-by" label={words.postedBy} hint={words.postedByHint} text={fields.postedBy} required />
        <Field
          id="report-originated-by"
          label={words.originatedBy}
          hint={words.originatedByHint}
          text={fields.originatedBy}
        />
      </div>
      <Field
        id="report-text"
        label={words.text}
        hint={words.textHint}
        text={fields.text}
        rows={5}
        lang={fields.language.value || undefined}
        required
        onInput={(text) => typeText(model, text)}
      />
      <Language model={model} />
      {isForeign(thread, fields) && (
        <Field
          id="report-translation"
          label={words.translation(englishName(pageLanguage(thread)))}
          hint={words.translationHint}
          text={fields.translation}
          rows={4}
          lang={pageLanguage(thread)}
          onInput={(text) => typeTranslation(model, text)}
        />
      )}
      <p role="alert" class="problem">
        {said}
      </p>
      <div class="buttons">
        <button type="submit" class="aw-button aw-button-primary">
          {words.next}
        </button>
      </div>
    </form>
  )
}

const OTHER = 'other'

function Language({ model: { fields } }: { model: ReportModel }) {
  const { language, isLanguageChosen } = fields
  const [isOther, setOther] = useState(language.value !== '' && !LANGUAGES.includes(language.value))
  return (
    <div class="flag-columns">
      <p class="flag-field">
        <label for="report-language">{words.language}</label>
        <select
          id="report-language"
          class="aw-field"
          required
          value={isOther ? OTHER : language.value}
          onChange={({ currentTarget: { value } }) => {
            setOther(value === OTHER)
            isLanguageChosen.value = value !== ''
            language.value = value === OTHER ? '' : value
          }}
        >
          <option value="">{words.choose}</option>
          {LANGUAGES.map((code) => (
            <option key={code} value={code} lang={code}>
              {ownName(code)}
            </option>
          ))}
          <option value={OTHER}>{words.otherLanguage}</option>
        </select>
      </p>
      {isOther && <Field id="report-code" label={words.code} hint={words.codeHint} text={language} />}
    </div>
  )
}
