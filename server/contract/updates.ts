import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { Match } from './quotations.ts'
import { Counted, Id, KeyHeader, line, prose, Time } from './shapes.ts'

export const UpdateKind = z
  .enum(['update', 'correction', 'clarification', 'editors_note', 'see_also', 'retraction'])
  .meta({ id: 'UpdateKind' })

export const ClaimStatus = z
  .enum(['rumour', 'reported', 'confirmed', 'denied', 'disputed'])
  .describe('How well the news in the update stands.')
  .meta({ id: 'ClaimStatus' })

export const Anchor = z
  .object({
    quotation: Match,
    revision: z.int().positive().describe('Of the story’s text, in which the passage stood.'),
    after: z.string().nullable().describe('What stands there now; null where nothing was said of it.'),
  })
  .describe('The passage of the story that the update amends.')
  .meta({ id: 'Anchor' })

export const Credit = z
  .object({
    name: z.string(),
    commentId: Id.nullable().describe('While the comment can be read.'),
  })
  .describe('The reader whose comment it came from.')
  .meta({ id: 'Credit' })

const shared = {
  id: Id,
  storyId: Id,
  kind: UpdateKind,
  status: ClaimStatus.nullable(),
  html: z
    .string()
    .describe(
      'Empty once it is withdrawn. Footnotes are links between `fnref-…` and `fn-…` in it, with ids of their own in each update.',
    ),
  author: z.string(),
  answers: z
    .object({ reference: z.string(), commentId: Id.nullable().describe('Once the case is decided.') })
    .nullable()
    .describe('The case this update answers.'),
  anchor: Anchor.nullable(),
  credit: Credit.nullable(),
  revision: z.int().positive().describe('1, and one more with each edit.'),
  editedAt: Time.nullable().describe('When it was last edited, later than ten minutes after it was published.'),
  withdrawal: z
    .object({ at: Time, reason: z.string().describe('Empty once its words were removed from the log.') })
    .nullable()
    .describe('When it was withdrawn, and why, in words to readers.'),
}

export const Update = z
  .object({
    ...shared,
    state: z.enum(['published', 'withdrawn']),
    number: z.int().positive().describe('Per story from 1, without gaps, never reused.'),
    publishedAt: Time,
  })
  .meta({ id: 'Update' })

/** As whoever may publish under the story sees it. */
export const UpdateInFull = z
  .object({
    ...shared,
    state: z.enum(['scheduled', 'published', 'withdrawn']),
    number: Update.shape.number.nullable().describe('Null until it is published.'),
    publishedAt: Time.nullable(),
    scheduledFor: Time.nullable().describe('When it is published by itself; kept afterwards.'),
    body: z.string().nullable().describe('The source text, for whoever may publish under the story.'),
  })
  .meta({ id: 'UpdateInFull' })

export const UpdateRevision = z
  .object({
    revision: z.int().positive(),
    kind: UpdateKind,
    status: ClaimStatus.nullable(),
    html: z.string(),
    anchor: Anchor.nullable(),
    from: Time.describe('Since when it stood.'),
    until: Time.describe('When it was replaced or withdrawn.'),
    isPublic: z.boolean().describe('False for what was replaced within ten minutes of publication.'),
  })
  .meta({ id: 'UpdateRevision' })

const Body = prose(1, 20_000).describe('Markdown subset, with footnotes written ((like this)).')
const AnchorInput = z
  .object({
    exact: prose(3, 1000).describe('Words of the story as it stands.'),
    start: z.int().nonnegative().optional().describe('Where they were selected, to tell repeated words apart.'),
    after: prose(1, 2000).nullable().default(null).describe('What stands there now.'),
  })
  .describe('The passage that it amends: looked up in the story’s text, refused when it is not there.')
const CreditInput = Id.describe('A comment on this story whose writer is thanked by name.')

const params = z.object({ id: Id })

export const updateEndpoints = {
  'POST /api/v1/stories/:id/updates': endpoint({
    about: 'story',
    guard: 'none',
    forPublishers: true,
    summary: 'Publish the next numbered update on a story, or schedule it',
    tag: 'Updates',
    role: 'reader',
    status: 201,
    params,
    headers: z.object({ 'idempotency-key': KeyHeader }),
    body: z.object({
      kind: UpdateKind.default('update'),
      status: ClaimStatus.nullable().default(null),
      body: Body,
      byline: line(1, 120)
        .optional()
        .describe('Whose name stands under it: with a publisher’s key only, else refused.'),
      answersCaseId: Id.nullable().default(null).describe('A case about this story that the update answers.'),
      anchor: AnchorInput.nullable().default(null),
      creditCommentId: CreditInput.nullable().default(null),
      publishAt: Time.nullable()
        .default(null)
        .describe('Publishes it by itself then: a minute to 90 days ahead. It has no number before.'),
    }),
    result: UpdateInFull,
    errors: ['not_found', 'forbidden', 'gone', 'quote_absent', 'key_reused'],
  }),
  'GET /api/v1/stories/:id/updates': endpoint({
    about: 'story',
    forPublishers: true,
    summary:
      'A story’s updates, newest first. Its author, staff and a publisher’s key also get those that are scheduled, first, and the source texts',
    tag: 'Updates',
    role: 'anyone',
    params,
    result: z.object({ updates: z.array(UpdateInFull) }),
    errors: ['not_found'],
  }),
  'PATCH /api/v1/updates/:id': endpoint({
    about: 'update',
    guard: 'none',
    forPublishers: true,
    summary:
      'Edit an update, scheduled or published; what is left out stays. Nobody is told anew; the wording before is kept. What it says already changes nothing',
    tag: 'Updates',
    role: 'reader',
    params,
    body: z.object({
      revision: Counted.describe('The revision that was edited.'),
      kind: UpdateKind.optional(),
      status: ClaimStatus.nullable().optional(),
      body: Body.optional(),
      anchor: AnchorInput.nullable().optional(),
      creditCommentId: CreditInput.nullable().optional(),
      publishAt: Time.nullable().optional().describe('Of a scheduled one: another time, or null to publish it now.'),
    }),
    result: UpdateInFull,
    errors: ['not_found', 'forbidden', 'conflict', 'gone', 'quote_absent'],
  }),
  'POST /api/v1/updates/:id/withdraw': endpoint({
    about: 'update',
    guard: 'none',
    forPublishers: true,
    summary: 'Withdraw a published update: number and reason stay in its place, its words stand among its revisions',
    tag: 'Updates',
    role: 'reader',
    params,
    body: z.object({ reason: prose(10, 500).describe('Shown to readers after “withdrawn, because”.') }),
    result: UpdateInFull,
    errors: ['not_found', 'forbidden', 'conflict'],
  }),
  'DELETE /api/v1/updates/:id': endpoint({
    about: 'update',
    guard: 'none',
    forPublishers: true,
    summary: 'Cancel a scheduled update; one that was published can only be withdrawn',
    tag: 'Updates',
    role: 'reader',
    status: 204,
    params,
    result: z.null(),
    errors: ['not_found', 'forbidden', 'conflict'],
  }),
  'GET /api/v1/updates/:id/revisions': endpoint({
    about: 'update',
    summary:
      'The older wordings of an update, newest first, the last one of a withdrawn update among them; for readers, what was changed later than ten minutes after publication',
    tag: 'Updates',
    role: 'anyone',
    params,
    result: z.object({ revisions: z.array(UpdateRevision) }),
    errors: ['not_found'],
  }),
} as const
