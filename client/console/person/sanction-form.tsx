import { useState } from 'preact/hooks'
import { serverNow } from '../../ui/clock.ts'
import { SanctionCard } from '../../ui/sanction-card.tsx'
import { exactTime } from '../../ui/times.ts'
import { ruleNames } from '../../ui/words.ts'
import { ask } from '../ask.ts'
import { TextField, textTrouble } from '../parts/text-field.tsx'
import type { RuleCode, SanctionKind, Standing, WrittenComment } from '../shapes.ts'
import { common } from '../strings.ts'
import { effectsOf, sanction as words } from '../strings-standing.ts'
import { SendingForm } from './sending-form.tsx'
import { blankTerms, endOf, endTrouble, sentTerms, type TermsDraft } from './terms.ts'
import { TermsFields } from './terms-fields.tsx'
import { type WhereDraft, WhereFields, whereAtFirst } from './where-fields.tsx'

export const REASON = { min: 10, max: 500 }
const NOTE = { min: 0, max: 1000 }
const MOST_CHOICES = 10

interface Draft extends TermsDraft, WhereDraft {
  rule: RuleCode | ''
  reason: string
  note: string
  comments: string[]
}

interface SanctionFormProps {
  kind: SanctionKind
  person: Standing
  written: WrittenComment[]
  /** What led to looking at the person. */
  comment: string | null
  caseId: string | null
  onDone: () => void
  onLeave: () => void
}

/** Warns, limits or bans somebody; what follows from it, and what they will read, is said before it is done. */
export function SanctionForm(props: SanctionFormProps) {
  const { kind, person, written, comment, caseId, onDone, onLeave } = props
  const [draft, setDraft] = useState<Draft>({
    ...blankTerms(),
    ...{ rule: '', reason: '', note: '', ...whereAtFirst() },
    comments: comment ? [comment] : [],
  })
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  return (
    <SendingForm
      title={words.formTitle(kind, person.name)}
      first="select"
      confirm={words.confirm[kind]}
      said={words.done(kind, person.name)}
      isLacking={isLacking(kind, draft)}
      send={() =>
        ask('POST /api/v1/people/:id/sanctions', { params: { id: person.id }, body: sentOf(kind, draft, caseId) })
      }
      {...{ onDone, onLeave }}
    >
      {(tried) => <Fields {...{ kind, person, written, draft, tried, change }} />}
    </SendingForm>
  )
}

interface FieldsProps extends Pick<SanctionFormProps, 'kind' | 'person' | 'written'> {
  draft: Draft
  tried: boolean
  change: (part: Partial<Draft>) => void
}

function Fields({ kind, person, written, draft, tried, change }: FieldsProps) {
  return (
    <>
      <RuleField rule={draft.rule} tried={tried} onPick={(rule) => change({ rule })} />
      <TextField
        id="sanction-reason"
        label={words.reason}
        value={draft.reason}
        {...REASON}
        hint={words.reasonHint}
        error={tried ? textTrouble(draft.reason, REASON.min, REASON.max) : null}
        onText={(reason) => change({ reason })}
      />
      {kind !== 'warn' && <TermsFields kind={kind} draft={draft} tried={tried} onChange={change} />}
      <WhereFields kind={kind} draft={draft} tried={tried} onChange={change} />
      <LedField written={written} chosen={draft.comments} onChange={(comments) => change({ comments })} />
      <TextField
        id="sanction-note"
        label={words.note}
        value={draft.note}
        {...NOTE}
        rows={2}
        optional
        error={tried ? textTrouble(draft.note, NOTE.min, NOTE.max) : null}
        onText={(note) => change({ note })}
      />
      <Ahead kind={kind} name={person.name} draft={draft} />
    </>
  )
}

function isLacking(kind: SanctionKind, draft: Draft): boolean {
  if (draft.rule === '' || textTrouble(draft.reason, REASON.min, REASON.max) !== null) return true
  if (textTrouble(draft.note, NOTE.min, NOTE.max) !== null) return true
  if (draft.where === 'section' && draft.section.trim() === '') return true
  return kind !== 'warn' && endTrouble(draft, serverNow()) !== null
}

function sentOf(kind: SanctionKind, draft: Draft, caseId: string | null) {
  return {
    kind,
    rule: draft.rule === '' ? ('other' as const) : draft.rule,
    reason: draft.reason.trim(),
    ...sentTerms(draft, kind, serverNow()),
    section: draft.where === 'section' ? draft.section.trim() : null,
    note: draft.note.trim() || null,
    commentIds: draft.comments,
    caseIds: caseId ? [caseId] : [],
  }
}

function RuleField({
  rule,
  tried,
  onPick,
}: {
  rule: Draft['rule']
  tried: boolean
  onPick: (rule: RuleCode | '') => void
}) {
  return (
    <div class="co-field">
      <label for="sanction-rule">{words.rule}</label>
      <select
        id="sanction-rule"
        class="aw-field"
        value={rule}
        aria-invalid={tried && rule === '' ? true : undefined}
        aria-describedby="sanction-rule-under"
        onChange={(event) => onPick(event.currentTarget.value as RuleCode | '')}
      >
        <option value="">{words.choose}</option>
        {(Object.keys(ruleNames) as RuleCode[]).map((code) => (
          <option key={code} value={code}>
            {ruleNames[code]}
          </option>
        ))}
      </select>
      <div id="sanction-rule-under" class="co-under">
        {tried && rule === '' && <p class="co-error">{words.ruleMissing}</p>}
      </div>
    </div>
  )
}

interface LedFieldProps {
  written: WrittenComment[]
  chosen: string[]
  onChange: (chosen: string[]) => void
}

function LedField({ written, chosen, onChange }: LedFieldProps) {
  const choices = written.filter(
    ({ id, state }, at) => state !== 'deleted' && (at < MOST_CHOICES || chosen.includes(id)),
  )
  if (choices.length === 0) return null
  return (
    <details class="co-led" open={chosen.length > 0}>
      <summary>
        {words.led} <span class="co-optional">{common.optional}</span>
      </summary>
      <fieldset class="co-fieldset">
        <legend class="aw-hidden">{words.led}</legend>
        <p class="co-hint">{words.ledHint}</p>
        {choices.map(({ id, text, storyTitle }) => (
          <label key={id} class="co-choice">
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              onChange={(event) =>
                onChange(event.currentTarget.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
              }
            />
            <span>
              {text} <small>{storyTitle}</small>
            </span>
          </label>
        ))}
      </fieldset>
    </details>
  )
}

/** What follows, and what the person reads. */
function Ahead({ kind, name, draft }: { kind: SanctionKind; name: string; draft: Draft }) {
  const now = serverNow()
  const { endsAt, reviewAt, slowSeconds } = sentTerms(draft, kind, now)
  const at = endOf(draft, now)
  const section = draft.where === 'section' ? draft.section.trim() : ''
  const isReady = draft.rule !== '' && draft.reason.trim() !== '' && (kind === 'warn' || at !== null)
  const lastsUntil = reviewAt && at ? new Date(at + 14 * 86_400_000).toISOString() : endsAt
  const place = draft.where === 'section' ? section || words.unnamedSection : ''
  const terms = { kind, slowSeconds, section: place, at: (endsAt ?? reviewAt) && exactTime(endsAt ?? reviewAt ?? '') }
  return (
    <>
      <div class="co-confirm">
        <h3>{words.effectsTitle}</h3>
        <ul class="co-effects">
          {effectsOf({ ...terms, isReview: reviewAt !== null }, name).map((effect) => (
            <li key={effect}>{effect}</li>
          ))}
        </ul>
      </div>
      {isReady && draft.rule !== '' && (
        <div class="co-preview">
          <p class="co-preview-title">{words.previewTitle}</p>
          <div class="co-readers">
            <SanctionCard
              sanction={{
                ...{ kind, slowSeconds, endsAt, reviewAt, lastsUntil },
                ...{ section: section || null, rule: draft.rule, reason: draft.reason.trim(), ended: null },
              }}
              write={exactTime}
            />
          </div>
        </div>
      )}
    </>
  )
}
