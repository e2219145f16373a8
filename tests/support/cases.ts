import { caseById } from '../../db/cases.ts'
import { decideCase } from '../../server/cases/decide-case.ts'
import { flagComment } from '../../server/cases/flagging/flag-comment.ts'
import { partiesOf } from '../../server/cases/parties.ts'
import { replyToCase } from '../../server/cases/reply-to-case.ts'
import { takeStep } from '../../server/cases/take-step.ts'
import type { Context, Reader } from '../../server/context.ts'
import type { Parsed } from '../../server/contract/index.ts'

export type Judgement = Omit<Parsed<'POST /api/v1/cases/:id/decision'>['body'], 'version'>
type Step = Parsed<'POST /api/v1/cases/:id/steps'>['body']
type WithoutVersion<T> = T extends unknown ? Omit<T, 'version'> : never

export const judgement: Judgement = {
  finding: 'misquotes',
  explanation: 'The story says noon, not midnight.',
  action: 'note',
  rule: null,
  asksAuthor: false,
}
export const allegation = 'Your comment says midnight; the story says noon.'

/** Flags a comment for misrepresentation, by what `articleText` says. */
export function flagMisquote(ctx: Context, by: Reader, commentId: string, over: object = {}) {
  return flagComment(ctx, by, commentId, {
    kind: 'misrepresentation',
    type: 'misquoted',
    claim: { exact: 'left at midnight' },
    source: { kind: 'story', exact: 'left the harbour at noon' },
    explanation: 'The story gives another time.',
    ...over,
  })
}

/** Makes a step of a moderator against the version that stands. */
export async function step(ctx: Context, by: Reader, caseId: string, wanted: WithoutVersion<Step>) {
  return takeStep(ctx, by, caseId, { ...wanted, version: await versionOf(ctx, caseId) } as Step)
}

export async function decide(ctx: Context, by: Reader, caseId: string, over: Partial<Judgement> = {}) {
  return decideCase(ctx, by, caseId, { ...judgement, ...over, version: await versionOf(ctx, caseId) })
}

/** Hears the person concerned, who has nothing to say; nobody where there is nobody. */
export async function hear(ctx: Context, by: Reader, caseId: string): Promise<void> {
  const row = await caseById(ctx.db.read, caseId)
  const { concernedId } = row ? await partiesOf(ctx.db.read, row) : { concernedId: null }
  if (!row || concernedId === null || row.kind !== 'misrepresentation') return
  await step(ctx, by, caseId, { step: 'ask_reply', allegation })
  await replyToCase(ctx, { personId: concernedId } as Reader, caseId, null)
}

/** The whole way to a finding that is public. */
export async function publishFinding(ctx: Context, by: Reader, caseId: string, over: Partial<Judgement> = {}) {
  await hear(ctx, by, caseId)
  await decide(ctx, by, caseId, over)
  return step(ctx, by, caseId, { step: 'publish' })
}

async function versionOf(ctx: Context, caseId: string): Promise<number> {
  return (await caseById(ctx.db.read, caseId))?.version ?? 0
}
