import type { Tx } from '../../db/database.ts'
import { type Happened, leaveFor, updateIdOf, webhooksHearing } from '../../db/outbox.ts'
import type { LogDetail, LogVerb, WebhookEvent } from '../../db/tables.ts'

/** What webhooks are told of an entry of the public log. Steps of a case are for staff, and a plan is no beginning. */
const told: Partial<Record<LogVerb, WebhookEvent>> = {
  'update.published': 'update.published',
  'update.edited': 'update.edited',
  'update.withdrawn': 'update.withdrawn',
  'suspension.started': 'suspension.started',
  'suspension.extended': 'suspension.changed',
  'suspension.ended': 'suspension.ended',
  'case.decided': 'case.decided',
  'case.appealed': 'case.appealed',
}

interface Logged {
  at: number
  verb: LogVerb
  storyId: string | null
  caseId?: string | undefined
  detail: LogDetail
}

/**
 * Leaves what webhooks are told of something that is written to the public log, in the same transaction: what is public
 * there is told, and nothing can be forgotten here that stands there.
 */
export async function tellOfLogged(tx: Tx, { at, verb, storyId, caseId, detail }: Logged): Promise<void> {
  const type = told[verb]
  const hearing = type ? await webhooksHearing(tx, type) : []
  if (type === undefined || hearing.length === 0) return
  const happened: Happened = {
    type,
    storyId,
    subjectId: await subjectOf(tx, { storyId, caseId, detail }),
    createdAt: at,
  }
  await leaveFor(tx, hearing, happened)
}

async function subjectOf(
  tx: Tx,
  { storyId, caseId, detail }: Pick<Logged, 'storyId' | 'caseId' | 'detail'>,
): Promise<string | null> {
  if (caseId !== undefined) return caseId
  if (typeof detail.suspensionId === 'string') return detail.suspensionId
  return storyId !== null && typeof detail.number === 'number'
    ? ((await updateIdOf(tx, storyId, detail.number)) ?? null)
    : null
}
