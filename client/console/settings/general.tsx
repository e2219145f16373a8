import { useRef, useState } from 'preact/hooks'
import { LOCALE } from '../../ui/times.ts'
import { useSlowClock } from '../../ui/when.tsx'
import type { Failure } from '../ask.ts'
import { ask, failureOf } from '../ask.ts'
import { sendOnCtrlEnter } from '../parts/send-keys.ts'
import { Failed, Loading } from '../parts/states.tsx'
import { useSite } from '../pauses/use-site.ts'
import { say } from '../session.ts'
import type { Site, SiteSettings } from '../shapes.ts'
import { settings } from '../strings-heat.ts'
import { LinkChecksPart, RulesPart } from './case-settings.tsx'
import { NumberField } from './number-field.tsx'
import type { PartProps, SettingsDraft } from './settings-draft.ts'
import { draftOf, isTimeZone, limits, settingsOf } from './settings-draft.ts'

function TimeZoneField({ draft, change }: PartProps) {
  const now = useSlowClock()
  const isKnown = isTimeZone(draft.timeZone)
  const clock = isKnown
    ? new Intl.DateTimeFormat(LOCALE, {
        timeZone: draft.timeZone.trim(),
        hour: '2-digit',
        minute: '2-digit',
        weekday: 'long',
      }).format(now)
    : ''
  return (
    <div class="co-field">
      <label for="settings-zone">{settings.timeZone}</label>
      <input
        id="settings-zone"
        class="aw-field"
        list="settings-zones"
        autoComplete="off"
        value={draft.timeZone}
        aria-invalid={isKnown ? undefined : true}
        aria-describedby="settings-zone-under"
        onInput={(event) => change({ timeZone: event.currentTarget.value })}
      />
      <datalist id="settings-zones">
        {Intl.supportedValuesOf('timeZone').map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      <div id="settings-zone-under" class="co-under">
        {isKnown ? (
          <p class="co-hint">
            {settings.timeZoneHint} {settings.clockNow(clock)}
          </p>
        ) : (
          <p class="co-error">{settings.timeZoneWrong}</p>
        )}
      </div>
    </div>
  )
}

/** Fields for figures, each within its limits. */
function Numbers({ names, draft, change }: PartProps & { names: readonly (keyof typeof limits)[] }) {
  return (
    <div class="co-numbers">
      {names.map((name) => (
        <NumberField
          key={name}
          id={`settings-${name}`}
          label={settings[name]}
          value={draft[name]}
          {...limits[name]}
          onText={(text) => change({ [name]: text })}
        />
      ))}
    </div>
  )
}

function HeatPart({ draft, change }: PartProps) {
  return (
    <fieldset class="co-fieldset">
      <legend>{settings.heatTitle}</legend>
      <p class="co-hint">{settings.heatHint}</p>
      <Numbers names={['comments', 'flags', 'rejections']} draft={draft} change={change} />
    </fieldset>
  )
}

function AutomaticPart({ draft, change }: PartProps) {
  return (
    <fieldset class="co-fieldset">
      <legend>{settings.automaticTitle}</legend>
      <label class="co-check">
        <input
          type="checkbox"
          checked={draft.isOn}
          onChange={(event) => change({ isOn: event.currentTarget.checked })}
        />
        <span>
          {settings.automatic}
          <small>{settings.automaticHint}</small>
        </span>
      </label>
      <Numbers names={['minutes']} draft={draft} change={change} />
    </fieldset>
  )
}

function EndPart({ draft, change }: PartProps) {
  return (
    <fieldset class="co-fieldset">
      <legend>{settings.endTitle}</legend>
      <Numbers names={['openFlagLimit', 'releaseCount', 'releaseEvery']} draft={draft} change={change} />
    </fieldset>
  )
}

function CasesPart({ draft, change }: PartProps) {
  return (
    <fieldset class="co-fieldset">
      <legend>{settings.casesTitle}</legend>
      <Numbers names={['flagsPerDay', 'dueHours', 'replyHours', 'appealDays']} draft={draft} change={change} />
    </fieldset>
  )
}

function SettingsForm({ site, onSaved }: { site: Site; onSaved: (saved: SiteSettings) => void }) {
  const [draft, setDraft] = useState(() => draftOf(site.settings))
  const [failure, setFailure] = useState<Failure | null>(null)
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const change = (part: Partial<SettingsDraft>) => setDraft((was) => ({ ...was, ...part }))
  const isSame = JSON.stringify(draft) === JSON.stringify(draftOf(site.settings))
  const save = (event: SubmitEvent) => {
    event.preventDefault()
    const body = settingsOf(draft)
    if (busy || isSame) return
    if (!body) return form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
    setBusy(true)
    setFailure(null)
    ask('PATCH /api/v1/site/settings', { body })
      .then((saved) => {
        say(settings.saved)
        setDraft(draftOf(saved))
        onSaved(saved)
      })
      .catch((error: unknown) => setFailure(failureOf(error)))
      .finally(() => setBusy(false))
  }
  return (
    <form ref={form} class="co-form co-settings" noValidate onSubmit={save} onKeyDown={sendOnCtrlEnter}>
      <TimeZoneField draft={draft} change={change} />
      <HeatPart draft={draft} change={change} />
      <AutomaticPart draft={draft} change={change} />
      <EndPart draft={draft} change={change} />
      <CasesPart draft={draft} change={change} />
      <RulesPart draft={draft} change={change} delivered={site.deliveredRules} />
      <LinkChecksPart draft={draft} change={change} />
      {failure && (
        <p class="co-error" role="alert">
          {failure.detail}
        </p>
      )}
      <div class="co-actions">
        <button type="submit" class="aw-button aw-button-primary" disabled={busy || isSame}>
          {settings.save}
        </button>
        {isSame && <span class="co-hint">{settings.same}</span>}
      </div>
    </form>
  )
}

/** What the owner sets for the whole site. */
export function GeneralSettings() {
  const { data, failure, reload, replace } = useSite()
  if (!data) return failure ? <Failed failure={failure} onRetry={reload} /> : <Loading />
  return <SettingsForm site={data} onSaved={(saved) => replace({ ...data, settings: saved })} />
}
