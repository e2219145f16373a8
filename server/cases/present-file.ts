import type * as z from 'zod'
import type { CaseRow } from '../../db/cases.ts'
import { type CommentRow, commentById } from '../../db/comments.ts'
import type { Queries } from '../../db/database.ts'
import { appealsOf, caseNotesOf, type DecisionRow, decisionsOf } from '../../db/decisions.ts'
import { type FlagRow, writtenFlagsOf } from '../../db/flags.ts'
import { caseLogOf, type LogRow } from '../../db/log.ts'
import { peopleNames } from '../../db/people-names.ts'
import { storyRevision } from '../../db/stories.ts'
import type { Viewer } from '../context.ts'
import type { CaseFile, StaffView } from '../contract/cases.ts'
import { iso, isoOrNull } from '../iso.ts'
import { isStaff } from '../people/offices.ts'
import { plainText } from '../text/plain.ts'
import { weightsOf } from './flagging/weights.ts'
import { standingRevision } from './look-up.ts'
import { barOf, factsOf, isTheirFinding, partiesOf } from './parties.ts'
import { passagesNow } from './passages.ts'
import { historiesOf } from './person-history.ts'
import { presentCases } from './present.ts'
import { presentOutside } from './present-public.ts'
import { reachOfCase } from './reach.ts'
import { type Bar, findingsFor, type Parties } from './rules.ts'
import { PENDING_STATES } from './state/rules.ts'

type File = z.output<typeof CaseFile>
type Staff = z.output<typeof StaffView>

/** Flags beyond so many are counted, not read out. */
const MOST_FLAGS = 100
/** Flaggers beyond so many are counted, not described. */
const MOST_FLAGGERS = 10

/** One case with both texts. Who flagged and what moderators note is told to moderators only. */
export async function presentCaseFile(db: Queries, row: CaseRow, viewer: Viewer, now: number): Promise<File> {
  const [[summary], comment, changed, revision, quoted, outside, parties, decisions] = await Promise.all([
    presentCases(db, [row], viewer, now),
    row.commentId ? commentById(db, row.commentId) : undefined,
    passagesNow(db, [row]),
    row.sourceKind && row.sourceId ? standingRevision(db, row.sourceKind, row.sourceId) : null,
    quotedText(db, row),
    row.outsidePostId ? presentOutside(db, row.outsidePostId, row.subjectRevision) : null,
    partiesOf(db, row),
    decisionsOf(db, [row.id]),
  ])
  if (!summary) throw new Error('a case was presented as nothing')
  const publicFinding = decisions.get(row.id)?.find((one) => one.round === row.publishedRound)?.finding ?? null
  const hasChanged = row.commentId !== null && !stands(comment, row)
  return {
    ...summary,
    ...(isPartOf(barOf(viewer, row, parties)) && { flagCount: null, weight: null, finding: publicFinding }),
    round: row.round,
    commentText: row.subjectText,
    commentRevision: row.subjectRevision,
    commentChanged: hasChanged,
    commentState: comment?.state ?? null,
    commentNow: hasChanged && comment?.state === 'visible' ? plainText(comment.html) : null,
    outside,
    claim: row.claim,
    claimIn: row.claimIn,
    sourceKind: row.sourceKind,
    sourceId: row.sourceId,
    ...quoted,
    sourceChanged: revision !== null && revision !== row.sourceRevision,
    sourceNow: changed.get(row.id) ?? null,
    source: row.source,
    allegation: row.allegation,
    replyAskedAt: isoOrNull(row.replyAskedAt),
    replyDueAt: isoOrNull(row.replyDueAt),
    reply: row.reply,
    repliedAt: isoOrNull(row.repliedAt),
    hasWaivedReply: row.replyWaivedAt !== null,
    answer: row.answer,
    publishAt: isStaff(viewer) ? isoOrNull(row.publishAt) : null,
    appealUntil: isoOrNull(row.appealUntil),
    correctedAt: isoOrNull(row.correctedAt),
    staff: isStaff(viewer) ? await staffView(db, row, { viewer, parties, now }) : null,
  }
}

function isPartOf(bar: Bar | undefined): boolean {
  return bar !== undefined && bar !== 'earlier'
}

/** What is quoted as it stood, and whether that came from somebody who can be relied on. */
async function quotedText(db: Queries, row: CaseRow): Promise<Pick<File, 'sourceText' | 'isSourceConfirmed'>> {
  if (row.sourceKind !== 'story') return { sourceText: row.sourceText, isSourceConfirmed: true }
  const revision = await storyRevision(db, row.storyId, row.sourceRevision ?? 0)
  return { sourceText: revision?.text ?? '', isSourceConfirmed: revision?.isConfirmed ?? true }
}

function stands(comment: CommentRow | undefined, row: CaseRow): boolean {
  return comment?.state === 'visible' && comment.revision === row.subjectRevision
}

interface Seen {
  viewer: Viewer
  parties: Parties
  now: number
}

async function staffView(db: Queries, row: CaseRow, { viewer, parties, now }: Seen): Promise<Staff> {
  const [flags, notes, appeals, decisions, log] = await Promise.all([
    writtenFlagsOf(db, row.id, MOST_FLAGS),
    caseNotesOf(db, row.id),
    appealsOf(db, row.id),
    decisionsOf(db, [row.id]).then((found) => found.get(row.id) ?? []),
    caseLogOf(db, row.id),
  ])
  const bar = barOf(viewer, row, parties)
  const people = [
    ...flags.map((flag) => flag.personId),
    ...appeals.map((appeal) => appeal.personId),
    ...[...notes, ...log].map((one) => one.personId),
    ...decisions.flatMap(({ decidedBy, secondedBy }) => [decidedBy, secondedBy]),
  ]
  const flaggers = [...new Set(flags.map((flag) => flag.personId))].slice(0, MOST_FLAGGERS)
  const [names, weights, histories, reach] = await Promise.all([
    peopleNames(db, [...new Set(people.flatMap((id) => id ?? []))]),
    weightsOf(db, flags, now),
    historiesOf(db, [...(parties.concernedId ? [parties.concernedId] : []), ...flaggers], now),
    reachOfCase(db, row),
  ])
  const nameOf = (id: string | null) => (id && names.get(id)) || null
  const shown = {
    flags: flags.map((flag) => presentFlag(flag, nameOf(flag.personId), weights.get(flag.personId) ?? 0)),
    notes: notes.map(({ id, personId, body, createdAt }) => ({ id, by: nameOf(personId), body, at: iso(createdAt) })),
    appeals: appeals.map(({ personId, reason, createdAt }) => ({
      by: nameOf(personId),
      part: personId === parties.concernedId ? 'concerned' : 'flagger',
      reason,
      at: iso(createdAt),
    })),
    decisions: decisions.map((decision) => presentDecision(decision, nameOf, viewer.personId)),
    steps: log.map((entry) => presentStep(entry, nameOf(entry.personId))),
    concerned: parties.concernedId ? (histories[0] ?? null) : null,
    flaggers: histories.slice(parties.concernedId ? 1 : 0),
    reach,
    staffConcern: row.staffConcern,
    bar: bar ?? null,
    mayUndo: mayUndo(viewer, row, decisions),
    findings: [...findingsFor(row.kind)],
    repliesAsked: factsOf(row, parties).replyApplies,
  } satisfies Staff
  if (!isPartOf(bar)) return shown
  const own = new Set(notes.filter((note) => note.personId === viewer.personId).map((note) => note.id))
  return { ...withoutOthers(shown), notes: shown.notes.filter((note) => own.has(note.id)) }
}

/** A moderator who is part of a case sees no more of the others in it than anybody in their place. */
function withoutOthers(shown: Staff): Staff {
  const steps = shown.steps.map((step) => ({ ...step, by: null }))
  const decisions = shown.decisions.flatMap((one) =>
    one.publishedAt === null ? [] : [{ ...one, decidedBy: null, secondedBy: null }],
  )
  return {
    ...shown,
    steps,
    decisions,
    staffConcern: null,
    flags: [],
    notes: [],
    appeals: [],
    flaggers: [],
    concerned: null,
  }
}

function presentFlag(flag: FlagRow, by: string | null, weight: number): Staff['flags'][number] {
  const { kind, type, explanation, law, createdAt, withdrawnAt } = flag
  return { kind, type, explanation, law, by, at: iso(createdAt), withdrawnAt: isoOrNull(withdrawnAt), weight }
}

function presentDecision(
  decision: DecisionRow,
  nameOf: (id: string | null) => string | null,
  viewerId: string | null,
): Staff['decisions'][number] {
  const { round, finding, explanation, rule, action, asksAuthor } = decision
  return {
    ...{ round, finding, explanation, rule, action, asksAuthor },
    decidedBy: nameOf(decision.decidedBy),
    decidedAt: iso(decision.decidedAt),
    isOwn: viewerId !== null && [decision.decidedBy, decision.secondedBy].includes(viewerId),
    secondedBy: nameOf(decision.secondedBy),
    publishedAt: isoOrNull(decision.publishedAt),
  }
}

function mayUndo(viewer: Viewer, { state, round }: CaseRow, decisions: DecisionRow[]): boolean {
  if (!(PENDING_STATES as readonly string[]).includes(state)) return false
  return isTheirFinding(
    viewer,
    decisions.find((one) => one.round === round),
  )
}

/** A row of the log as a step of the case: of a sealed one the words say it. */
function presentStep(entry: LogRow, by: string | null): Staff['steps'][number] {
  const said = entry.verb === 'case.step' ? readStep(entry.words) : {}
  const text = (key: string) => (typeof said[key] === 'string' ? String(said[key]) : null)
  return {
    at: iso(entry.at),
    step: text('step') ?? entry.verb,
    by,
    role: text('role') ?? entry.role,
    from: text('from'),
    to: text('to'),
    entry: entry.number,
  }
}

function readStep(words: string | null): Record<string, unknown> {
  try {
    const said: unknown = JSON.parse(words ?? '{}')
    return said !== null && typeof said === 'object' ? { ...said } : {}
  } catch {
    // Somebody has changed the row; `log verify` names it.
    return {}
  }
}
