import { When } from '../../ui/when.tsx'
import type { StaffView } from '../shapes.ts'
import { common } from '../strings.ts'
import { stateWords, file as words } from '../strings-cases.ts'

const { steps: said } = words

function isState(name: string | null): name is keyof typeof stateWords {
  return name !== null && name in stateWords
}

/** Every step of the case, as the log has it. */
export function CaseSteps({ steps }: { steps: StaffView['steps'] }) {
  return (
    <details class="co-steps">
      <summary>{said.title(steps.length)}</summary>
      <ol>
        {steps.map((step) => (
          <li key={step.entry}>
            <span>
              {said.names[step.step] ?? step.step}
              {isState(step.to) && step.to !== step.from && <span class="co-hint"> → {stateWords[step.to]}</span>}
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
