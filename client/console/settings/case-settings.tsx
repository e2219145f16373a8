import { TextField, textTrouble } from '../parts/text-field.tsx'
import type { Rule } from '../shapes.ts'
import { settings } from '../strings-heat.ts'
import type { PartProps } from './settings-draft.ts'
import { isRule, RULE } from './settings-draft.ts'

/** The rules in the site's own words; what an empty field holds stands in it. */
export function RulesPart({ draft, change, delivered }: PartProps & { delivered: Rule[] }) {
  return (
    <fieldset class="co-fieldset co-house-rules">
      <legend>{settings.rulesTitle}</legend>
      <p class="co-hint">{settings.rulesHint}</p>
      {delivered.map(({ code, title, words }) => {
        const own = draft.rules[code] ?? ''
        return (
          <TextField
            key={code}
            id={`settings-rule-${code}`}
            label={title}
            value={own}
            placeholder={words}
            {...RULE}
            rows={3}
            error={isRule(own) ? null : textTrouble(own, RULE.min, RULE.max)}
            onText={(text) => change({ rules: { ...draft.rules, [code]: text } })}
          />
        )
      })}
    </fieldset>
  )
}

/** Whether this server may ask other sites anything. */
export function LinkChecksPart({ draft, change }: PartProps) {
  return (
    <fieldset class="co-fieldset">
      <legend>{settings.linksTitle}</legend>
      <label class="co-check">
        <input
          type="checkbox"
          checked={draft.checksLinks}
          onChange={(event) => change({ checksLinks: event.currentTarget.checked })}
        />
        <span>
          {settings.links}
          <small>{settings.linksHint}</small>
        </span>
      </label>
    </fieldset>
  )
}
