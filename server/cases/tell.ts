import { type BriefCase, caseById } from '../../db/cases.ts'
import type { Tx } from '../../db/database.ts'
import { type AppealRow, appealsOf, type DecisionRow, decisionsOf } from '../../db/decisions.ts'
import { flagsOf } from '../../db/flags.ts'
import { authorsOf } from '../../db/roles.ts'
import type { NoticeKind } from '../../db/tables.ts'
import type { Context } from '../context.ts'
import { type NewNotice, tell } from '../notices/tell.ts'
import { tellAll } from '../notices/tell-all.ts'
import { partiesOf } from './parties.ts'
import { peopleToReach } from './reach.ts'
import { isToldConcerned, type Parties } from './rules.ts'

/** What all notices of a published round share; for `reachOf`. */
export function keyOfRound({ id }: Pick<BriefCase, 'id'>, round: number): string {
  return `case:${id}:${round}`
}

/** A case that came back can be asked about, and end, once more. */
function keyOfStep({ id, version }: BriefCase, step: 'asked' | 'ended'): string {
  return `case:${id}:${step}:${version}`
}

function noticeOf(row: BriefCase, key: string, kind: NoticeKind, createdAt: number): Omit<NewNotice, 'personId'> {
  const { storyId, commentId, id, reference, outsidePostId } = row
  const detail = { reference, ...(outsidePostId && { isElsewhere: true }) }
  return { key, kind, storyId, commentId, caseId: id, createdAt, detail }
}

/** Asks the person concerned for an answer. */
export async function tellAsked(tx: Tx, row: BriefCase, concernedId: string | null, now: number): Promise<void> {
  if (concernedId === null) return
  await tell(tx, [{ ...noticeOf(row, keyOfStep(row, 'asked'), 'reply_asked', now), personId: concernedId }])
}

/** Tells who flagged, and who was asked, that a case ends without a finding. */
export async function tellEnded(
  tx: Tx,
  row: BriefCase,
  concernedId: string | null,
  now: number,
  ended: string,
): Promise<void> {
  const flags = await flagsOf(tx, [row.id])
  const people = flags.filter((flag) => flag.withdrawnAt === null).map((flag) => flag.personId)
  if (concernedId !== null && row.replyAskedAt !== null && ended !== 'corrected' && ended !== 'gone')
    people.push(concernedId)
  const notice = noticeOf(row, keyOfStep(row, 'ended'), 'case_closed', now)
  const detail = { ...notice.detail, ended }
  await tell(
    tx,
    people.map((personId) => ({ ...notice, detail, personId })),
  )
}

/**
 * Tells everybody whom a published finding concerns, each once and of the part that is nearest to them: who wrote the
 * comment, who appealed, who flagged, who is quoted, the author who is asked to clarify, and whom it reaches. In steps;
 * run again after a crash it tells those who are left.
 */
export async function tellOfCase(ctx: Context, caseId: string, round: number): Promise<undefined> {
  const { read } = ctx.db
  const row = await caseById(read, caseId)
  const decision = (await decisionsOf(read, [caseId])).get(caseId)?.find((one) => one.round === round)
  if (!row || !decision || decision.publishedAt === null) return
  const [parties, appeals, authors, reached] = await Promise.all([
    partiesOf(read, row),
    appealsOf(read, caseId),
    decision.asksAuthor ? authorsOf(read, row.storyId) : [],
    peopleToReach(read, row, decision),
  ])
  const told = groupsOf(row, decision, { parties, appeals, authors, reached: [...reached.keys()] })
  // Nobody is told of their own doing.
  const before = new Set([decision.decidedBy ?? [], decision.secondedBy ?? []].flat())
  for (const [kind, people] of told) {
    const some = people.filter((id) => !before.has(id))
    for (const id of some) before.add(id)
    const notice = noticeOf(row, keyOfRound(row, round), kind, ctx.now())
    const rule = decision.rule === null ? {} : { rule: decision.rule }
    await tellAll(ctx, some, { ...notice, detail: { ...notice.detail, finding: decision.finding, ...rule } })
  }
}

interface Concerned {
  parties: Parties
  appeals: AppealRow[]
  authors: string[]
  reached: string[]
}

function kindToConcerned({ action, round }: DecisionRow, { flaggerIds }: Parties): NoticeKind {
  if (action === 'ask_edit') return 'edit_asked'
  // Nobody flagged what a moderator rejected before anybody saw it.
  return action === 'remove' && round === 1 && flaggerIds.length === 0 ? 'comment_rejected' : 'case_decided'
}

/** Nearest first. */
function groupsOf(
  row: BriefCase,
  decision: DecisionRow,
  { parties, appeals, authors, reached }: Concerned,
): [NoticeKind, string[]][] {
  const { concernedId, standingIds, quotedId } = parties
  const isTold = concernedId !== null && (isToldConcerned(row, decision) || decision.round > 1)
  const isPublic = decision.action !== 'none'
  return [
    ['appeal_decided', appeals.filter((appeal) => appeal.round === decision.round).map((appeal) => appeal.personId)],
    [kindToConcerned(decision, parties), isTold ? [concernedId] : []],
    ['answer_asked', authors],
    ['case_flagger', [...standingIds]],
    ['case_quoted', quotedId !== null && isPublic ? [quotedId] : []],
    ['finding_reach', reached],
  ]
}
