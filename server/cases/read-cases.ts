import {
  type BriefCase,
  type CaseQuery,
  type CaseRow,
  caseById,
  caseCount,
  casePage,
  dueCases,
} from '../../db/cases.ts'
import type { CaseState } from '../../db/tables.ts'
import type { Context, Reader } from '../context.ts'
import type { Parsed, Result } from '../contract/index.ts'
import { Id } from '../contract/shapes.ts'
import { Refusal } from '../errors.ts'
import { isAuthor, isStaff } from '../people/offices.ts'
import { presentCases } from './present.ts'
import { WAITING_STATES } from './state/rules.ts'

type Asked = Parsed<'GET /api/v1/cases'>['query']
type Queue = Asked['queue']

const PAGE = 100

const states: Record<Queue, readonly CaseState[]> = {
  open: WAITING_STATES,
  mine: ['submitted', 'triage', 'review', 'waiting_reply', 'appealed', 'awaiting_second', 'decided'],
  waiting: ['waiting_reply'],
  appeals: ['appealed'],
  decided: ['decided', 'published', 'closed'],
  ended: ['corrected', 'withdrawn', 'gone'],
}
/** As others than moderators are told of them: what is decided and not public yet is under review. */
const statesForOthers: Record<Queue, readonly CaseState[]> = {
  ...states,
  open: [...states.open, 'decided'],
  decided: ['published', 'closed'],
}
const queues = Object.keys(states) as Queue[]

/**
 * The cases someone may see: moderators all or those of their sections, authors those of misrepresentation about their stories. What is open
 * comes overdue first, then by the weight of its flags, then by due date; what is not, newest first.
 *
 * @throws Refusal `forbidden`: neither; `invalid`: the cursor is none of ours.
 */
export async function readCases(ctx: Context, by: Reader, asked: Asked): Promise<Result<'GET /api/v1/cases'>> {
  const { read } = ctx.db
  const { viewer, ...reach } = reachOf(by, asked)
  const queryOf = (queue: Queue): CaseQuery => ({
    ...reach,
    states: (isStaff(viewer) ? states : statesForOthers)[queue],
    assigneeId: queue === 'mine' ? by.personId : undefined,
  })
  const { queue, after } = asked
  if (after !== undefined && !Id.safeParse(after).success)
    throw new Refusal('invalid', 'This is no place in the list of cases.')
  const isSettled = queue === 'decided' || queue === 'ended'
  const [rows, counts] = await Promise.all([
    isSettled ? casePage(read, queryOf(queue), PAGE + 1, after) : dueCases(read, queryOf(queue), PAGE * 2),
    Promise.all(queues.map(async (one) => [one, await caseCount(read, queryOf(one))] as const)),
  ])
  const page = isSettled ? rows.slice(0, PAGE) : rows
  const cases = await presentCases(read, page, viewer, ctx.now())
  return {
    cases: isSettled ? cases : cases.sort(byUrgency(ctx.now())),
    next: isSettled && rows.length > PAGE ? (page.at(-1)?.id ?? null) : null,
    counts: Object.fromEntries(counts) as Record<Queue, number>,
  }
}

type Summary = Result<'GET /api/v1/cases'>['cases'][number]

function byUrgency(now: number) {
  const isOverdue = ({ dueAt }: Summary) => Number(Date.parse(dueAt) <= now)
  return (a: Summary, b: Summary) =>
    isOverdue(b) - isOverdue(a) || (b.weight ?? 0) - (a.weight ?? 0) || Date.parse(a.dueAt) - Date.parse(b.dueAt)
}

/** Which cases, and in which office they are seen: a moderator of sections sees those as one, one story by its section. */
function reachOf(
  by: Reader,
  { kind, storyId }: Asked,
): Pick<CaseQuery, 'kinds' | 'storyIds' | 'sections'> & { viewer: Reader } {
  const kinds = kind === 'reported' ? (['conduct', 'illegal'] as const) : kind && [kind]
  if (isStaff(by)) return { viewer: by, kinds, storyIds: storyId ? [storyId] : undefined }
  if (by.sections.length > 0 && storyId === undefined)
    return { viewer: { ...by, role: 'moderator' }, kinds, sections: by.sections }
  const own = by.authorOf.filter((id) => isAuthor(by, id))
  if (own.length === 0)
    throw new Refusal('forbidden', 'Cases are for moderators and the authors of the stories concerned.')
  return { viewer: by, kinds: ['misrepresentation'], storyIds: storyId ? own.filter((id) => id === storyId) : own }
}

/** @throws Refusal `not_found`: no such case, or none this person may see. */
export async function readCase(ctx: Context, by: Reader, id: string): Promise<CaseRow> {
  const row = await caseById(ctx.db.read, id)
  if (!row || !maySee(by, row)) throw new Refusal('not_found', 'There is no such case.')
  return row
}

function maySee(by: Reader, row: BriefCase): boolean {
  return isStaff(by) || (isAuthor(by, row.storyId) && row.kind === 'misrepresentation')
}
