import { Refused } from '../parts/refused.tsx'
import { Failed, Loading } from '../parts/states.tsx'
import { useSite } from '../pauses/use-site.ts'
import { security } from '../strings-privacy.ts'
import { usePart } from './use-part.ts'

/** What staff need to sign in. */
export function SecuritySettings() {
  const { data, failure: unread, reload, replace } = useSite()
  const { failure, busy, save } = usePart(security.saved, (settings) => data && replace({ ...data, settings }))
  if (!data) return unread ? <Failed failure={unread} onRetry={reload} /> : <Loading />
  return (
    <div class="co-form co-settings">
      <fieldset class="co-fieldset">
        <legend>{security.title}</legend>
        <label class="co-check">
          <input
            type="checkbox"
            checked={data.settings.secondFactor.isRequired}
            disabled={busy}
            onChange={(event) => {
              const isRequired = event.currentTarget.checked
              // The box shows what holds; it follows the answer.
              event.currentTarget.checked = data.settings.secondFactor.isRequired
              save({ secondFactor: { isRequired } })
            }}
          />
          <span>
            {security.require}
            <small>{security.requireHint}</small>
          </span>
        </label>
        <Refused failure={failure} />
        <p class="co-hint">
          <a class="aw-link" href="/account/signing-in">
            {security.setUp}
          </a>
        </p>
      </fieldset>
    </div>
  )
}
