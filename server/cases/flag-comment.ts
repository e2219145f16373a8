import { createHash } from 'node:crypto'
import { type CaseRow, caseByJoinKey, flagsOf, insertCase, insertFlag, nextNumber } from '../../db/cases.ts'
import { commentById } from '../../db/comments.ts'
import type { Tx } from '../../db/database.ts'
import type { Context, Reader } from '../context.ts'
import type { Parsed } from '../contract/index.ts'
import { Refusal } from '../errors.ts'
import { newId } from '../ids.ts'
import { type LookedUp, lookUp, standingRevision } from './look-up.ts'
import { fold } from './quotes.ts'
import { referenceOf, sourceMayBeAbsent } from './rules.ts'

type Body = Parsed<'POST /api/v1/comments/:id/flags'>['body']

export interface Flagged {
  row: CaseRow
  joined: boolean
}

/**
 * Flags a comment for misrepresentation. Both quotations are looked up ahead, and again in the transaction if a text
 * changed meanwhile, so that what is pinned is what stood at that moment; flags on the same claim and passage join one case, one flag per person.
 *
 * @throws Refusal `not_found`; `forbidden`: one's own comment; `quote_absent`: the claim is not in the comment, or the
 * passage not in its source though the type says it is; `conflict`: flagged before, or judged already.
 */
export async function flagComment(ctx: Context, by: Reader, commentId: string, body: Body): Promise<Flagged> {
  const ahead = await lookUp(ctx.db.read, commentId, body)
  return ctx.db.transact(`story:${ahead.comment.storyId}`, async (tx) => {
    const found = (await stillStands(tx, ahead)) ? ahead : await lookUp(tx, commentId, body)
    refuseUnfit(by, body, found)
    const joinKey = joinKeyOf(found)
    const standing = await caseByJoinKey(tx, commentId, joinKey)
    if (standing) await refuseRepeated(tx, standing, by)
    const row = standing ?? (await openCase(tx, ctx.now(), found, joinKey))
    await insertFlag(tx, {
      id: newId(),
      caseId: row.id,
      personId: by.personId,
      type: body.type,
      explanation: body.explanation,
      createdAt: ctx.now(),
    })
    tx.hint('desk')
    return { row, joined: standing !== undefined }
  })
}

async function stillStands(tx: Tx, { comment, sourceText }: LookedUp): Promise<boolean> {
  const now = await commentById(tx, comment.id)
  if (now?.state !== comment.state || now.revision !== comment.revision) return false
  return (await standingRevision(tx, sourceText.kind, sourceText.id)) === sourceText.revision
}

function refuseUnfit(by: Reader, body: Body, { comment, claim, source }: LookedUp): void {
  if (comment.personId === by.personId)
    throw new Refusal('forbidden', 'This is your own comment: you can edit or delete it.')
  if (claim.how === 'absent')
    throw new Refusal('quote_absent', 'These words are not in the comment. Select them in its text.', { claim, source })
  if (source.how === 'absent' && !sourceMayBeAbsent(body.type))
    throw new Refusal('quote_absent', 'This passage was not found. Select it in the text you quote.', { claim, source })
}

async function refuseRepeated(tx: Tx, standing: CaseRow, by: Reader): Promise<void> {
  if (standing.state === 'decided')
    throw new Refusal('conflict', `This claim has been judged already: ${standing.reference}.`)
  const flags = await flagsOf(tx, standing.id)
  if (flags.some((flag) => flag.personId === by.personId))
    throw new Refusal('conflict', `You have flagged this already: ${standing.reference}.`)
}

async function openCase(tx: Tx, now: number, found: LookedUp, joinKey: string): Promise<CaseRow> {
  const { comment, commentText, claim, sourceText, source } = found
  const year = new Date(now).getUTCFullYear()
  const row: CaseRow = {
    id: newId(),
    reference: referenceOf(year, await nextNumber(tx, `cases:${year}`)),
    storyId: comment.storyId,
    commentId: comment.id,
    commentRevision: comment.revision,
    commentText,
    claim,
    sourceKind: sourceText.kind,
    sourceId: sourceText.id,
    sourceRevision: sourceText.revision,
    sourceText: sourceText.kind === 'story' ? '' : sourceText.text,
    source,
    joinKey,
    state: 'submitted',
    version: 1,
    finding: null,
    explanation: null,
    action: null,
    decidedBy: null,
    decidedAt: null,
    createdAt: now,
  }
  await insertCase(tx, row)
  return row
}

function joinKeyOf({ comment, claim, sourceText, source }: LookedUp): string {
  const parts = [comment.revision, fold(claim.exact).text, sourceText.kind, sourceText.id, fold(source.exact).text]
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url')
}
