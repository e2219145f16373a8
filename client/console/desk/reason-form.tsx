import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { ruleNames } from '../../ui/words.ts'
import { useRules } from '../cases/use-rules.ts'
import { sendOnCtrlEnter } from '../parts/send-keys.ts'
import { TextField, textTrouble } from '../parts/text-field.tsx'
import type { RuleCode } from '../shapes.ts'
import { common } from '../strings.ts'
import { desk } from '../strings-desk.ts'

export type Refusal = 'reject' | 'send_back' | 'remove' | 'collapse'

export interface Reason {
  rule: RuleCode
  words: string
}

interface ReasonFormProps {
  refusal: Refusal
  /** How many comments it is for. */
  count: number
  onSend: (reason: Reason) => void
  onCancel: () => void
}

const limits = {
  reject: { min: 5, max: 500 },
  send_back: { min: 5, max: 500 },
  remove: { min: 20, max: 1000 },
  collapse: { min: 20, max: 1000 },
}

function Rules(props: {
  rule: RuleCode | ''
  isMissing: boolean
  refusal: Refusal
  onRule: (rule: RuleCode | '') => void
}) {
  const { rule, isMissing, refusal, onRule } = props
  const rules = useRules()
  const isCase = refusal === 'remove' || refusal === 'collapse'
  const codes = (Object.keys(ruleNames) as RuleCode[]).filter((code) => !isCase || code !== 'misrepresentation')
  return (
    <div class="co-field">
      <label for="desk-rule">{desk.rule}</label>
      <select
        id="desk-rule"
        class="aw-field"
        value={rule}
        aria-invalid={isMissing ? true : undefined}
        aria-describedby="desk-rule-words"
        onChange={(event) => onRule(event.currentTarget.value as RuleCode | '')}
      >
        <option value="">{desk.chooseRule}</option>
        {codes.map((code) => (
          <option key={code} value={code}>
            {ruleNames[code]}
          </option>
        ))}
      </select>
      <div id="desk-rule-words" class="co-under">
        <p class={isMissing ? 'co-error' : 'co-hint'}>
          {isMissing ? desk.ruleMissing : rule !== '' && rules[rule]?.words}
        </p>
      </div>
    </div>
  )
}

function Usual({ onPick }: { onPick: (rule: RuleCode, words: string) => void }) {
  return (
    <p class="co-usual">
      <span class="co-hint">{desk.usual}:</span>
      {desk.usualReasons.map(([name, code, words], at) => (
        <button
          key={name}
          type="button"
          class="aw-link"
          aria-keyshortcuts={String(at + 1)}
          onClick={() => onPick(code, words)}
        >
          {name}
          <span class="co-by-key" aria-hidden="true">
            {' '}
            <kbd>{at + 1}</kbd>
          </span>
        </button>
      ))}
    </p>
  )
}

/** By which rule, and why: the words that its writer gets. A figure takes a usual reason, Enter then sends. */
export function ReasonForm({ refusal, count, onSend, onCancel }: ReasonFormProps) {
  const [words, setWords] = useState('')
  const [rule, setRule] = useState<RuleCode | ''>('')
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const focus = (selector: string) => form.current?.querySelector<HTMLElement>(selector)?.focus()
  useLayoutEffect(() => focus('select'), [])
  const { min, max } = limits[refusal]
  const trouble = textTrouble(words, min, max)
  const pick = (code: RuleCode, usual: string) => {
    setRule(code)
    setWords(usual)
    focus('[type=submit]')
  }
  const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLFormElement }) => {
    sendOnCtrlEnter(event)
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      onCancel()
    }
    const usual = desk.usualReasons[Number(event.key) - 1]
    const isWriting = event.target instanceof HTMLTextAreaElement
    if (!usual || isWriting || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    pick(usual[1], usual[2])
  }
  const send = () => {
    setTried(true)
    if (rule === '') return focus('select')
    if (trouble) return focus('textarea')
    onSend({ rule, words: words.trim() })
  }
  return (
    <form
      ref={form}
      class="co-form co-reason"
      noValidate
      aria-label={desk.formTitles[refusal]}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
      onKeyDown={onKeyDown}
    >
      <Usual onPick={pick} />
      <Rules rule={rule} isMissing={tried && rule === ''} refusal={refusal} onRule={setRule} />
      <TextField
        id="desk-reason"
        label={desk.reason}
        value={words}
        min={min}
        max={max}
        rows={2}
        error={tried ? trouble : null}
        hint={desk.formHints[refusal]}
        onText={setWords}
      />
      <div class="co-actions">
        <button type="submit" class="aw-button aw-button-primary">
          {desk.formTitles[refusal]}
          {count > 1 && ` (${desk.count(count)})`}
        </button>
        <button type="button" class="aw-quiet" onClick={onCancel}>
          {common.cancel}
        </button>
      </div>
    </form>
  )
}
