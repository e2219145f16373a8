import { misrepresentationNames } from '../../ui/note-words.ts'
import { canBe, type Quoting, type Type } from './quoting.ts'
import { strings, typeMeanings } from './strings.ts'

const types = Object.keys(typeMeanings) as Type[]

/** What kind of misrepresentation it is, each in a line; those that cannot be are off, with the reason above. */
export function TypeChoice({ quoting }: { quoting: Quoting }) {
  const isAbsent = !canBe(quoting, 'other')
  return (
    <fieldset class="flag-types" aria-describedby="flag-types-note">
      <legend>{strings.flagType}</legend>
      <p id="flag-types-note" class="flag-note" role="status">
        {isAbsent && strings.onlyInvented}
      </p>
      <div>
        {types.map((type, index) => (
          <label key={type} class={canBe(quoting, type) ? undefined : 'off'}>
            <input
              type="radio"
              name="flag-type"
              id={index === 0 ? 'flag-type' : `flag-type-${type}`}
              aria-describedby={`flag-means-${type}`}
              aria-labelledby={`flag-is-${type}`}
              disabled={!canBe(quoting, type)}
              checked={quoting.type.value === type}
              onChange={() => {
                quoting.type.value = type
              }}
            />
            <span>
              <span id={`flag-is-${type}`}>{misrepresentationNames[type]}</span>
              <small id={`flag-means-${type}`}>{typeMeanings[type]}</small>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
