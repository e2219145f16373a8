import { findingNames, ruleNames } from '../../ui/words.ts'
import type { Action, CaseFile } from '../shapes.ts'
import { actions, conductMeanings, deciding, findingMeanings, kindOfRule, rulesFor } from '../strings-judging.ts'
import type { DecisionDraft } from './decision-draft.ts'
import type { RuleChoice } from './follows.ts'
import { actionsAfter, mayNameRule, subjectOf, usualAction } from './follows.ts'
import { useRules } from './use-rules.ts'

export interface FieldProps {
  file: CaseFile
  draft: DecisionDraft
  change: (part: Partial<DecisionDraft>) => void
  error: string | null
}

/** The findings a case of this kind can have. Another finding keeps the action, where that can follow from it too. */
export function FindingField({ file, draft, change, error }: FieldProps) {
  const choose = (finding: DecisionDraft['finding']) => {
    if (finding === '') return
    const subject = subjectOf(file)
    const stays = draft.action !== '' && actionsAfter(subject, finding).includes(draft.action)
    change({
      finding,
      action: stays && draft.finding !== '' ? draft.action : usualAction(subject, finding),
      ...(!mayNameRule(subject, finding) && { rule: '' }),
    })
  }
  return (
    <fieldset class="co-fieldset" aria-describedby="finding-under">
      <legend>{deciding.finding}</legend>
      {file.staff?.findings.map((finding) => (
        <label key={finding} class="co-choice">
          <input
            type="radio"
            name="finding"
            value={finding}
            checked={draft.finding === finding}
            aria-invalid={error ? true : undefined}
            onChange={() => choose(finding)}
          />
          <span>
            <b>{findingNames[finding]}</b> <small>{findingMeanings[finding]}</small>
          </span>
        </label>
      ))}
      <div id="finding-under" class="co-under">
        {error && <p class="co-error">{error}</p>}
      </div>
    </fieldset>
  )
}

function meaningOf(file: CaseFile, action: Action): string {
  const own = file.kind === 'misrepresentation' ? undefined : conductMeanings[action]
  return own ?? actions[action].meaning
}

/** The actions that follow from the finding. */
export function ActionField({ file, draft, change, error }: FieldProps) {
  const { finding } = draft
  return (
    <fieldset class="co-fieldset" aria-describedby="action-under">
      <legend>{deciding.action}</legend>
      {finding !== '' &&
        actionsAfter(subjectOf(file), finding).map((action) => (
          <label key={action} class="co-choice">
            <input
              type="radio"
              name="action"
              value={action}
              checked={draft.action === action}
              aria-invalid={error ? true : undefined}
              onChange={() => change({ action })}
            />
            <span>
              <b>{actions[action].name}</b> <small>{meaningOf(file, action)}</small>
            </span>
          </label>
        ))}
      <div id="action-under" class="co-under">
        {error && <p class="co-error">{error}</p>}
        {finding === '' && <p class="co-hint">{deciding.chooseFirst}</p>}
      </div>
    </fieldset>
  )
}

/** The rule that is broken, in the site's own words; beside misrepresentation, another one. */
export function RuleField({ file, draft, change, error }: FieldProps) {
  const rules = useRules()
  const kind = kindOfRule(file.kind)
  if (draft.finding === '' || file.outsidePostId || !mayNameRule(subjectOf(file), draft.finding)) return null
  return (
    <div class="co-field">
      <label for="decision-rule">{deciding.rule[kind]}</label>
      <select
        id="decision-rule"
        class="aw-field"
        value={draft.rule}
        aria-invalid={error ? true : undefined}
        aria-describedby="decision-rule-under"
        onChange={(event) => change({ rule: event.currentTarget.value as RuleChoice })}
      >
        <option value="">{deciding.noRule[kind]}</option>
        {rulesFor(file.kind).map((code) => (
          <option key={code} value={code}>
            {ruleNames[code]}
          </option>
        ))}
      </select>
      <div id="decision-rule-under" class="co-under">
        {error && <p class="co-error">{error}</p>}
        {draft.rule !== '' && <p class="co-hint">{rules[draft.rule]?.words}</p>}
      </div>
    </div>
  )
}
