import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { Note, RuleCode } from './findings.ts'
import { Counted, Cursor, Id, KeyHeader, prose, Time } from './shapes.ts'
import { Commenting, Suspension } from './suspensions.ts'

export const CommentState = z
  .enum(['visible', 'pending', 'approved', 'returned', 'rejected', 'deleted', 'removed'])
  .describe(
    '`pending` waits for a moderator, `approved` for commenting to reopen, `returned` for its writer to revise it; `deleted` (by its writer) and `removed` (by a moderator) are tombstones that keep the shape of the thread.',
  )
  .meta({ id: 'CommentState' })

export const CommentAuthor = z
  .object({
    id: Id.nullable().describe('Null for people without an account here, such as imported ones.'),
    name: z.string(),
    badge: z
      .enum(['author', 'moderator', 'guest'])
      .nullable()
      .describe('In which office the person wrote; `guest`: without an account.'),
    label: z.string().nullable().describe('What the publisher says of the person.'),
  })
  .meta({ id: 'CommentAuthor' })

export const Agreed = z.int().nonnegative().describe('How many people agree with the comment.')

export const Comment = z
  .object({
    id: Id,
    storyId: Id,
    parentId: Id.nullable(),
    depth: z.int().describe('0 for a comment on the story.'),
    seq: z.int().describe('The story’s sequence number at which it was posted; order among siblings.'),
    state: CommentState,
    author: CommentAuthor.nullable().describe('Null on a tombstone.'),
    isOfficial: z.boolean().describe('Written by the author or staff while readers could not write.'),
    html: z.string().describe('Rendered and sanitised on the server; empty on a tombstone.'),
    revision: z.int().positive(),
    createdAt: Time,
    editedAt: Time.nullable(),
    isCollapsed: z.boolean().describe('A finding says to fold it; its words are there on request.'),
    removedFor: RuleCode.nullable().describe(
      'Of a removed comment, and for its writer of one rejected or sent back: the rule it broke.',
    ),
    notes: z.array(Note).describe('Findings that stand beside the comment.'),
    agreed: Agreed,
  })
  .meta({ id: 'Comment' })

const Body = prose(1, 5000).describe('Markdown subset: paragraphs, emphasis, links, quotes, lists, code.')

export const Draft = z
  .object({
    parentId: Id.nullable().describe('The comment being answered; null for a comment on the story.'),
    body: z.string(),
    updatedAt: Time,
    parkedSeq: z
      .int()
      .nullable()
      .describe('Number of the story’s last event when the text was first refused; null if it never was.'),
  })
  .meta({ id: 'Draft' })

/** What a problem document with the code `suspended` carries beside its standard members. */
export const SuspendedProblem = z
  .object({
    commenting: Commenting,
    by: Suspension.nullable().describe('What forbids this write; null when the thread is closed for good.'),
    serverTime: Time,
    draft: Draft.nullable().describe('The text, kept before it was refused.'),
  })
  .meta({ id: 'SuspendedProblem' })

/** What a problem document with the code `slowed` carries. */
export const SlowedProblem = SuspendedProblem.extend({
  retryAt: Time.describe('When this person’s next comment may come.'),
}).meta({ id: 'SlowedProblem' })

export const commentEndpoints = {
  'POST /api/v1/stories/:id/comments': endpoint({
    forGuests: true,
    guard: 'post',
    summary:
      'Post a comment or a reply. Under premoderation, or held by a rule of the site, it is `pending`; by author and staff, while readers may not write, it is `isOfficial`',
    tag: 'Comments',
    role: 'reader',
    status: 201,
    params: z.object({ id: Id }),
    headers: z.object({ 'idempotency-key': KeyHeader }),
    body: z.object({
      body: Body,
      parentId: Id.nullable().default(null),
      draftFrom: Time.nullable()
        .default(null)
        .describe('`updatedAt` of the draft that the text was written from: that draft is dropped.'),
      website: z.string().max(500).optional().describe('Nothing that people fill in; leave it out.'),
      openMs: z.int().nonnegative().max(Number.MAX_SAFE_INTEGER).optional().describe('How long the form was open.'),
    }),
    result: Comment,
    errors: ['forbidden', 'not_found', 'gone', 'suspended', 'slowed', 'screened', 'key_reused', 'sanctioned'],
  }),
  'GET /api/v1/comments/:id': endpoint({
    summary: 'One comment; its writer also gets the source text',
    tag: 'Comments',
    role: 'anyone',
    params: z.object({ id: Id }),
    result: z.object({
      comment: Comment,
      body: z.string().nullable().describe('The source text, for its writer only.'),
      text: z.string().describe('Plain text, as quotations are looked up in it.'),
    }),
    errors: ['not_found'],
  }),
  'PATCH /api/v1/comments/:id': endpoint({
    forGuests: true,
    guard: 'edit',
    summary: 'Edit one’s own comment. Held by a rule of the site, it is `pending` again',
    tag: 'Comments',
    role: 'reader',
    params: z.object({ id: Id }),
    body: z.object({ body: Body, revision: Counted.describe('The revision that was edited.') }),
    result: Comment,
    errors: ['not_found', 'forbidden', 'conflict', 'gone', 'suspended', 'screened', 'sanctioned'],
  }),
  'DELETE /api/v1/comments/:id': endpoint({
    forGuests: true,
    guard: 'none',
    summary: 'Delete one’s own comment; possible while commenting is paused',
    tag: 'Comments',
    role: 'reader',
    params: z.object({ id: Id }),
    result: Comment,
    errors: ['not_found', 'forbidden'],
  }),
  'GET /api/v1/stories/:id/changes': endpoint({
    summary: 'What changed in a thread since an event number: for whoever comes back to a text kept while it was shut',
    tag: 'Comments',
    role: 'anyone',
    params: z.object({ id: Id }),
    query: z.object({
      since: z.coerce.number().pipe(Counted),
      parentId: Id.optional().describe('The comment being answered.'),
    }),
    result: z.object({
      comments: z.int().nonnegative(),
      replies: z.int().nonnegative().describe('New ones to the comment being answered.'),
      updates: z.int().nonnegative(),
      notes: z.int().nonnegative(),
      parent: z.enum(['same', 'edited', 'deleted']).nullable(),
    }),
    errors: ['not_found'],
  }),
  'GET /api/v1/stories/:id/drafts': endpoint({
    summary: 'One’s own drafts kept on a story',
    tag: 'Comments',
    role: 'reader',
    params: z.object({ id: Id }),
    result: z.object({ drafts: z.array(Draft) }),
    errors: ['not_found'],
  }),
  'PUT /api/v1/stories/:id/drafts': endpoint({
    forGuests: true,
    guard: 'none',
    summary:
      'Keep a draft; an empty body removes it. Possible while commenting is paused. Where another text is kept than the one it continues, both are, and the answer tells',
    tag: 'Comments',
    role: 'reader',
    params: z.object({ id: Id }),
    body: z.object({
      parentId: Id.nullable().default(null),
      body: prose(0, 20_000),
      draftFrom: Time.nullable()
        .optional()
        .describe('`updatedAt` of the draft it continues, null if of none; left out, it replaces whatever is kept.'),
    }),
    result: z.object({ draft: Draft.nullable() }),
    errors: ['not_found'],
  }),
} as const

export const CommentPage = z.object({
  comments: z.array(Comment).describe('Replies follow their parent, oldest first.'),
  next: Cursor.nullable().describe('Where the following page starts; null on the last.'),
})
