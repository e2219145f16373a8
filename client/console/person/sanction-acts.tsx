import { useState } from 'preact/hooks'
import { serverNow } from '../../ui/clock.ts'
import { ask } from '../ask.ts'
import { TextField, textTrouble } from '../parts/text-field.tsx'
import { Chips } from '../pauses/chips.tsx'
import { fieldTime } from '../pauses/pause-times.ts'
import type { StaffSanction } from '../shapes.ts'
import { sanction as words } from '../strings-standing.ts'
import { REASON } from './sanction-form.tsx'
import { SendingForm } from './sending-form.tsx'
import { blankTerms, endTrouble, sentTerms, type TermsDraft } from './terms.ts'
import { TermsFields } from './terms-fields.tsx'

export type SanctionAct = 'undo' | 'end' | 'change' | 'judge'

interface Draft extends TermsDraft {
  reason: string
  why: string
  decision: 'uphold' | 'lift' | ''
  /** Of the sanction as it was when the form was opened: what others do to it meanwhile is not to be overwritten. */
  version: number
}

interface ActFormProps {
  act: SanctionAct
  sanction: StaffSanction
  onDone: () => void
  onLeave: () => void
}

/** Takes a sanction back, ends it, changes it, or decides the appeal against it: always with a reason. */
export function ActForm({ act, sanction, onDone, onLeave }: ActFormProps) {
  const [draft, setDraft] = useState<Draft>(() => draftOf(sanction))
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  return (
    <SendingForm
      first="input, textarea"
      confirm={words.send[act]}
      said={words.saved}
      isLacking={isLacking(act, draft)}
      send={() => done(act, sanction, draft)}
      {...{ onDone, onLeave }}
    >
      {(tried) => <Fields {...{ act, sanction, draft, tried, change }} />}
    </SendingForm>
  )
}

interface FieldsProps {
  act: SanctionAct
  sanction: StaffSanction
  draft: Draft
  tried: boolean
  change: (part: Partial<Draft>) => void
}

function Fields({ act, sanction, draft, tried, change }: FieldsProps) {
  return (
    <>
      {act === 'judge' && (
        <Chips
          legend={words.decision}
          name={`judge-${sanction.id}`}
          value={draft.decision}
          options={[
            { value: 'uphold', label: sanction.isHolding ? words.uphold : words.wasRight },
            { value: 'lift', label: sanction.isHolding ? words.lift : words.wasWrong },
          ]}
          onPick={(decision) => change({ decision })}
          error={tried && draft.decision === '' ? words.decisionMissing : null}
        />
      )}
      {act === 'change' && <TermsFields kind={sanction.kind} draft={draft} tried={tried} onChange={change} />}
      {act === 'change' && (
        <TextField
          id={`reason-${sanction.id}`}
          label={words.reason}
          value={draft.reason}
          {...REASON}
          error={tried ? textTrouble(draft.reason, REASON.min, REASON.max) : null}
          onText={(reason) => change({ reason })}
        />
      )}
      <TextField
        id={`why-${sanction.id}`}
        label={act === 'judge' ? words.answer : words.why}
        value={draft.why}
        {...REASON}
        rows={2}
        hint={act === 'undo' ? words.undoHint : undefined}
        error={tried ? textTrouble(draft.why, REASON.min, REASON.max) : null}
        onText={(why) => change({ why })}
      />
    </>
  )
}

function draftOf({ version, reason, slowSeconds, endsAt, reviewAt }: StaffSanction): Draft {
  const at = endsAt ?? reviewAt
  return {
    ...blankTerms(),
    how: slowSeconds === null ? 'checked' : 'interval',
    seconds: String(slowSeconds ?? 600),
    end: reviewAt ? 'review' : 'at',
    at: at ? fieldTime(Date.parse(at)) : '',
    ...{ reason, why: '', decision: '', version },
  }
}

function isLacking(act: SanctionAct, draft: Draft): boolean {
  if (textTrouble(draft.why, REASON.min, REASON.max) !== null) return true
  if (act === 'judge') return draft.decision === ''
  if (act !== 'change') return false
  return endTrouble(draft, serverNow()) !== null || textTrouble(draft.reason, REASON.min, REASON.max) !== null
}

function done(act: SanctionAct, { id, kind }: StaffSanction, draft: Draft): Promise<StaffSanction> {
  const { version } = draft
  const why = draft.why.trim()
  const params = { id }
  if (act === 'judge')
    return ask('POST /api/v1/sanctions/:id/appeal-decision', {
      params,
      body: { version, answer: why, decision: draft.decision === 'lift' ? 'lift' : 'uphold' },
    })
  if (act === 'change')
    return ask('PATCH /api/v1/sanctions/:id', {
      params,
      body: { version, why, reason: draft.reason.trim(), ...sentTerms(draft, kind, serverNow()) },
    })
  return ask('POST /api/v1/sanctions/:id/end', { params, body: { version, why, inError: act === 'undo' } })
}
