import { serverNow } from '../../ui/clock.ts'
import { Chips } from '../pauses/chips.tsx'
import { WhenField } from '../pauses/when-field.tsx'
import { composing } from '../strings-updates.ts'
import { SiteClock } from './site-clock.tsx'
import type { Moment } from './update-draft.ts'
import { momentOn } from './update-draft.ts'

interface MomentFieldProps {
  moment: Moment
  error: string | null
  onChange: (moment: Moment) => void
}

/** Now, or at a time. */
export function MomentField({ moment, error, onChange }: MomentFieldProps) {
  const { when, at } = moment
  const pick = (picked: Moment['when']) =>
    onChange(picked === 'at' && at === '' ? momentOn(null, serverNow()) : { when: picked, at })
  return (
    <Chips
      legend={composing.when}
      name="publish-update"
      value={when}
      options={[
        { value: 'now', label: composing.now },
        { value: 'at', label: composing.at },
      ]}
      onPick={pick}
      error={error}
      hint={when === 'now' ? composing.nowHint : composing.atHint}
    >
      {when === 'at' && (
        <>
          <WhenField
            id="update-at"
            label={composing.atLabel}
            value={at}
            onChange={(typed) => onChange({ when, at: typed })}
          />
          <SiteClock at={at} />
        </>
      )}
    </Chips>
  )
}
