import type { FlagModel } from './flag-model.ts'
import { strings } from './strings.ts'

/** What a notice of illegal content has beside the reason: the law, good faith, and what happens then. */
export function Illegal({ model: { law, isGoodFaith } }: { model: FlagModel }) {
  return (
    <>
      <p class="flag-field">
        <label for="flag-law">{strings.lawLabel}</label>
        <input
          id="flag-law"
          class="aw-field"
          type="text"
          maxLength={200}
          dir="auto"
          aria-describedby="flag-law-hint"
          value={law.value}
          onInput={(event) => {
            law.value = event.currentTarget.value
          }}
        />
        <span id="flag-law-hint" class="flag-hint">
          {strings.lawHint}
        </span>
      </p>
      <label class="flag-check">
        <input
          id="flag-good-faith"
          type="checkbox"
          required
          checked={isGoodFaith.value}
          onChange={(event) => {
            isGoodFaith.value = event.currentTarget.checked
          }}
        />
        {strings.goodFaith}
      </label>
      <section class="flag-then" aria-labelledby="flag-then">
        <h4 id="flag-then">{strings.thenHeading}</h4>
        <ul>
          {strings.thenIllegal.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ul>
      </section>
    </>
  )
}
