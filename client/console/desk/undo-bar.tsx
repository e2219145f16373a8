import { useKeys } from '../keys.ts'
import { desk } from '../strings-desk.ts'
import { undoable, undoLast } from './undo.ts'

/** What was done last, as long as it can be undone. It floats: nothing on screen moves by it. */
export function UndoBar() {
  const last = undoable.value.at(-1)
  useKeys(last ? { u: () => void undoLast() } : {})
  return (
    <div class="co-undo-place" role="status">
      {last && (
        <div class="co-undo">
          <p>{last.words}</p>
          <button type="button" class="aw-button" aria-keyshortcuts="u" onClick={() => void undoLast()}>
            {desk.undo}
            <span class="co-by-key" aria-hidden="true">
              <kbd>u</kbd>
            </span>
          </button>
        </div>
      )}
    </div>
  )
}
