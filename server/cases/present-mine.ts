import type * as z from 'zod'
import type { BriefCase } from '../../db/cases.ts'
import { commentsByIds } from '../../db/comments.ts'
import type { Queries } from '../../db/database.ts'
import { type AppealRow, appealsOf, type DecisionRow, decisionsOf } from '../../db/decisions.ts'
import { type BriefFlag, flagsOf } from '../../db/flags.ts'
import { outsidePostsByIds } from '../../db/outside.ts'
import { screeningsOf } from '../../db/screening.ts'
import type { MyCase, Statement } from '../contract/my-cases.ts'
import { iso, isoOrNull } from '../iso.ts'
import { settingsOf } from '../sites/settings.ts'
import { houseRules } from './house-rules.ts'
import { factsOf, partiesOf } from './parties.ts'
import { goneSources, storyFacts } from './present-note.ts'
import { isAdverse, isRejection, isToldConcerned, mayAppealBy, type Parties } from './rules.ts'
import { mayReply, OPEN_STATES } from './state/rules.ts'

type Mine = z.output<typeof MyCase>
type Part = Mine['part']

/**
 * A case for one of the people in it; undefined if they are not told of it. Whoever wrote the comment is told once
 * they are asked, or once there is a decision against them or beside their comment; whoever is quoted, once that is
 * published; whoever flagged, always.
 */
export async function presentMine(
  db: Queries,
  row: BriefCase,
  personId: string,
  now: number,
): Promise<Mine | undefined> {
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
  const isTheirs = part === 'concerned' || parties.standingIds.includes(personId)
  const mayAppeal = isTheirs && canAppeal(row, decision, { part, own, now })
  const isGone = row.commentId !== null && comment?.state === 'deleted'
  const isSourceGone = row.sourceId !== null && gone.has(row.sourceId)
  const stating = { rules: houseRules(settings), isPossible: mayAppeal, part, isGone }
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
    sourceKind: row.sourceKind,
    ...wordsFor(part, row, { isGone, isSourceGone, isPublic: decision !== undefined }),
    ...hearingFor(part, row, parties),
    statement: decision ? { ...statementOf(row, decision, stating), ...(await heldBefore(db, row)) } : null,
    mayAppeal,
    appeal: own ? { reason: own.reason, at: iso(own.createdAt) } : null,
    mayWithdraw: mayWithdraw(row, flag),
    createdAt: iso(flag?.createdAt ?? row.replyAskedAt ?? decision?.publishedAt ?? row.createdAt),
  }
}

interface Standing {
  /** The comment was deleted by its writer. */
  isGone: boolean
  isSourceGone: boolean
  /** A finding is. */
  isPublic: boolean
}

/** The words in a case, without those that their writer has taken away, but for the writer. */
function wordsFor(part: Part, row: BriefCase, { isGone, isSourceGone, isPublic }: Standing) {
  const isConcerned = part === 'concerned'
  return {
    claim: isGone && !isConcerned ? null : row.claim,
    source: isSourceGone && part !== 'quoted' ? null : row.source,
    reply: isConcerned || (isPublic && !isGone) ? row.reply : null,
  }
}

/** What the person concerned is asked, and until when; of which others are told nothing. */
function hearingFor(part: Part, row: BriefCase, parties: Parties) {
  if (part !== 'concerned')
    return { allegation: null, replyAskedAt: null, replyDueAt: null, hasWaivedReply: false, mayReply: false }
  return {
    allegation: row.allegation,
    replyAskedAt: isoOrNull(row.replyAskedAt),
    replyDueAt: isoOrNull(row.replyDueAt),
    hasWaivedReply: row.replyWaivedAt !== null,
    mayReply: mayReply(factsOf(row, parties)),
  }
}

function mayWithdraw({ round, state }: BriefCase, flag: Pick<BriefFlag, 'withdrawnAt'> | undefined): boolean {
  const isOpen = round === 1 && (OPEN_STATES as readonly string[]).includes(state)
  return isOpen && flag !== undefined && flag.withdrawnAt === null
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

function canAppeal(
  { state, appealUntil }: BriefCase,
  decision: DecisionRow | undefined,
  { part, own, now }: { part: Part; own: AppealRow | undefined; now: number },
): boolean {
  if (!decision) return false
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

type Held = Awaited<ReturnType<typeof heldBefore>>

/** Whether the comment was one that was held and rejected, and whether a rule had held it. */
async function heldBefore(db: Queries, { joinKey, commentId, subjectRevision: revision }: BriefCase) {
  const wasLetThrough = !isRejection(joinKey)
  if (wasLetThrough || commentId === null) return { wasLetThrough, wasHeldByRule: false }
  const said = await screeningsOf(db, [{ id: commentId, revision }])
  return { wasLetThrough, wasHeldByRule: said.length > 0 }
}

interface Stating {
  rules: z.output<typeof Statement>['rules']
  isPossible: boolean
  part: Part
  isGone: boolean
}

function statementOf(
  row: BriefCase,
  decision: DecisionRow,
  { rules, isPossible, part, isGone }: Stating,
): Omit<z.output<typeof Statement>, keyof Held> {
  const broken = isAdverse(decision)
    ? [row.kind === 'misrepresentation' ? 'misrepresentation' : null, decision.rule].filter((code) => code !== null)
    : []
  return {
    finding: decision.finding,
    action: decision.action,
    rules: rules.filter((rule) => broken.includes(rule.code)),
    words: isGone && part !== 'concerned' ? null : (row.claim?.exact ?? null),
    explanation: decision.explanation,
    decidedAt: iso(decision.publishedAt ?? decision.decidedAt),
    hadSecond: decision.secondedBy !== null,
    isAutomated: false,
    appeal: { isPossible, until: isoOrNull(row.appealUntil) },
  }
}
