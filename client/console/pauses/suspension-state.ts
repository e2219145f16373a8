import type { StaffSuspension, Suspension } from '../shapes.ts'
import { heads, modes, scopes } from '../strings-pauses.ts'

export type SuspensionState = StaffSuspension['state']

/** A suspension as far as the viewer may see it: authors see what readers see. */
export type Known = Suspension & Partial<Omit<StaffSuspension, keyof Suspension>>

/** Where something holds: a suspension or a schedule. */
export interface Placed extends Pick<Suspension, 'scope' | 'section' | 'storyId'> {
  commentId?: string | null
  storyTitle?: string | null
}

const past = (at: string | null, nowMs: number) => at !== null && Date.parse(at) <= nowMs

/** How a suspension stands at a time: pages stay open longer than answers stay right. */
export function stateAt(one: Suspension & { state?: SuspensionState }, nowMs: number): SuspensionState {
  const { startsAt, endsAt, reviewAt, endedAt, state } = one
  if (past(endedAt, nowMs) || past(endsAt, nowMs) || state === 'ended') return 'ended'
  // The server's word that it has begun counts more than a clock that is looked at now and then.
  if (!past(startsAt, nowMs) && (state ?? 'planned') === 'planned') return 'planned'
  return past(reviewAt, nowMs) ? 'overdue' : 'running'
}

/** Why a moderator is asked to look at it; undefined if nobody is. One extended by itself is asked about until it ends. */
export function askedFor(
  one: Suspension & { state?: SuspensionState },
  nowMs: number,
): 'overdue' | 'extended' | undefined {
  const state = stateAt(one, nowMs)
  if (state === 'overdue') return 'overdue'
  return state === 'running' && one.extendedAt !== null ? 'extended' : undefined
}

/** Whether readers cannot write under it at all. */
export function isShut({ mode }: Pick<Suspension, 'mode'>): boolean {
  return mode === 'paused' || mode === 'closed'
}

/** Where it holds, in two or three words; a story is named where it is known. */
export function whereOf({ scope, section, storyTitle }: Placed, here = false): string {
  if (scope === 'site') return scopes.where.site
  if (scope === 'section') return scopes.where.section(section ?? '')
  if (scope === 'branch') return here || !storyTitle ? scopes.where.branch : scopes.branchIn(storyTitle)
  return here || !storyTitle ? scopes.where.story : storyTitle
}

/** Where it holds, inside a sentence. */
export function onWords({ scope, section }: Pick<Suspension, 'scope' | 'section'>): string {
  return scope === 'section' ? scopes.on.section(section ?? '') : scopes.on[scope]
}

/** Whether a moderator keeps the story open against it. */
export function isSetAside({ madeBy, mode }: Suspension, running: readonly Suspension[]): boolean {
  return madeBy === 'schedule' && mode !== 'open' && running.some((other) => other.mode === 'open')
}

const ladder = ['closed', 'paused', 'members', 'premoderated', 'slow', 'open']
const order: Record<SuspensionState, number> = { overdue: 0, running: 0, planned: 1, ended: 2 }

/** What holds first, strictest first; then what is planned, soonest first. */
export function inOrder<S extends Suspension>(list: readonly S[], nowMs: number): S[] {
  return [...list].sort((a, b) => {
    const [stateA, stateB] = [stateAt(a, nowMs), stateAt(b, nowMs)]
    if (order[stateA] !== order[stateB]) return order[stateA] - order[stateB]
    if (order[stateA] === 0) return ladder.indexOf(a.mode) - ladder.indexOf(b.mode)
    return a.startsAt.localeCompare(b.startsAt)
  })
}

/** “Commenting is paused”, “Planned: slow mode”, “Set aside: closed”. */
export function headOf(suspension: Suspension, state: SuspensionState, isAside: boolean): string {
  const { name, stands } = modes[suspension.mode]
  if (state === 'planned') return heads.planned(name)
  if (suspension.scope === 'branch') return heads.branch(name)
  return isAside ? heads.aside(name) : stands
}
