import type { ComponentChildren } from 'preact'
import { screening as words } from '../../strings-screening.ts'
import { NumberField } from '../number-field.tsx'
import { limits, type RuleDraft } from './rule-draft.ts'

export interface FieldsProps {
  draft: RuleDraft
  change: (part: Partial<RuleDraft>) => void
  /** Fields that are not as they have to be, once saving was tried. */
  wrong: ReadonlySet<keyof RuleDraft>
}

type Named<T> = { [K in keyof RuleDraft]: RuleDraft[K] extends T ? K : never }[keyof RuleDraft]

export function Check({
  name,
  label,
  hint,
  draft,
  change,
}: FieldsProps & { name: Named<boolean>; label: string; hint?: string }) {
  return (
    <label class="co-check">
      <input
        type="checkbox"
        checked={draft[name]}
        onChange={(event) => change({ [name]: event.currentTarget.checked })}
      />
      <span>
        {label}
        {hint && <small>{hint}</small>}
      </span>
    </label>
  )
}

interface LinesProps extends FieldsProps {
  name: 'phrases' | 'patterns' | 'blocked' | 'allowed'
  label: string
  hint?: string
  rows: number
}

/** A list, one entry a line. */
function Lines({ name, label, hint, rows, draft, change, wrong }: LinesProps) {
  const isWrong = wrong.has(name)
  const id = `screening-${name}`
  return (
    <div class="co-field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        class="aw-field co-lines"
        dir="auto"
        rows={rows}
        spellcheck={false}
        value={draft[name]}
        aria-describedby={`${id}-under`}
        aria-invalid={isWrong ? true : undefined}
        onInput={(event) => change({ [name]: event.currentTarget.value })}
      />
      <div id={`${id}-under`} class="co-under">
        {isWrong && <p class="co-error">{words.listMissing}</p>}
        {hint && <p class="co-hint">{hint}</p>}
      </div>
    </div>
  )
}

function Numbers({ names, draft, change }: FieldsProps & { names: readonly (keyof typeof limits)[] }) {
  return (
    <div class="co-numbers">
      {names.map((name) => (
        <NumberField
          key={name}
          id={`screening-${name}`}
          label={words[name]}
          value={draft[name]}
          {...limits[name]}
          onText={(text) => change({ [name]: text })}
        />
      ))}
    </div>
  )
}

function LinkFields(props: FieldsProps) {
  return (
    <>
      <Check {...props} name="anyLinks" label={words.anyLinks} />
      {!props.draft.anyLinks && <Numbers {...props} names={['most']} />}
      <Check {...props} name="shorteners" label={words.shorteners} />
      <Check {...props} name="newcomers" label={words.newcomers} />
      <Lines {...props} name="blocked" label={words.blocked} rows={3} />
      <Lines {...props} name="allowed" label={words.allowed} hint={words.allowedHint} rows={3} />
    </>
  )
}

function UrlField({ draft, change, wrong }: FieldsProps) {
  const isWrong = wrong.has('url')
  return (
    <div class="co-field">
      <label for="screening-url">{words.url}</label>
      <input
        id="screening-url"
        class="aw-field"
        type="url"
        autoComplete="off"
        value={draft.url}
        aria-describedby="screening-url-under"
        aria-invalid={isWrong ? true : undefined}
        onInput={(event) => change({ url: event.currentTarget.value })}
      />
      <div id="screening-url-under" class="co-under">
        {isWrong && <p class="co-error">{words.urlWrong}</p>}
        <p class="co-hint">{words.urlHint}</p>
      </div>
    </div>
  )
}

/** The fields that a kind of rule has of its own. */
export function CheckFields(props: FieldsProps & { isNew: boolean }): ComponentChildren {
  switch (props.draft.kind) {
    case 'words':
      return (
        <>
          <Lines {...props} name="phrases" label={words.phrases} hint={words.phrasesHint} rows={6} />
          <Check {...props} name="mayTell" label={words.mayTell} hint={words.mayTellHint} />
        </>
      )
    case 'pattern':
      return (
        <>
          <Lines {...props} name="patterns" label={words.patterns} hint={words.patternsHint} rows={4} />
          <Check {...props} name="mayTell" label={words.mayTell} hint={words.mayTellHint} />
        </>
      )
    case 'links':
      return <LinkFields {...props} />
    case 'repeats':
      return (
        <>
          <Numbers {...props} names={['hours']} />
          <Check {...props} name="byAnyone" label={words.byAnyone} />
        </>
      )
    case 'flood':
      return <Numbers {...props} names={['floodMost', 'floodMinutes']} />
    case 'automation':
      return <Numbers {...props} names={['seconds']} />
    case 'external':
      return (
        <>
          <UrlField {...props} />
          <Numbers {...props} names={['timeout']} />
          {!props.isNew && <Check {...props} name="newSecret" label={words.newSecret} />}
        </>
      )
    default:
      return null
  }
}
