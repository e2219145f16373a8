import { useState } from 'preact/hooks'
import { Quotes } from '../../ui/quotes.tsx'
import { noteWords } from '../../ui/words.ts'
import { sendOnCtrlEnter } from '../parts/send-keys.ts'
import { TextField, textTrouble } from '../parts/text-field.tsx'
import { useSite } from '../pauses/use-site.ts'
import type { CaseFile } from '../shapes.ts'
import { common } from '../strings.ts'
import { asking } from '../strings-judging.ts'
import { ALLEGATION, useAskDraft } from './ask-draft.ts'
import type { CaseMoves } from './use-moves.ts'

const HOURS = [24, 48, 72, 96, 168]

/** What the person concerned will see, and nothing that they will not. */
function Sent({ file, allegation, hours }: { file: CaseFile; allegation: string; hours: number }) {
  return (
    <div class="co-preview">
      <p class="co-preview-title">{asking.preview}</p>
      <div class="co-statement">
        <p class="co-statement-title">{asking.sentUnder(file.reference)}</p>
        <p class="co-hint">
          {asking.sentComment} “{file.storyTitle}”
        </p>
        <Quotes
          wrote={file.claim?.exact ?? ''}
          says={file.source?.exact ?? ''}
          wroteLabel={asking.youWrote}
          saysLabel={noteWords.itSays[file.sourceKind ?? 'story']}
        />
        <p dir="auto">{allegation.trim() || '…'}</p>
        <p class="co-hint">{asking.sentUntil(asking.hourChoice(hours))}</p>
      </div>
    </div>
  )
}

function HoursField({ value, usual, onPick }: { value: number; usual: number; onPick: (hours: string) => void }) {
  const choices = [...new Set([...HOURS, usual])].sort((a, b) => a - b)
  return (
    <div class="co-field co-hours">
      <label for="ask-hours">{asking.hours}</label>
      <select id="ask-hours" class="aw-field" value={value} onChange={(event) => onPick(event.currentTarget.value)}>
        {choices.map((hours) => (
          <option key={hours} value={hours}>
            {asking.hourChoice(hours)}
          </option>
        ))}
      </select>
    </div>
  )
}

/** Asks the person concerned for an answer, before a finding against them. */
export function AskForm({ file, moves }: { file: CaseFile; moves: CaseMoves }) {
  const [draft, change, clear] = useAskDraft(file)
  const [tried, setTried] = useState(false)
  const usual = useSite().data?.settings.cases.replyHours ?? 48
  const hours = Number(draft.hours) || usual
  const trouble = textTrouble(draft.allegation, ALLEGATION.min, ALLEGATION.max)
  const send = (event: SubmitEvent) => {
    event.preventDefault()
    setTried(true)
    if (trouble) return
    moves.sendAsk({ allegation: draft.allegation.trim(), hours }, clear)
  }
  return (
    <form
      class="co-form co-ask"
      noValidate
      aria-labelledby="ask-title"
      onSubmit={send}
      onKeyDown={(event) => (event.key === 'Escape' ? moves.stopAsking() : sendOnCtrlEnter(event))}
    >
      <div>
        <h3 id="ask-title" class="co-part-title">
          {asking.title(file.commenter)}
        </h3>
        <p class="co-hint">{asking.hint}</p>
      </div>
      <div class="co-ask-columns">
        <div class="co-form">
          <TextField
            id="ask-allegation"
            label={asking.allegation}
            value={draft.allegation}
            {...ALLEGATION}
            rows={5}
            hint={asking.allegationHint}
            error={tried ? trouble : null}
            onText={(allegation) => change({ allegation })}
          />
          <HoursField value={hours} usual={usual} onPick={(picked) => change({ hours: picked })} />
        </div>
        <Sent file={file} allegation={draft.allegation} hours={hours} />
      </div>
      <div class="co-actions">
        <button type="submit" class="aw-button aw-button-primary" disabled={moves.isBusy}>
          {asking.send(file.commenter)}
        </button>
        <button type="button" class="aw-quiet" onClick={moves.stopAsking}>
          {common.cancel}
        </button>
        <span class="co-hint co-by-key">
          <kbd>Ctrl</kbd> + <kbd>Enter</kbd>
        </span>
      </div>
    </form>
  )
}
