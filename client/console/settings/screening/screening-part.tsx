import { useState } from 'preact/hooks'
import { ask } from '../../ask.ts'
import { Failed, Loading } from '../../parts/states.tsx'
import { useResource } from '../../resource.ts'
import type { ScreeningKind, ScreeningRule } from '../../shapes.ts'
import { kinds, screening as words } from '../../strings-screening.ts'
import { draftOf, newDraft, type RuleDraft } from './rule-draft.ts'
import { RuleForm } from './rule-form.tsx'
import { RuleRow } from './rule-row.tsx'

function AddRule({ onStart }: { onStart: (kind: ScreeningKind) => void }) {
  const [kind, setKind] = useState<ScreeningKind>('words')
  return (
    <form
      class="co-screen-add"
      onSubmit={(event) => {
        event.preventDefault()
        onStart(kind)
      }}
    >
      <h2>{words.add}</h2>
      <div class="co-field">
        <label for="screening-kind">{words.kind}</label>
        <select
          id="screening-kind"
          class="aw-field"
          value={kind}
          aria-describedby="screening-kind-hint"
          onChange={(event) => setKind(event.currentTarget.value as ScreeningKind)}
        >
          {(Object.keys(kinds) as ScreeningKind[]).map((one) => (
            <option key={one} value={one}>
              {kinds[one].name}
            </option>
          ))}
        </select>
      </div>
      <button type="submit" class="aw-button">
        {words.start}
      </button>
      <p id="screening-kind-hint" class="co-hint">
        {kinds[kind].hint}
      </p>
    </form>
  )
}

/** The secret of an outside check: the only time it can be read. */
function Secret({ secret, onDone }: { secret: string; onDone: () => void }) {
  return (
    <div class="co-confirm co-new-key">
      <label for="screening-secret">{words.secret}</label>
      <p id="screening-secret-hint">{words.secretOnce}</p>
      <textarea
        id="screening-secret"
        class="aw-field"
        rows={1}
        readOnly
        value={secret}
        aria-describedby="screening-secret-hint"
        onFocus={(event) => event.currentTarget.select()}
      />
      <button type="button" class="aw-button" onClick={onDone}>
        {words.noted}
      </button>
    </div>
  )
}

function RuleList({
  rules,
  onEdit,
  onGone,
}: {
  rules: ScreeningRule[]
  onEdit: (r: ScreeningRule) => void
  onGone: () => void
}) {
  if (rules.length === 0) return <p class="co-none">{words.none}</p>
  return (
    <ul class="co-screen-rules">
      {rules.map((rule) => (
        <RuleRow key={rule.id} rule={rule} onEdit={() => onEdit(rule)} onGone={onGone} />
      ))}
    </ul>
  )
}

/** The rules that comments are checked by: seen with what they caught, written, tried, changed, removed. */
export function ScreeningPart() {
  const load = async () => (await ask('GET /api/v1/screening/rules', {})).rules
  const { data, failure, reload } = useResource('screening', load)
  const [writing, setWriting] = useState<{ start: RuleDraft; rule: ScreeningRule | null } | null>(null)
  const [secret, setSecret] = useState<string | null>(null)
  const saved = (made: string | null) => {
    setWriting(null)
    setSecret(made)
    reload()
  }
  if (writing)
    return (
      <div class="co-screening">
        <RuleForm {...writing} onSaved={saved} onCancel={() => setWriting(null)} />
      </div>
    )
  return (
    <div class="co-screening">
      <p>{words.intro}</p>
      <p class="co-hint">{words.exempt}</p>
      {secret && <Secret secret={secret} onDone={() => setSecret(null)} />}
      {!data && (failure ? <Failed failure={failure} onRetry={reload} /> : <Loading />)}
      {data && <RuleList rules={data} onEdit={(rule) => setWriting({ start: draftOf(rule), rule })} onGone={reload} />}
      {data && <AddRule onStart={(kind) => setWriting({ start: newDraft(kind, kinds[kind].name), rule: null })} />}
    </div>
  )
}
