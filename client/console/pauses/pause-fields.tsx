import { serverNow } from '../../ui/clock.ts'
import { reasonNames } from '../../ui/words.ts'
import { TextField } from '../parts/text-field.tsx'
import type { Mode, ReasonCode, Story } from '../shapes.ts'
import { modes, pause, usualFor } from '../strings-pauses.ts'
import { Chips } from './chips.tsx'
import type { PauseDraft } from './pause-draft.ts'
import { NOTE, REASON, troublesOf } from './pause-draft.ts'
import { TargetField } from './target-field.tsx'
import { SlowField, StartField, ThenField, UntilField } from './time-fields.tsx'

interface PauseFieldsProps {
  draft: PauseDraft
  change: (part: Partial<PauseDraft>) => void
  /** The story whose desk this is; null where any place can be chosen. */
  story: Story | null
  /** Errors are said once somebody has tried to go on. */
  tried: boolean
}

const chosen: Mode[] = ['paused', 'slow', 'premoderated', 'members', 'closed']

interface ModeFieldProps<D extends { mode: Mode; slowSeconds: number }> {
  draft: D
  change: (part: Partial<Pick<PauseDraft, 'mode' | 'slowSeconds'>>) => void
  /** Whether a story can be kept open against a schedule or its age. */
  mayKeepOpen: boolean
}

/** What shall hold: one of the modes, with what it means. */
export function ModeField<D extends { mode: Mode; slowSeconds: number }>(props: ModeFieldProps<D>) {
  const { draft, change, mayKeepOpen } = props
  const offered = mayKeepOpen ? [...chosen, 'open' as const] : chosen
  return (
    <Chips
      legend={pause.mode}
      name="mode"
      value={draft.mode}
      options={offered.map((mode) => ({ value: mode, label: modes[mode].choose }))}
      onPick={(mode) => change({ mode })}
      hint={modes[draft.mode].means}
    >
      {draft.mode === 'slow' && (
        <SlowField id="pause-slow" seconds={draft.slowSeconds} onChange={(slowSeconds) => change({ slowSeconds })} />
      )}
    </Chips>
  )
}

interface ReasonFieldsProps {
  draft: { mode: Mode; reasonCode: ReasonCode | ''; reason: string }
  change: (part: { reasonCode?: ReasonCode; reason?: string }) => void
  codeError: string | null
  error: string | null
}

/** The kind of reason and its words, with usual ones to start from. */
export function ReasonFields({ draft, change, codeError, error }: ReasonFieldsProps) {
  const words = draft.reasonCode === '' ? '' : usualFor(draft.mode, draft.reasonCode)
  return (
    <>
      <div class="co-field">
        <label for="pause-code">{pause.code}</label>
        <select
          id="pause-code"
          class="aw-field"
          value={draft.reasonCode}
          aria-describedby="pause-code-under"
          aria-invalid={codeError ? true : undefined}
          onChange={(event) => change({ reasonCode: event.currentTarget.value as ReasonCode })}
        >
          <option value="" disabled>
            {pause.chooseCode}
          </option>
          {Object.entries(reasonNames).map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
        <div id="pause-code-under" class="co-under">
          {codeError && <p class="co-error">{codeError}</p>}
          {words !== '' && draft.reason.trim() === '' && (
            <button type="button" class="aw-link" onClick={() => change({ reason: words })}>
              {pause.useWords}
            </button>
          )}
        </div>
      </div>
      <TextField
        id="pause-reason"
        label={pause.reason}
        value={draft.reason}
        {...REASON}
        error={error}
        onText={(reason) => change({ reason })}
      />
    </>
  )
}

/** Everything a moderator says about a suspension before reading its effects. */
export function PauseFields({ draft, change, story, tried }: PauseFieldsProps) {
  const troubles = troublesOf(draft, serverNow())
  const shown = (trouble: string | null) => (tried ? trouble : null)
  return (
    <>
      <TargetField
        draft={draft}
        // Only a story can be kept open.
        change={(part) =>
          change(part.scope && part.scope !== 'story' && draft.mode === 'open' ? { ...part, mode: 'paused' } : part)
        }
        story={story}
        error={shown(troubles.target)}
      />
      <ModeField draft={draft} change={change} mayKeepOpen={draft.scope === 'story'} />
      <ReasonFields
        draft={draft}
        change={change}
        codeError={shown(troubles.reasonCode)}
        error={shown(troubles.reason)}
      />
      <StartField draft={draft} change={change} error={shown(troubles.starts)} />
      <UntilField draft={draft} change={change} error={shown(troubles.until)} />
      <ThenField draft={draft} change={change} />
      {draft.mode === 'paused' && (
        <label class="co-check">
          <input
            type="checkbox"
            checked={draft.allowsEdits}
            onChange={(event) => change({ allowsEdits: event.currentTarget.checked })}
          />
          <span>{pause.edits}</span>
        </label>
      )}
      <TextField
        id="pause-note"
        label={pause.note}
        value={draft.note}
        {...NOTE}
        rows={2}
        optional
        hint={pause.noteHint}
        error={shown(troubles.note)}
        onText={(note) => change({ note })}
      />
    </>
  )
}
