import type { CaseFile } from '../shapes.ts'
import { staffMark as words } from '../strings-judging.ts'
import { isOpen } from './standing-of.ts'
import type { CaseMoves } from './use-moves.ts'

/** Says that a case criticises the site's own staff, and why a second moderator is then needed. */
export function StaffMark({ file, moves }: { file: CaseFile; moves: CaseMoves }) {
  const concern = file.staff?.staffConcern ?? null
  if (concern !== null && concern !== 'marked')
    return (
      <p class="co-staff-mark">
        <strong>{words.locked[concern]}.</strong> {words.lockedHint}
      </p>
    )
  if (!isOpen(file)) return concern ? <p class="co-staff-mark">{words.marked}</p> : null
  return (
    <label class="co-check co-staff-mark">
      <input
        type="checkbox"
        checked={concern !== null}
        disabled={moves.isBusy}
        onChange={(event) => moves.mark(event.currentTarget.checked)}
      />
      <span>
        {words.label}
        <small>{words.why}</small>
      </span>
    </label>
  )
}
