import { useState } from 'preact/hooks'
import { sendOnCtrlEnter } from '../parts/send-keys.ts'
import { Failed, Loading } from '../parts/states.tsx'
import { useSite } from '../pauses/use-site.ts'
import type { SiteSettings } from '../shapes.ts'
import { privacy } from '../strings-privacy.ts'
import { isWhole, NumberField } from './number-field.tsx'
import { usePart } from './use-part.ts'

const DAYS = { min: 30, max: 3650 }

type Kept = SiteSettings['retention']
interface Draft {
  isOn: boolean
  days: string
}

function draftOf(days: number | null, usual: string): Draft {
  return { isOn: days !== null, days: days === null ? usual : String(days) }
}

function daysOf({ isOn, days }: Draft): number | null {
  return isOn ? Number(days) : null
}

interface PartProps {
  id: string
  label: string
  hint: string
  draft: Draft
  onChange: (draft: Draft) => void
}

function Part({ id, label, hint, draft, onChange }: PartProps) {
  return (
    <>
      <label class="co-check">
        <input
          type="checkbox"
          checked={draft.isOn}
          onChange={(event) => onChange({ ...draft, isOn: event.currentTarget.checked })}
        />
        <span>
          {label}
          <small>{hint}</small>
        </span>
      </label>
      {draft.isOn && (
        <div class="co-numbers">
          <NumberField
            id={id}
            label={privacy.days}
            value={draft.days}
            {...DAYS}
            onText={(days) => onChange({ ...draft, days })}
          />
        </div>
      )}
    </>
  )
}

function KeptList() {
  return (
    <fieldset class="co-fieldset">
      <legend>{privacy.kept}</legend>
      <dl class="co-retention">
        {privacy.list.map(([what, howLong]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{howLong}</dd>
          </div>
        ))}
      </dl>
    </fieldset>
  )
}

function RetentionForm({ kept, onSaved }: { kept: Kept; onSaved: (settings: SiteSettings) => void }) {
  const [rejected, setRejected] = useState(() => draftOf(kept.rejectedDays, '180'))
  const [notices, setNotices] = useState(() => draftOf(kept.readNoticeDays, '365'))
  const { failure, busy, save } = usePart(privacy.saved, onSaved)
  const retention = { rejectedDays: daysOf(rejected), readNoticeDays: daysOf(notices) }
  const isSame = JSON.stringify(retention) === JSON.stringify(kept)
  const fits = [rejected, notices].every(({ isOn, days }) => !isOn || isWhole(days, DAYS.min, DAYS.max))
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (!isSame && fits) save({ retention })
  }
  return (
    <form class="co-form co-settings" noValidate onSubmit={submit} onKeyDown={sendOnCtrlEnter}>
      <KeptList />
      <fieldset class="co-fieldset">
        <legend>{privacy.yours}</legend>
        <Part
          id="privacy-rejected"
          label={privacy.rejected}
          hint={privacy.rejectedHint}
          draft={rejected}
          onChange={setRejected}
        />
        <Part
          id="privacy-notices"
          label={privacy.notices}
          hint={privacy.noticesHint}
          draft={notices}
          onChange={setNotices}
        />
      </fieldset>
      {failure && (
        <p class="co-error" role="alert">
          {failure.detail}
        </p>
      )}
      <div class="co-actions">
        <button type="submit" class="aw-button aw-button-primary" disabled={busy || isSame || !fits}>
          {privacy.save}
        </button>
        {isSame && <span class="co-hint">{privacy.same}</span>}
      </div>
    </form>
  )
}

/** What is kept how long, in words, and what of it the owner decides. */
export function PrivacySettings() {
  const { data, failure, reload, replace } = useSite()
  if (!data) return failure ? <Failed failure={failure} onRetry={reload} /> : <Loading />
  return <RetentionForm kept={data.settings.retention} onSaved={(settings) => replace({ ...data, settings })} />
}
