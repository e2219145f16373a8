import { createHash } from 'node:crypto'
import { type CaseRow, caseByJoinKey, changeCase, insertCase, nextNumber } from '../../../db/cases.ts'
import type { Queries, Tx } from '../../../db/database.ts'
import { type FlagRow, flagsOf, insertFlag, renewFlag } from '../../../db/flags.ts'
import { leaveForWebhooks } from '../../../db/outbox.ts'
import { grantsOf } from '../../../db/roles.ts'
import { storyById } from '../../../db/stories.ts'
import type { Reader } from '../../context.ts'
import { Refusal } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { refuseToFlag } from '../../sanctions/guard.ts'
import { settingsOf } from '../../sites/settings.ts'
import type { Quotations } from '../look-up.ts'
import { type Actor, logStep, moveCase } from '../move-case.ts'
import { fold } from '../quotes.ts'
import { caseKindOf, counterOf, referenceOf } from '../rules.ts'
import { OPEN_STATES } from '../state/rules.ts'
import { refuseTooMany } from './standing.ts'

const HOUR_MS = 60 * 60 * 1000

/** What is flagged, as it stands. */
export interface Subject {
  storyId: string
  commentId: string | null
  outsidePostId: string | null
  revision: number
  text: string
  /** Who wrote the comment; null for a post elsewhere or without an account. */
  concernedId: string | null
  /** Null unless it is flagged for misrepresentation. */
  quotations: Quotations | null
}

export type NewFlag = Pick<FlagRow, 'kind' | 'type' | 'explanation' | 'law'>

export interface Flagged {
  row: CaseRow
  joined: boolean
}

/**
 * Adds a flag to the case about the same thing, or opens one; one flag per person and case. Call it in a transaction
 * `writeUnder`.
 *
 * @throws Refusal `sanctioned`; `flag_limit`; `conflict`: flagged before, or judged already.
 */
export async function openOrJoin(tx: Tx, by: Reader, subject: Subject, flag: NewFlag, now: number): Promise<Flagged> {
  // Whatever somebody has done or flagged before, they can always say that something is against the law.
  if (flag.kind !== 'illegal') {
    await refuseBanned(tx, by, subject.storyId, now)
    await refuseTooMany(tx, by.personId, now)
  }
  const joinKey = joinKeyOf(subject, flag)
  const concern = await concernOf(tx, subject, by)
  const standing = await caseByJoinKey(tx, joinKey)
  const keep = standing && (await refuseRepeated(tx, standing, by)) ? renewFlag : insertFlag
  const row = standing ?? (await newCase(tx, subject, { kind: caseKindOf(flag.kind), joinKey, concern, now }))
  if (!standing) await insertCase(tx, row)
  const sent = { id: newId(), caseId: row.id, personId: by.personId, createdAt: now, withdrawnAt: null }
  await keep(tx, { ...flag, ...sent })
  const actor = { personId: by.personId, role: 'reader' as const }
  if (!standing) {
    tx.hint('desk')
    await leaveForWebhooks(tx, { type: 'case.opened', storyId: row.storyId, subjectId: row.id, createdAt: now })
    await logStep(tx, row, { name: 'open', by: actor, now, from: null, to: row.state, detail: { kind: row.kind } })
    return { row, joined: false }
  }
  return { row: await join(tx, standing, { concern, actor, concernedId: subject.concernedId, now }), joined: true }
}

/** @throws Refusal `sanctioned`. */
export async function refuseBanned(db: Queries, { personId }: Reader, storyId: string, now: number): Promise<void> {
  const story = await storyById(db, storyId)
  if (!story) throw new Refusal('not_found', 'There is no such story.')
  await refuseToFlag(db, { personId, story, now })
}

interface Joining {
  concern: CaseRow['staffConcern']
  actor: Actor
  concernedId: string | null
  now: number
}

async function join(tx: Tx, row: CaseRow, { concern, actor, concernedId, now }: Joining): Promise<CaseRow> {
  tx.hint('desk')
  const change = concern && row.staffConcern !== concern ? { staffConcern: concern } : {}
  if (row.state === 'withdrawn')
    return moveCase(tx, row, { step: { step: 'resubmit' }, by: actor, now, concernedId, change })
  if (!change.staffConcern || !(await changeCase(tx, row, change))) return row
  return { ...row, ...change, version: row.version + 1 }
}

/** @returns whether the person had flagged it and took that back. */
async function refuseRepeated(tx: Tx, standing: CaseRow, by: Reader): Promise<boolean> {
  const { state, reference } = standing
  const isOpen = ([...OPEN_STATES, 'withdrawn'] as readonly string[]).includes(state)
  if (!isOpen) throw new Refusal('conflict', `This has been judged already: ${reference}.`)
  const own = (await flagsOf(tx, [standing.id])).find((flag) => flag.personId === by.personId)
  if (own && own.withdrawnAt === null) throw new Refusal('conflict', `You have flagged this already: ${reference}.`)
  return own !== undefined
}

/** Why a finding will need a second moderator, as far as that shows when somebody flags. */
async function concernOf(tx: Tx, { storyId, quotations }: Subject, by: Reader): Promise<CaseRow['staffConcern']> {
  if (!quotations) return null
  // Not by the session: flags come from publishers' pages, where everybody is a reader.
  const grants = (await grantsOf(tx, [by.personId])).get(by.personId) ?? []
  const isOfSite = grants.some(({ role, storyId: of }) => (role === 'author' ? of === storyId : role !== 'member'))
  if (isOfSite) return 'flagged_by_staff'
  return quotations.sourceText.isOfSite ? 'staff_words' : null
}

interface Opening {
  kind: CaseRow['kind']
  joinKey: string
  concern: CaseRow['staffConcern']
  now: number
}

/** The row of a case to which nothing has happened, with its reference. */
export async function newCase(
  tx: Tx,
  subject: Omit<Subject, 'concernedId'>,
  { kind, joinKey, concern, now }: Opening,
): Promise<CaseRow> {
  const { storyId, commentId, outsidePostId, revision, text, quotations } = subject
  const year = new Date(now).getUTCFullYear()
  const { dueHours } = (await settingsOf(tx)).cases
  return {
    ...BLANK,
    ...sourceOf(quotations),
    id: newId(),
    reference: referenceOf(kind, year, await nextNumber(tx, counterOf(kind, year))),
    ...{ kind, storyId, commentId, outsidePostId, joinKey },
    subjectRevision: revision,
    subjectText: text,
    claim: quotations?.claim ?? null,
    claimIn: quotations?.claimIn ?? 'text',
    staffConcern: concern,
    dueAt: now + dueHours * HOUR_MS,
    createdAt: now,
  }
}

type Source = Pick<CaseRow, 'sourceKind' | 'sourceId' | 'sourceRevision' | 'sourceText' | 'source'>

function sourceOf(quotations: Quotations | null): Source {
  if (!quotations) return { sourceKind: null, sourceId: null, sourceRevision: null, sourceText: '', source: null }
  const { kind, id, revision, text } = quotations.sourceText
  // A story's revisions are all kept.
  const sourceText = kind === 'story' ? '' : text
  return { sourceKind: kind, sourceId: id, sourceRevision: revision, sourceText, source: quotations.source }
}

/** A case to which nothing has happened. */
const BLANK = {
  state: 'submitted',
  round: 1,
  version: 1,
  assigneeId: null,
  allegation: null,
  replyAskedAt: null,
  replyDueAt: null,
  reply: null,
  repliedAt: null,
  replyWaivedAt: null,
  answer: null,
  answeredAt: null,
  publishAt: null,
  publishedRound: null,
  appealUntil: null,
  correctedAt: null,
  endedAt: null,
} as const

/** Of conduct, everything about one revision of a comment joins; of misrepresentation, the same claim and passage. */
export function joinKeyOf(
  { storyId, commentId, outsidePostId, revision, quotations }: Omit<Subject, 'concernedId'>,
  { kind }: Pick<NewFlag, 'kind'>,
): string {
  const subject = [caseKindOf(kind), commentId ?? `${storyId} ${outsidePostId}`]
  const { claim, sourceText, source } = quotations ?? {}
  const parts =
    claim && sourceText && source
      ? // Of a post elsewhere the text is as whoever reported it copied it.
        [
          ...(commentId ? [revision] : []),
          fold(claim.exact).text,
          sourceText.kind,
          sourceText.id,
          fold(source.exact).text,
        ]
      : [revision]
  return createHash('sha256')
    .update(JSON.stringify([...subject, ...parts]))
    .digest('base64url')
}
