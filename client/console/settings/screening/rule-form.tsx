import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { onceDrawn } from '../../../ui/once-drawn.ts'
import { ruleNames } from '../../../ui/words.ts'
import type { Failure } from '../../ask.ts'
import { ask, failureOf } from '../../ask.ts'
import { ChosenStories } from '../../parts/chosen-stories.tsx'
import { Refused } from '../../parts/refused.tsx'
import { useSite } from '../../pauses/use-site.ts'
import { say } from '../../session.ts'
import type { DryRun, RuleCode, ScreeningRule } from '../../shapes.ts'
import { kinds, screening as words } from '../../strings-screening.ts'
import { Check, CheckFields, type FieldsProps } from './check-fields.tsx'
import { DryRunResult } from './dry-run.tsx'
import { onlyHolds, type RuleDraft, wantedOf, wrongIn } from './rule-draft.ts'

interface RuleFormProps {
  start: RuleDraft
  /** The rule that is changed; null for a new one. */
  rule: ScreeningRule | null
  /** With the secret to be told, where one was made. */
  onSaved: (secret: string | null) => void
  onCancel: () => void
}

function NameField({ draft, change, wrong }: FieldsProps) {
  const isWrong = wrong.has('name')
  return (
    <div class="co-field">
      <label for="screening-name">{words.name}</label>
      <input
        id="screening-name"
        class="aw-field"
        maxLength={80}
        autoComplete="off"
        value={draft.name}
        aria-describedby="screening-name-under"
        aria-invalid={isWrong ? true : undefined}
        onInput={(event) => change({ name: event.currentTarget.value })}
      />
      <div id="screening-name-under" class="co-under">
        {isWrong && <p class="co-error">{words.nameMissing}</p>}
      </div>
    </div>
  )
}

function OutcomeField({ draft, change }: FieldsProps) {
  const choice = (outcome: RuleDraft['outcome'], label: string, hint: string) => (
    <label class="co-choice">
      <input
        type="radio"
        name="screening-outcome"
        checked={draft.outcome === outcome}
        onChange={() => change({ outcome })}
      />
      <span>
        <b>{label}</b> <small>{hint}</small>
      </span>
    </label>
  )
  return (
    <fieldset class="co-fieldset">
      <legend>{words.outcome}</legend>
      {choice('hold', words.hold, words.holdHint)}
      {choice('refuse', words.refuse, words.refuseHint)}
    </fieldset>
  )
}

function HouseRuleField({ draft, change }: FieldsProps) {
  return (
    <div class="co-field co-short">
      <label for="screening-house-rule">{words.houseRule}</label>
      <select
        id="screening-house-rule"
        class="aw-field"
        value={draft.houseRule}
        onChange={(event) => change({ houseRule: event.currentTarget.value as RuleCode })}
      >
        {(Object.keys(ruleNames) as RuleCode[]).map((code) => (
          <option key={code} value={code}>
            {ruleNames[code]}
          </option>
        ))}
      </select>
    </div>
  )
}

function SectionsField({ draft, change }: FieldsProps) {
  const { data } = useSite()
  const known = (data?.sections ?? []).map(({ section }) => section).filter(Boolean)
  const sections = [...new Set([...known, ...draft.sections])]
  if (sections.length === 0) return null
  const turn = (section: string, isIn: boolean) =>
    change({ sections: isIn ? [...draft.sections, section] : draft.sections.filter((one) => one !== section) })
  return (
    <fieldset class="co-fieldset">
      <legend>{words.sections}</legend>
      <div class="co-chips">
        {sections.map((section) => (
          <label key={section} class="co-chip">
            <input
              type="checkbox"
              checked={draft.sections.includes(section)}
              onChange={(event) => turn(section, event.currentTarget.checked)}
            />
            {section}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function StoriesField({ draft, change }: FieldsProps) {
  const { stories } = draft
  return (
    <ChosenStories
      words={words.stories}
      ids={stories.map(({ id }) => id)}
      known={Object.fromEntries(stories.map(({ id, title }) => [id, title]))}
      onAdd={({ id, title }) => change({ stories: [...stories, { id, title }] })}
      onRemove={(id) => change({ stories: stories.filter((one) => one.id !== id) })}
    />
  )
}

/** What the form does: try the rule on past comments, and save it. */
function useRuleForm({ start, rule, onSaved }: RuleFormProps) {
  const [draft, setDraft] = useState(start)
  const [tried, setTried] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [busy, setBusy] = useState<'save' | 'dry-run' | null>(null)
  const [run, setRun] = useState<DryRun | null>(null)
  const form = useRef<HTMLFormElement>(null)
  const wrong = wrongIn(draft)
  const change = (part: Partial<RuleDraft>) => {
    setDraft((was) => ({ ...was, ...part }))
    setRun(null)
  }
  const attempt = (what: 'save' | 'dry-run', act: () => Promise<void>) => {
    setTried(true)
    if (busy) return
    if (wrong.size > 0) {
      // The fields are marked with the next painting.
      onceDrawn(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus())
      return
    }
    setBusy(what)
    setFailure(null)
    act()
      .catch((error: unknown) => setFailure(failureOf(error)))
      .finally(() => setBusy(null))
  }
  const save = async () => {
    const wanted = wantedOf(draft)
    const { secret } = rule
      ? await ask('PUT /api/v1/screening/rules/:id', {
          params: { id: rule.id },
          body: { version: rule.version, rule: wanted, newSecret: draft.newSecret },
        })
      : await ask('POST /api/v1/screening/rules', { body: wanted })
    say(words.saved)
    onSaved(secret)
  }
  const tryOut = async () => setRun(await ask('POST /api/v1/screening/dry-run', { body: { rule: wantedOf(draft) } }))
  return {
    ...{ draft, change, form, failure, busy, run, wrong: tried ? wrong : new Set<keyof RuleDraft>() },
    save: () => attempt('save', save),
    tryOut: () => attempt('dry-run', tryOut),
  }
}

/** A rule, written or changed; it can be tried on past comments before it is saved. */
export function RuleForm(props: RuleFormProps) {
  const { rule, onCancel } = props
  const { draft, change, form, failure, busy, run, wrong, save, tryOut } = useRuleForm(props)
  const fields = { draft, change, wrong }
  useLayoutEffect(() => form.current?.querySelector<HTMLElement>('input')?.focus(), [])
  return (
    <form
      ref={form}
      class="co-form co-screen-form"
      noValidate
      aria-labelledby="screening-form-title"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <h2 id="screening-form-title">{rule ? words.editTitle(rule.name) : words.newTitle(kinds[draft.kind].name)}</h2>
      <p class="co-hint">{kinds[draft.kind].hint}</p>
      <NameField {...fields} />
      <CheckFields {...fields} isNew={rule === null} />
      {!onlyHolds(draft.kind) && <OutcomeField {...fields} />}
      <HouseRuleField {...fields} />
      <SectionsField {...fields} />
      <StoriesField {...fields} />
      <Check {...fields} name="isOn" label={words.isOn} />
      <Refused failure={failure} />
      <div class="co-actions">
        <button type="submit" class="aw-button aw-button-primary" disabled={busy !== null}>
          {words.save}
        </button>
        {draft.kind !== 'external' && (
          <button type="button" class="aw-button" aria-disabled={busy !== null} onClick={tryOut}>
            {busy === 'dry-run' ? words.dryRunning : words.dryRun}
          </button>
        )}
        <button type="button" class="aw-quiet" onClick={onCancel}>
          {words.cancel}
        </button>
      </div>
      {draft.kind === 'external' && <p class="co-hint">{words.dryExternal}</p>}
      {run && <DryRunResult run={run} />}
    </form>
  )
}
