import { useEffect, useState } from 'preact/hooks'
import { useSlowClock, When } from '../../ui/when.tsx'
import { useTick } from '../parts/use-tick.ts'
import { isStaff } from '../session.ts'
import type { CaseFile } from '../shapes.ts'
import { file as words } from '../strings-cases.ts'
import { acts as actWords, authorSide, barHint, bars, standing } from '../strings-judging.ts'
import { dueOf } from './due.ts'
import { ReasonForm } from './reason-form.tsx'
import { StandingActs } from './standing-acts.tsx'
import { handOf, isOpen, lastStep, nextOf, stagesOf, stateOf } from './standing-of.ts'
import type { CaseMoves } from './use-moves.ts'

function Stages({ file }: { file: CaseFile }) {
  const stages = stagesOf(file)
  if (!stages) return null
  const now = stages.all.indexOf(stages.at)
  return (
    <ol class="co-stages" aria-label={standing.title}>
      {stages.all.map((stage, at) => (
        <li key={stage} class={at < now ? 'co-stage-done' : undefined} aria-current={at === now ? 'step' : undefined}>
          {standing.stages[stage]}
        </li>
      ))}
      {file.round > 1 && <li class="co-stage-round">{standing.round(file.round)}</li>}
    </ol>
  )
}

function clockOf(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** Counts down to when the finding is published by itself. */
function PublishClock({ at, isPublic }: { at: string; isPublic: boolean }) {
  const left = Date.parse(at) - useTick()
  const saysIn = isPublic ? actWords.publishIn : actWords.tellIn
  const saysSoon = isPublic ? actWords.publishSoon : actWords.tellSoon
  return (
    <span class="co-publish-clock" role="timer" aria-live="off">
      {left > 0 ? saysIn(clockOf(left)) : saysSoon}
    </span>
  )
}

/** The newest step of a case: who did what, for whoever was about to do something else. */
export function LastStep({ file }: { file: CaseFile }) {
  const step = lastStep(file)
  if (!step) return null
  const by = step.by ?? words.steps.roles[step.role] ?? step.role
  return (
    <>
      {standing.last} {words.steps.names[step.step] ?? step.step}, {by}, <When at={step.at} />.
    </>
  )
}

function StateLine({ file }: { file: CaseFile }) {
  const now = useSlowClock()
  const due = dueOf(file.dueAt, now)
  const waits = isOpen(file) || file.state === 'awaiting_second'
  return (
    <p class="co-stands" id="case-state" tabIndex={-1}>
      <strong>{stateOf(file, now)}</strong> {isStaff.value && handOf(file)}{' '}
      {waits && isStaff.value && <span class={due.isOver ? 'co-overdue' : 'co-due'}>{standing.due(due.words)}</span>}
      {file.staff && file.state === 'decided' && file.publishAt && (
        <PublishClock at={file.publishAt} isPublic={file.kind === 'misrepresentation'} />
      )}
    </p>
  )
}

interface CaseStandingProps {
  file: CaseFile
  moves: CaseMoves
  /** The case has changed by somebody else's hand since it was opened. */
  hasChanged: boolean
  /** Somebody has read that it has. */
  onSeen: () => void
}

function StaffStanding({ file, moves }: { file: CaseFile; moves: CaseMoves }) {
  const now = useSlowClock()
  const next = nextOf(file, now)
  const [reasonFor, setReasonFor] = useState<'decline' | 'reopen' | null>(null)
  useEffect(() => setReasonFor(null), [file.state])
  return (
    <>
      <p class="co-next-thing">{next.says}</p>
      <StandingActs file={file} next={next} moves={moves} onReason={setReasonFor} />
      {reasonFor && (
        <ReasonForm
          step={reasonFor}
          isBusy={moves.isBusy}
          onSend={(reason) => moves.go({ step: reasonFor, reason })}
          onLeave={() => setReasonFor(null)}
        />
      )}
    </>
  )
}

function PutAway({ onPutAway }: { onPutAway: () => void }) {
  return (
    <button type="button" class="aw-quiet" onClick={onPutAway}>
      {standing.putAway}
    </button>
  )
}

/** Where the case stands, what comes next, who has it in hand; and the one next thing to do. */
export function CaseStanding({ file, moves, hasChanged, onSeen }: CaseStandingProps) {
  const bar = file.staff?.bar
  const putAway = () => {
    moves.dismiss()
    onSeen()
    moves.lookUp()
  }
  return (
    <section class="co-standing" aria-label={standing.title}>
      <Stages file={file} />
      <StateLine file={file} />
      {file.staff && !bar && <StaffStanding file={file} moves={moves} />}
      {bar && (
        <p class="co-barred">
          <strong>{bars[bar]}</strong> {barHint}
        </p>
      )}
      {!file.staff && !file.finding && stagesOf(file) && <p class="co-next-thing">{authorSide.open}</p>}
      {moves.failure && (
        <div class="co-news">
          <p class="co-error" role="alert">
            {moves.failure.detail} {moves.failure.code === 'conflict' && <LastStep file={file} />}
          </p>
          <PutAway onPutAway={putAway} />
        </div>
      )}
      {hasChanged && !moves.failure && (
        <div class="co-news">
          <p class="co-warning" role="status">
            <strong>{standing.changed}</strong> <LastStep file={file} />
          </p>
          <PutAway onPutAway={putAway} />
        </div>
      )}
    </section>
  )
}
