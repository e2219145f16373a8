import { useLayoutEffect, useRef } from 'preact/hooks'
import { keysOn, setKeysOn } from './keys.ts'
import { help } from './strings.ts'

/** The sheet that lists the keys, with the switch that turns them off. */
export function HelpSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const sheet = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    if (open) sheet.current?.showModal()
    else sheet.current?.close()
  }, [open])
  return (
    <dialog ref={sheet} class="co-sheet" aria-labelledby="co-help-title" onClose={onClose}>
      <div class="co-sheet-head">
        <h2 id="co-help-title">{help.title}</h2>
        <button type="button" class="aw-quiet" onClick={onClose}>
          {help.close}
        </button>
      </div>
      <dl class="co-keylist">
        {help.keys.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <label class="co-check">
        <input type="checkbox" checked={keysOn.value} onChange={(event) => setKeysOn(event.currentTarget.checked)} />
        <span>
          {help.on}
          <small>{help.onHint}</small>
        </span>
      </label>
    </dialog>
  )
}
