import { serverNow } from '../../ui/clock.ts'
import { duration } from '../../ui/times.ts'
import { Chips } from '../pauses/chips.tsx'
import { WhenField } from '../pauses/when-field.tsx'
import type { SanctionKind } from '../shapes.ts'
import { sanction as words } from '../strings-standing.ts'
import { ChoiceField } from '../updates/choice-field.tsx'
import { type EndChoice, endTrouble, INTERVALS, pickEnd, type TermsDraft } from './terms.ts'

interface TermsFieldsProps {
  kind: SanctionKind
  draft: TermsDraft
  /** Whether what is missing is said. */
  tried: boolean
  onChange: (draft: TermsDraft) => void
}

/** How somebody is limited, and until when. */
export function TermsFields({ kind, draft, tried, onChange }: TermsFieldsProps) {
  const ends: EndChoice[] = ['d1', 'd7', 'd30', 'd90', 'at', ...(kind === 'ban' ? (['review'] as const) : [])]
  const trouble = tried ? endTrouble(draft, serverNow()) : null
  const isDated = draft.end === 'at' || draft.end === 'review'
  return (
    <>
      {kind === 'limit' && (
        <Chips
          legend={words.how}
          name="limit-how"
          value={draft.how}
          options={[
            { value: 'checked', label: words.checked },
            { value: 'interval', label: words.interval },
          ]}
          onPick={(how) => onChange({ ...draft, how })}
        >
          {draft.how === 'interval' && (
            <ChoiceField
              id="limit-seconds"
              label={words.intervalLabel}
              value={draft.seconds}
              options={INTERVALS.map((seconds) => [String(seconds), duration(seconds * 1000)])}
              onPick={(seconds) => onChange({ ...draft, seconds })}
            />
          )}
        </Chips>
      )}
      <Chips
        legend={words.until}
        name="sanction-end"
        value={draft.end}
        options={ends.map((value) => ({ value, label: words.ends[value] }))}
        onPick={(end) => onChange(pickEnd(draft, end, serverNow()))}
        error={trouble && { missing: words.endMissing, wrong: words.endWrong }[trouble]}
        hint={draft.end === 'review' ? words.reviewHint : null}
      >
        {isDated && (
          <WhenField
            id="sanction-at"
            label={draft.end === 'review' ? words.reviewAt : words.endAt}
            value={draft.at}
            onChange={(at) => onChange({ ...draft, at })}
          />
        )}
      </Chips>
    </>
  )
}
