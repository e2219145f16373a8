import type { ComponentChildren } from 'preact'
import { useRef } from 'preact/hooks'
import { clockTime, duration, exactTime } from '../../ui/times.ts'
import { reasonNames } from '../../ui/words.ts'
import { ask } from '../ask.ts'
import { useResource } from '../resource.ts'
import { isStaff } from '../session.ts'
import { pause, scopes, slow, standing } from '../strings-pauses.ts'
import { timesLine } from './standing-line.ts'
import { ActButtons, ActForm, useActs } from './suspension-acts.tsx'
import type { Known } from './suspension-state.ts'
import { headOf, isShut, stateAt, whereOf } from './suspension-state.ts'

interface SuspensionCardProps {
  suspension: Known
  now: number
  others: Known[]
  /** A moderator keeps the story open against it. */
  isAside: boolean
  /** Something was done about it. */
  onDone: () => void
}

function Moment({ at, now }: { at: string; now: number }) {
  return (
    <time dateTime={at} title={exactTime(at)}>
      {clockTime(at, now)}
    </time>
  )
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** Under whose comment a branch begins. */
function BranchTop({ commentId }: { commentId: string }) {
  const { data } = useResource(`branch ${commentId}`, () =>
    ask('GET /api/v1/comments/:id', { params: { id: commentId } }),
  )
  return <>{data?.comment.author ? scopes.branchOf(data.comment.author.name) : scopes.where.branch}</>
}

function Due({ suspension, now }: { suspension: Known; now: number }) {
  const { endsAt, reviewAt, startsAt } = suspension
  const due = endsAt ?? reviewAt
  const endName = isShut(suspension) ? standing.reopens : standing.ends
  const left = due ? Date.parse(due) - now : 0
  return (
    <>
      <Fact name={standing.since}>
        <Moment at={startsAt} now={now} />
      </Fact>
      {due && (
        <Fact name={endsAt ? endName : standing.review}>
          <Moment at={due} now={now} /> {left > 0 && <span class="co-left">{standing.remaining(duration(left))}</span>}
          {endsAt && left <= 0 && <span class="co-left">{standing.ending}</span>}
        </Fact>
      )}
    </>
  )
}

function by({ madeBy, createdBy }: Known): string | null {
  if (madeBy === 'schedule') return standing.bySchedule
  return madeBy === 'heat' ? standing.byHeat : (createdBy ?? null)
}

/** What is still to come, in two lines. */
function PlannedFacts({ suspension, now }: { suspension: Known; now: number }) {
  const { commentId, slowSeconds, startsAt, note } = suspension
  const maker = by(suspension)
  return (
    <p class="co-planned-facts">
      {commentId ? <BranchTop commentId={commentId} /> : whereOf(suspension, true)}, {timesLine(suspension, now)}{' '}
      <span class="co-none">({standing.begins(duration(Date.parse(startsAt) - now))})</span>
      {slowSeconds !== null && `, ${slow.each(slowSeconds)}`}. {suspension.followsId && `${standing.follows}. `}
      {maker && <span class="co-none">{standing.made(maker)}</span>} {note && `${standing.note}: ${note}`}
    </p>
  )
}

function Facts({ suspension, now }: { suspension: Known; now: number }) {
  const { commentId, slowSeconds, reasonCode, note, extendedAt, allowsEdits } = suspension
  const maker = by(suspension)
  return (
    <>
      <dl class="co-facts">
        <Fact name={standing.where}>{commentId ? <BranchTop commentId={commentId} /> : whereOf(suspension, true)}</Fact>
        {slowSeconds !== null && <Fact name={slow.label}>{slow.every(slowSeconds)}</Fact>}
        <Fact name={pause.code}>{reasonNames[reasonCode]}</Fact>
        <Due suspension={suspension} now={now} />
        {maker && <Fact name={standing.by}>{maker}</Fact>}
        {note && <Fact name={standing.note}>{note}</Fact>}
      </dl>
      {allowsEdits && <p class="co-hint">{standing.edits}</p>}
      {extendedAt && <p class="co-warning">{standing.extendedBySelf}</p>}
    </>
  )
}

/** A suspension that reaches the story: what, where, why, until when, and what can be done about it. */
export function SuspensionCard({ suspension, now, others, isAside, onDone }: SuspensionCardProps) {
  const state = stateAt(suspension, now)
  const title = `suspension-${suspension.id}`
  const asked = suspension.reopeningRequests ?? 0
  const place = useRef<HTMLElement>(null)
  const acts = useActs(place, onDone)
  return (
    <article ref={place} class={`co-running co-running-${isAside ? 'aside' : state}`} aria-labelledby={title}>
      <h3 id={title} class="co-running-title" tabIndex={-1}>
        {headOf(suspension, state, isAside)}
      </h3>
      {state === 'overdue' && (
        <p class="co-overdue-note" role="alert">
          <strong>{standing.overdue}.</strong> {standing.overdueText(clockTime(suspension.reviewAt ?? '', now))}
        </p>
      )}
      <p class="co-pause-reason" dir="auto">
        {suspension.reason}
      </p>
      {state === 'planned' ? (
        <PlannedFacts suspension={suspension} now={now} />
      ) : (
        <Facts suspension={suspension} now={now} />
      )}
      {asked > 0 && <p class="co-asked">{standing.requests(asked)}</p>}
      {isStaff.value && !acts.open && (
        <ActButtons suspension={suspension} now={now} onOpen={acts.onOpen} onDone={onDone} />
      )}
      {acts.open && (
        <ActForm
          open={acts.open}
          suspension={suspension}
          others={others}
          onDone={acts.onDone}
          onCancel={acts.onCancel}
        />
      )}
    </article>
  )
}
