import type { Tx } from '../../db/database.ts'
import { enqueue } from '../../db/jobs.ts'
import type { Context } from '../context.ts'
import { newId } from '../ids.ts'
import { peopleReachedBy } from './reach.ts'
import { tellAll } from './tell-all.ts'

/** A finding that was published, in references and codes. */
export interface Finding {
  /** The key under which those concerned are told in the deciding transaction: nobody is told twice under it. */
  key: string
  storyId: string
  commentId: string
  caseId: string
  reference: string
  finding: string
  /** Who is not told of their own doing; empty for nobody. */
  decidedBy: string
  now: number
}

/**
 * Has everybody told whom a finding on a comment concerns, by a job that this transaction leaves. Who is part of the
 * case is told by `tell`, in the same transaction and under the same key, of what they are to it.
 */
export async function announceFinding(tx: Tx, { now, ...finding }: Finding): Promise<void> {
  await enqueue(tx, { id: newId(), kind: 'tell-finding', key: finding.key, payload: { ...finding }, runAt: now })
}

/** Tells them, in steps; run again after a crash it tells those who are left. */
export async function tellOfFinding(ctx: Context, payload: Record<string, string>): Promise<undefined> {
  const { key = '', storyId = '', commentId = '', caseId = '', reference = '', finding = '', decidedBy } = payload
  const reached = await peopleReachedBy(ctx.db.read, { storyId, commentId })
  reached.delete(decidedBy ?? '')
  await tellAll(ctx, [...reached.keys()], {
    ...{ key, kind: 'finding_reach', storyId, commentId, caseId, createdAt: ctx.now() },
    detail: { reference, finding },
  })
}
