import * as z from 'zod'
import { Comment } from './comments.ts'
import { Action, CaseKind, Finding, PublicCase, RuleCode } from './findings.ts'
import { Id, Time } from './shapes.ts'
import { Suspension } from './suspensions.ts'
import { Update } from './updates.ts'

export const WebhookStory = z
  .object({
    id: Id,
    url: z.string().describe('Canonical address of the article.'),
    title: z.string(),
    section: z.string(),
  })
  .meta({ id: 'WebhookStory' })

export const WebhookCase = z
  .object({
    id: Id,
    reference: z.string(),
    kind: CaseKind,
    commentId: Id.nullable().describe('What it is about; null for a post on another site.'),
    openedAt: Time,
    round: z.int().positive().describe('Above 1 after an appeal.'),
    finding: Finding.nullable().describe('The published one; null before.'),
    action: Action.nullable(),
    rule: RuleCode.nullable(),
    publishedAt: Time.nullable(),
    isAppealed: z.boolean(),
    publicPart: PublicCase.nullable().describe('A published finding of misrepresentation, as its page shows it.'),
  })
  .describe('Without who flagged, and without the words of flags, notes and appeals.')
  .meta({ id: 'WebhookCase' })

const about = {
  link: z.url().describe('The page to look at: of readers, or of the console where readers see nothing.'),
  story: WebhookStory.nullable().describe('Null for what concerns a section or the whole site.'),
}
const comment = z.object({ ...about, comment: Comment })
const held = z.object({ ...about, comment: Comment.describe('With its words, which no reader sees yet.') })
const update = z.object({ ...about, update: Update })
const suspension = z.object({ ...about, suspension: Suspension })
const oneCase = z.object({ ...about, case: WebhookCase })

/** What systems outside are told, and what comes with it. */
export const webhookEvents = {
  'comment.posted': { summary: 'A comment can be read: posted, or let through', data: comment },
  'comment.edited': { summary: 'A comment was edited', data: comment },
  'comment.removed': { summary: 'A comment is no longer there: its writer or a moderator took it away', data: comment },
  'comment.restored': { summary: 'A comment that a moderator had removed can be read again', data: comment },
  'comment.held': { summary: 'A comment waits for a moderator', data: held },
  'update.published': { summary: 'A numbered update was published', data: update },
  'update.edited': { summary: 'A published update was edited', data: update },
  'update.withdrawn': { summary: 'An update was withdrawn', data: update },
  'suspension.started': { summary: 'A suspension began', data: suspension },
  'suspension.changed': { summary: 'A suspension ends at another time than before', data: suspension },
  'suspension.ended': { summary: 'A suspension ended', data: suspension },
  'case.opened': { summary: 'Something was flagged for the first time', data: oneCase },
  'case.decided': { summary: 'The finding of a case was published', data: oneCase },
  'case.appealed': { summary: 'A decision was appealed', data: oneCase },
  'story.begun': { summary: 'A page has a thread from now on', data: z.object(about) },
} as const

export type WebhookType = keyof typeof webhookEvents

/** The data of an event, as it is sent. */
export type WebhookData = { [K in WebhookType]: z.output<(typeof webhookEvents)[K]['data']> }[WebhookType]

export const WebhookType = z
  .enum(Object.keys(webhookEvents) as [WebhookType, ...WebhookType[]])
  .meta({ id: 'WebhookType' })

/** What an event is sent as. */
export function webhookPayload(type: WebhookType, data: z.ZodType) {
  return z.object({ type: z.literal(type), timestamp: Time.describe('When it happened.'), data })
}
