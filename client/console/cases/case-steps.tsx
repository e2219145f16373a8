import { When } from '../../ui/when.tsx'
import type { CaseKind, CaseState, StaffView } from '../shapes.ts'
import { common } from '../strings.ts'
import { isState, stateName, file as words } from '../strings-cases.ts'

const { steps: said } = words

type Step = StaffView['steps'][number]

const SELF_NAMED = new Set<CaseState>(['corrected', 'withdrawn', 'gone', 'closed', 'published'])

function nameOf({ step }: Step, kind: CaseKind): string {
  return (kind === 'misrepresentation' ? undefined : said.told[step]) ?? said.names[step] ?? step
}

/** The state a step led to, in words; null where the step's own name says it. */
function leadsTo(step: Step, kind: CaseKind): string | null {
  if (!isState(step.to) || step.to === step.from) return null
  return SELF_NAMED.has(step.to) ? null : stateName(step.to, kind)
}

/** Every step of the case, as the log has it. */
export function CaseSteps({ steps, kind }: { steps: Step[]; kind: CaseKind }) {
  return (
    <details class="co-steps">
      <summary>{said.title(steps.length)}</summary>
      <ol>
        {steps.map((step) => (
          <li key={step.entry}>
            <span>
              {nameOf(step, kind)}
              {leadsTo(step, kind) && <span class="co-hint"> → {leadsTo(step, kind)}</span>}
            </span>
            <span class="co-hint">{step.by ?? said.roles[step.role] ?? step.role}</span>
            <span class="co-hint">
              <When at={step.at} />
            </span>
            <a class="aw-link" href={`/log?after=${step.entry + 1}#e-${step.entry}`} target="_blank" rel="noopener">
              {said.entry(step.entry)}
              <span class="aw-hidden"> {common.newTab}</span>
            </a>
          </li>
        ))}
      </ol>
    </details>
  )
}
