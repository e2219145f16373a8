import { When } from '../../ui/when.tsx'
import type { CaseFile } from '../shapes.ts'
import { file as words } from '../strings-cases.ts'
import { Finding } from './decided.tsx'

const { rounds } = words

/** Findings before an appeal, and why they were appealed. */
export function Rounds({ file }: { file: CaseFile }) {
  const { staff } = file
  if (!staff || staff.appeals.length === 0) return null
  const earlier = staff.decisions.filter((one) => one.round < file.round)
  return (
    <section class="co-rounds" aria-labelledby="rounds-title">
      <h3 id="rounds-title" class="co-part-title">
        {rounds.title}
      </h3>
      {staff.appeals.map((appeal) => (
        <blockquote key={appeal.at} class="co-said">
          <p class="co-flag-head">
            <strong>{appeal.by}</strong>
            <span>{rounds.by[appeal.part]}</span>
            <When at={appeal.at} />
          </p>
          <p dir="auto">{appeal.reason}</p>
        </blockquote>
      ))}
      {file.state === 'appealed' && <p class="co-hint">{rounds.standsMeanwhile}</p>}
      {earlier.map((decision) => (
        <div key={decision.round}>
          <p class="co-since-title">{rounds.earlier(decision.round)}</p>
          <Finding decision={decision} id={`round-${decision.round}`} kind={file.kind} />
        </div>
      ))}
    </section>
  )
}
