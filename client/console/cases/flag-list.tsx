import { When } from '../../ui/when.tsx'
import { misrepresentationNames, ruleNames } from '../../ui/words.ts'
import type { Flag } from '../shapes.ts'
import { file as words } from '../strings-cases.ts'

/** What those who flagged it said is wrong with it. Never public. */
export function FlagList({ flags }: { flags: Flag[] }) {
  // Nobody flagged what a moderator found by themselves.
  if (flags.length === 0) return null
  return (
    <section aria-labelledby="flags-title">
      <h3 id="flags-title" class="co-part-title">
        {words.flagsTitle}
      </h3>
      <ul class="co-flags">
        {flags.map((flag, at) => (
          <li key={`${flag.at} ${at}`} class={flag.withdrawnAt ? 'co-flag-withdrawn' : undefined}>
            <p class="co-flag-head">
              {flag.withdrawnAt && <span class="co-flag-mark">{words.flag.withdrawn}</span>}
              <strong>{flag.type ? misrepresentationNames[flag.type] : ruleNames[flag.kind]}</strong>
              {flag.by && <span>{words.flag.by(flag.by)}</span>}
              <span>{words.flag.weight(flag.weight)}</span>
              <When at={flag.withdrawnAt ?? flag.at} />
            </p>
            {flag.explanation ? (
              <p class="co-flag-why" dir="auto">
                {flag.explanation}
              </p>
            ) : (
              <p class="co-hint">{words.flag.nothing}</p>
            )}
            {flag.law && (
              <p class="co-hint">
                {words.flag.law}: {flag.law}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
