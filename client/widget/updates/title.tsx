import { claimStatusNames, updateKindNames } from '../../ui/update-words.ts'
import { strings } from '../strings.ts'
import type { StoryUpdate } from '../tree.ts'
import { updateStrings } from './strings.ts'

/** Its number and what it is; of a withdrawn update, that and why. */
export function Title({ update }: { update: StoryUpdate }) {
  const { number, kind, status, withdrawal } = update
  if (withdrawal)
    return (
      <span class="update-withdrawn">
        <span class="update-number aw-small-caps">{strings.update(number)}</span>: {strings.withdrawn}
        {withdrawal.reason && (
          <>
            {updateStrings.because} <bdi>{withdrawal.reason}</bdi>
          </>
        )}
      </span>
    )
  return (
    <>
      <span class="update-number aw-small-caps">{strings.update(number)}</span>
      {kind !== 'update' && <span class="update-kind">{updateKindNames[kind]}</span>}
      {status && <span class={`claim claim-${status}`}>{claimStatusNames[status]}</span>}
    </>
  )
}
