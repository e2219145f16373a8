import type { BriefCase } from '../../db/cases.ts'
import { commentById } from '../../db/comments.ts'
import type { Queries } from '../../db/database.ts'
import { type DecisionRow, decisionsOf } from '../../db/decisions.ts'
import { flagsOf } from '../../db/flags.ts'
import { updateById } from '../../db/updates.ts'
import type { Reader, Viewer } from '../context.ts'
import { Refusal } from '../errors.ts'
import { type Bar, barTo, type Parties } from './rules.ts'
import type { CaseFacts } from './state/rules.ts'

/** The people a case concerns. */
export async function partiesOf(db: Queries, row: BriefCase): Promise<Parties> {
  const [comment, flags, decisions, quotedId] = await Promise.all([
    row.commentId ? commentById(db, row.commentId) : undefined,
    flagsOf(db, [row.id]),
    decisionsOf(db, [row.id]),
    quotedPerson(db, row),
  ])
  const earlier = (decisions.get(row.id) ?? []).filter((decision) => decision.round < row.round)
  return {
    concernedId: comment?.personId ?? null,
    flaggerIds: flags.map((flag) => flag.personId),
    standingIds: flags.filter((flag) => flag.withdrawnAt === null).map((flag) => flag.personId),
    quotedId,
    earlierIds: earlier.flatMap(({ decidedBy, secondedBy }) => [decidedBy ?? [], secondedBy ?? []].flat()),
  }
}

/** Whose words are quoted as the source; null for a story, whose author is known by the story. */
async function quotedPerson(db: Queries, { sourceKind, sourceId }: BriefCase): Promise<string | null> {
  if (!sourceId || sourceKind === 'story') return null
  const source = await (sourceKind === 'comment' ? commentById(db, sourceId) : updateById(db, sourceId))
  return source?.personId ?? null
}

/** What the state machine needs to know of a case. */
export function factsOf(row: BriefCase, { concernedId }: Pick<Parties, 'concernedId'>): CaseFacts {
  const { state, round, replyAskedAt, replyDueAt, repliedAt, replyWaivedAt, publishAt, appealUntil } = row
  return {
    ...{ state, round, replyAskedAt, replyDueAt, repliedAt, replyWaivedAt, publishAt, appealUntil },
    replyApplies: row.kind === 'misrepresentation' && concernedId !== null,
    needsSecond: row.staffConcern !== null,
  }
}

export function barOf(viewer: Viewer, row: BriefCase, parties: Parties): Bar | undefined {
  if (viewer.personId === null) return undefined
  return barTo(viewer.personId, viewer.authorOf.includes(row.storyId), parties)
}

/** Whether somebody may take a finding back or publish it at once: who made or confirmed it, or an owner. */
export function isTheirFinding(
  by: Viewer,
  decision: Pick<DecisionRow, 'decidedBy' | 'secondedBy'> | undefined,
): boolean {
  if (by.role === 'owner' || decision === undefined) return true
  return by.personId !== null && [decision.decidedBy, decision.secondedBy].includes(by.personId)
}

const bars: Record<Bar, string> = {
  author: 'You wrote the story, so another moderator has to judge this case.',
  concerned: 'You wrote the comment, so another moderator has to judge this case.',
  flagger: 'You flagged this yourself, so another moderator has to judge it.',
  quoted: 'It is about your own words, so another moderator has to judge this case.',
  earlier: 'You judged this case before its appeal, so another moderator has to judge it now.',
}

/** @throws Refusal `forbidden`: somebody who is part of the case. */
export function refuseParty(by: Reader, row: BriefCase, parties: Parties): void {
  const bar = barOf(by, row, parties)
  if (bar) throw new Refusal('forbidden', bars[bar])
}
