import { useLayoutEffect, useRef } from 'preact/hooks'
import { keysOn, setKeysOn } from './keys.ts'
import { office } from './session.ts'
import { help } from './strings.ts'

const keysFor = { owner: 'owner', moderator: 'moderator', author: 'author', none: 'author' } as const

/** The sheet that lists the keys of the viewer's office, with the switch that turns them off. */
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
      {help.keys[keysFor[office.value]].map(({ title, keys }) => (
        <section key={title} class="co-keylist">
          <h3>{title}</h3>
          <dl>
            {keys.map(([key, meaning]) => (
              <div key={key}>
                <dt>
                  {key.split('  ').map((one) => (
                    <kbd key={one}>{one}</kbd>
                  ))}
                </dt>
                <dd>{meaning}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
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
