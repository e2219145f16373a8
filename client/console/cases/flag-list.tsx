import { When } from '../../ui/when.tsx'
import { misrepresentationNames } from '../../ui/words.ts'
import type { CaseFile } from '../shapes.ts'
import { cases } from '../strings.ts'

/** What those who flagged the comment said is wrong with it. Never public. */
export function FlagList({ flags }: { flags: CaseFile['flags'] }) {
  return (
    <section aria-labelledby="flags-title">
      <h3 id="flags-title" class="co-part-title">
        {cases.flagsTitle}
      </h3>
      <ul class="co-flags">
        {flags.map((flag, at) => (
          <li key={`${flag.at} ${at}`}>
            <p class="co-flag-head">
              <strong>{misrepresentationNames[flag.type]}</strong>
              {flag.by && <span>{cases.by(flag.by)}</span>}
              <When at={flag.at} />
            </p>
            <p dir="auto">{flag.explanation}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
