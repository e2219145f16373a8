import type * as z from 'zod'
import { type BriefCase, caseById } from '../../db/cases.ts'
import { commentsByIds } from '../../db/comments.ts'
import type { Queries } from '../../db/database.ts'
import { type AppealRow, appealsOf, type DecisionRow, decisionsOf } from '../../db/decisions.ts'
import { flagsOf } from '../../db/flags.ts'
import { outsidePostsByIds } from '../../db/outside.ts'
import { casesToldTo } from '../../db/person-cases.ts'
import type { Context, Reader } from '../context.ts'
import type { Result } from '../contract/index.ts'
import type { MyCase, Statement } from '../contract/my-cases.ts'
import { Id } from '../contract/shapes.ts'
import { Refusal } from '../errors.ts'
import { iso, isoOrNull } from '../iso.ts'
import { settingsOf } from '../sites/settings.ts'
import { houseRules } from './house-rules.ts'
import { factsOf, partiesOf } from './parties.ts'
import { goneSources, storyFacts } from './present-note.ts'
import { HARMLESS, isAdverse, mayAppealBy, type Parties } from './rules.ts'
import { mayReply, OPEN_STATES } from './state/rules.ts'

type Mine = z.output<typeof MyCase>
type Part = Mine['part']

const PAGE = 20

/** The cases somebody is part of, as far as they are told of them, newest first. @throws Refusal `invalid`: no cursor of ours. */
export async function readMyCases(
  ctx: Context,
  by: Reader,
  after: string | undefined,
): Promise<Result<'GET /api/v1/me/cases'>> {
  if (after !== undefined && !Id.safeParse(after).success)
    throw new Refusal('invalid', 'This is no place in the list of cases.')
  const { read } = ctx.db
  const rows = await casesToldTo(read, by.personId, { harmless: HARMLESS, limit: PAGE + 1, after })
  const page = rows.slice(0, PAGE)
  const shown = await Promise.all(page.map((row) => presentMine(read, row, by.personId, ctx.now())))
  return {
    cases: shown.flatMap((one) => one ?? []),
    next: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null,
  }
}

/** @throws Refusal `not_found`: no such case, or none that this person is told of. */
export async function readMyCase(ctx: Context, by: Reader, id: string): Promise<Mine> {
  const row = await caseById(ctx.db.read, id)
  const shown = row && (await presentMine(ctx.db.read, row, by.personId, ctx.now()))
  if (!shown) throw new Refusal('not_found', 'There is no such case.')
  return shown
}

/**
 * A case for one of the people in it; undefined if they are not told of it. Whoever wrote the comment is told once
 * they are asked, or once there is a decision against them or beside their comment; whoever is quoted, once that is
 * published; whoever flagged, always.
 */
async function presentMine(db: Queries, row: BriefCase, personId: string, now: number): Promise<Mine | undefined> {
  const parties = await partiesOf(db, row)
  const decision = (await decisionsOf(db, [row.id])).get(row.id)?.find((one) => one.round === row.publishedRound)
  const part = partOf(personId, parties, row, decision)
  if (!part) return undefined
  const [stories, [comment], [post], flags, appeals, settings, gone] = await Promise.all([
    storyFacts(db, [row.storyId]),
    commentsByIds(db, row.commentId ? [row.commentId] : []),
    outsidePostsByIds(db, row.outsidePostId ? [row.outsidePostId] : []),
    flagsOf(db, [row.id]),
    appealsOf(db, row.id),
    settingsOf(db),
    goneSources(db, [row]),
  ])
  const own = appeals.find((appeal) => appeal.personId === personId)
  const flag = flags.find((one) => one.personId === personId)
  const isConcerned = part === 'concerned'
  const isTheirs = isConcerned || parties.standingIds.includes(personId)
  const mayAppeal = isTheirs && decision !== undefined && canAppeal(row, decision, { part, own, now })
  const isGone = row.commentId !== null && comment?.state === 'deleted'
  return {
    id: row.id,
    reference: row.reference,
    kind: row.kind,
    part,
    stage: stageOf(row),
    storyId: row.storyId,
    storyTitle: stories.get(row.storyId)?.title ?? '',
    storyUrl: stories.get(row.storyId)?.url ?? '',
    commentId: row.commentId,
    outsideUrl: post?.url ?? null,
    claim: isGone && !isConcerned ? null : row.claim,
    sourceKind: row.sourceKind,
    source: row.sourceId && gone.has(row.sourceId) && part !== 'quoted' ? null : row.source,
    allegation: isConcerned ? row.allegation : null,
    replyAskedAt: isConcerned ? isoOrNull(row.replyAskedAt) : null,
    replyDueAt: isConcerned ? isoOrNull(row.replyDueAt) : null,
    reply: isConcerned || (decision && !isGone) ? row.reply : null,
    hasWaivedReply: isConcerned && row.replyWaivedAt !== null,
    mayReply: isConcerned && mayReply(factsOf(row, parties)),
    statement: decision
      ? statementOf(row, decision, {
          rules: houseRules(settings),
          isPossible: mayAppeal,
          isGone: isGone && !isConcerned,
        })
      : null,
    mayAppeal,
    appeal: own ? { reason: own.reason, at: iso(own.createdAt) } : null,
    mayWithdraw:
      flag !== undefined &&
      flag.withdrawnAt === null &&
      row.round === 1 &&
      (OPEN_STATES as readonly string[]).includes(row.state),
    createdAt: iso(flag?.createdAt ?? row.replyAskedAt ?? decision?.publishedAt ?? row.createdAt),
  }
}

function partOf(
  personId: string,
  { concernedId, flaggerIds, quotedId }: Parties,
  row: BriefCase,
  decision: DecisionRow | undefined,
): Part | undefined {
  if (concernedId === personId) return isToldConcerned(row, decision) ? 'concerned' : undefined
  if (flaggerIds.includes(personId)) return 'flagger'
  return quotedId === personId && decision && decision.action !== 'none' ? 'quoted' : undefined
}

/** Whether whoever wrote the comment is told of the case: not of one that came to nothing. */
export function isToldConcerned(
  { replyAskedAt }: Pick<BriefCase, 'replyAskedAt'>,
  decision: Pick<DecisionRow, 'finding' | 'action'> | undefined,
): boolean {
  return replyAskedAt !== null || (decision !== undefined && (isAdverse(decision) || decision.action !== 'none'))
}

function canAppeal(
  { state, appealUntil }: BriefCase,
  decision: DecisionRow,
  { part, own, now }: { part: Part; own: AppealRow | undefined; now: number },
): boolean {
  const isTime = (state === 'published' || state === 'appealed') && appealUntil !== null && now < appealUntil
  return isTime && own === undefined && mayAppealBy(part, decision)
}

/** What is between moderators before a finding is public is one thing for everybody else. */
function stageOf({ state, publishedRound }: BriefCase): Mine['stage'] {
  if (state === 'published') return 'decided'
  if (publishedRound !== null && state !== 'closed' && state !== 'gone') return 'appealed'
  if (state === 'waiting_reply') return 'waiting_reply'
  if (state === 'closed' || state === 'corrected' || state === 'withdrawn' || state === 'gone') return state
  return 'open'
}

function statementOf(
  row: BriefCase,
  decision: DecisionRow,
  { rules, isPossible, isGone }: { rules: z.output<typeof Statement>['rules']; isPossible: boolean; isGone: boolean },
): z.output<typeof Statement> {
  const broken = isAdverse(decision)
    ? [row.kind === 'misrepresentation' ? 'misrepresentation' : null, decision.rule].filter((code) => code !== null)
    : []
  return {
    finding: decision.finding,
    action: decision.action,
    rules: rules.filter((rule) => broken.includes(rule.code)),
    words: isGone ? null : (row.claim?.exact ?? null),
    explanation: decision.explanation,
    decidedAt: iso(decision.publishedAt ?? decision.decidedAt),
    hadSecond: decision.secondedBy !== null,
    isAutomated: false,
    appeal: { isPossible, until: isoOrNull(row.appealUntil) },
  }
}
