import type * as z from 'zod'
import { casesByIds } from '../../db/cases.ts'
import { commentsByIds } from '../../db/comments.ts'
import type { Queries } from '../../db/database.ts'
import {
  type ActRow,
  actPage,
  deciders,
  type HistoryQuery,
  type JudgedCase,
  judgementId,
  judgementPage,
} from '../../db/moderator-acts.ts'
import { peopleNames } from '../../db/people-names.ts'
import { storiesByIds } from '../../db/stories.ts'
import type { Context } from '../context.ts'
import type { DeskDecision } from '../contract/desk.ts'
import type { Parsed, Result } from '../contract/index.ts'
import { Refusal } from '../errors.ts'
import { iso, isoOrNull } from '../iso.ts'
import type { Confined } from '../people/offices.ts'

type Shown = z.output<typeof DeskDecision>

const PAGE = 50

/**
 * Who decided what on which comment, newest first: what was done with comments, and the judgements of cases about them.
 * @throws Refusal `invalid`: the cursor is none of ours.
 */
export async function readDecisions(
  ctx: Context,
  { after, ...asked }: Parsed<'GET /api/v1/decisions'>['query'] & Confined,
): Promise<Result<'GET /api/v1/decisions'>> {
  const before = after === undefined ? undefined : decoded(after)
  const rows = await newest(ctx.db.read, { ...asked, before, limit: PAGE + 1 })
  const page = rows.slice(0, PAGE)
  const last = page.at(-1)
  return {
    decisions: await present(ctx.db.read, page),
    next: rows.length > PAGE && last ? `${last.at} ${last.id}` : null,
    moderators: await deciders(ctx.db.read),
  }
}

/** What was decided on one comment, newest first, the last thirty. */
export async function decisionsOn(db: Queries, commentId: string): Promise<Shown[]> {
  return present(db, await newest(db, { commentId, limit: 30 }))
}

function decoded(cursor: string): HistoryQuery['before'] {
  const [, at, id = ''] = /^(\d{1,15}) ([\w/-]{36,50})$/.exec(cursor) ?? []
  if (at === undefined) throw new Refusal('invalid', 'This is no place in the history.')
  return { at: Number(at), id }
}

type Row = { id: string; at: number } & ({ act: ActRow } | { judged: JudgedCase })

async function newest(db: Queries, query: HistoryQuery): Promise<Row[]> {
  const [acts, judged] = await Promise.all([actPage(db, query), judgementPage(db, query)])
  const rows: Row[] = [
    ...acts.map((act) => ({ id: act.id, at: act.createdAt, act })),
    ...judged.map((one) => ({ id: judgementId(one.decision), at: one.decision.decidedAt, judged: one })),
  ]
  return rows.sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1)).slice(0, query.limit)
}

export async function presentAct(db: Queries, act: ActRow): Promise<Shown> {
  const [shown] = await present(db, [{ id: act.id, at: act.createdAt, act }])
  if (!shown) throw new Error('an act was presented as nothing')
  return shown
}

async function present(db: Queries, rows: Row[]): Promise<Shown[]> {
  const acts = rows.flatMap((row) => ('act' in row ? row.act : []))
  const judged = rows.flatMap((row) => ('judged' in row ? row.judged : []))
  const commentIds = [...acts.map((act) => act.commentId), ...judged.flatMap(({ row }) => row.commentId ?? [])]
  const byIds = [...acts.map((act) => act.personId), ...judged.map(({ decision }) => decision.decidedBy)]
  const [comments, names, cases] = await Promise.all([
    commentsByIds(db, [...new Set(commentIds)]),
    peopleNames(db, [...new Set(byIds.flatMap((id) => id ?? []))]),
    casesByIds(db, [...new Set(acts.flatMap((act) => act.caseId ?? []))]),
  ])
  const stories = await storiesByIds(db, [...new Set(comments.map((row) => row.storyId))])
  const titles = new Map(stories.map((story) => [story.id, story.title]))
  const references = new Map(cases.map((row) => [row.id, row.reference]))
  const commentOf = (id: string | null) => {
    const row = comments.find((one) => one.id === id)
    if (!row) return null
    const { storyId, authorName: author, html } = row
    return { id: row.id, storyId, storyTitle: titles.get(storyId) ?? '', author, html }
  }
  const personOf = (id: string | null) => (id !== null && names.has(id) ? { id, name: names.get(id) ?? '' } : null)
  return rows.map((row) =>
    'act' in row
      ? {
          ...ofAct(row.act, references),
          by: personOf(row.act.personId),
          comment: commentOf(row.act.commentId),
        }
      : {
          ...ofJudgement(row.judged),
          by: personOf(row.judged.decision.decidedBy),
          comment: commentOf(row.judged.row.commentId),
        },
  )
}

function ofAct({ id, verb, rule, reason, caseId, undoneAt, createdAt }: ActRow, references: Map<string, string>) {
  const reference = references.get(caseId ?? '') ?? null
  const judged = { finding: null, action: null, caseId, reference }
  return { ...{ id, verb, rule, reason }, ...judged, at: iso(createdAt), undoneAt: isoOrNull(undoneAt) }
}

function ofJudgement({ row: { id: caseId, reference }, decision }: JudgedCase) {
  const { rule, explanation: reason, finding, action, decidedAt } = decision
  const judged = { verb: 'judge' as const, rule, reason, finding, action, caseId, reference }
  return { id: judgementId(decision), ...judged, at: iso(decidedAt), undoneAt: null }
}
