import type * as z from 'zod'
import { type BriefCase, casesByIds } from '../../db/cases.ts'
import { commentById } from '../../db/comments.ts'
import type { Queries } from '../../db/database.ts'
import { publishedByReference } from '../../db/decisions.ts'
import { type StoryRow, storyById } from '../../db/stories.ts'
import { suspensionById } from '../../db/suspensions.ts'
import { isNumbered, updateById } from '../../db/updates.ts'
import type { DeliveryRow } from '../../db/webhooks.ts'
import { presentFindings } from '../cases/present-public.ts'
import { presentComments, presentOwn } from '../comments/present.ts'
import type { Context } from '../context.ts'
import { type WebhookCase, type WebhookData, type WebhookType, webhookEvents } from '../contract/webhook-events.ts'
import { iso, isoOrNull } from '../iso.ts'
import { storyPath } from '../pages/rules.ts'
import { permalink } from '../pages/thread/addresses.ts'
import { presentSuspension } from '../suspensions/present.ts'
import { presentUpdates } from '../updates/present.ts'

/** What is sent of an event. */
export interface Payload {
  type: WebhookType
  timestamp: string
  data: WebhookData
}

/**
 * What a delivery tells, as it stands now and as everybody may see it: words that were taken away meanwhile do not
 * leave. Undefined once nothing is left to tell of.
 */
export async function payloadOf(ctx: Context, delivery: DeliveryRow): Promise<Payload | undefined> {
  const { type, createdAt, storyId } = delivery
  if (type === 'webhook.test') return undefined
  const story = storyId === null ? undefined : await storyById(ctx.db.read, storyId)
  const subject = await subjectOf(ctx.db.read, type, delivery.subjectId ?? '', story)
  if (!subject) return undefined
  const { path, ...said } = subject
  const brief = story ? { id: story.id, url: story.url, title: story.title, section: story.section } : null
  // Nothing leaves that the contract does not name.
  const data = webhookEvents[type].data.parse({ ...said, story: brief, link: ctx.config.PUBLIC_URL + path })
  return { type, timestamp: iso(createdAt), data }
}

/** The subject with the path of the page to look at. */
type Subject = { path: string } & Record<string, unknown>

async function subjectOf(
  db: Queries,
  type: WebhookType,
  id: string,
  story: StoryRow | undefined,
): Promise<(Subject & Omit<WebhookData, 'story' | 'link'>) | undefined> {
  const [kind] = type.split('.')
  const path = story ? storyPath(story) : '/'
  if (kind === 'story') return story && { path }
  if (kind === 'comment') return commentOf(db, type, id, path)
  if (kind === 'update') {
    const row = await updateById(db, id)
    const [update] = row && isNumbered(row) ? await presentUpdates(db, [row]) : []
    return update && { path: `${path}#update-${update.number}`, update }
  }
  if (kind === 'suspension') {
    const row = await suspensionById(db, id)
    return row && { path, suspension: presentSuspension(row) }
  }
  const [row] = await casesByIds(db, [id])
  return row && { path: `/console/cases/${id}`, case: await presentCase(db, row) }
}

async function commentOf(db: Queries, type: WebhookType, id: string, path: string) {
  const row = await commentById(db, id)
  if (!row) return undefined
  // Held words go to whoever asked for this event, and with no other; once it is decided, nothing waits any more.
  if (type === 'comment.held')
    return row.state === 'pending' ? { path: '/console/queue', comment: await presentOwn(db, row) } : undefined
  const [comment] = await presentComments(db, [row])
  return comment && { path: permalink(path, id), comment }
}

/** A case without the people in it, but for what its page shows everybody. */
async function presentCase(db: Queries, row: BriefCase): Promise<z.output<typeof WebhookCase>> {
  const published = await publishedByReference(db, row.reference)
  const isPublic = published && row.kind === 'misrepresentation' && published.decision.action !== 'none'
  const [publicPart = null] = isPublic ? await presentFindings(db, [published]) : []
  const { id, reference, kind, commentId, round } = row
  return {
    ...{ id, reference, kind, commentId, round, publicPart },
    openedAt: iso(row.createdAt),
    finding: published?.decision.finding ?? null,
    action: published?.decision.action ?? null,
    rule: published?.decision.rule ?? null,
    publishedAt: isoOrNull(published?.decision.publishedAt ?? null),
    isAppealed: row.state === 'appealed',
  }
}
