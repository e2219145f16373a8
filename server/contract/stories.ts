import * as z from 'zod'
import { Comment, CommentPage } from './comments.ts'
import { endpoint } from './endpoint.ts'
import { Cursor, Id, line, PageUrl, prose, Time, title } from './shapes.ts'
import { Commenting } from './suspensions.ts'
import { Update } from './updates.ts'

export const Story = z
  .object({
    id: Id,
    url: z.string().describe('Canonical address of the article.'),
    title: z.string(),
    section: z.string(),
    byline: z.string(),
    publishedAt: Time,
    commentCount: z.int().nonnegative().describe('Visible comments.'),
    seq: z.int().nonnegative().describe('Number of the last event; live updates continue from it.'),
    commenting: Commenting,
  })
  .meta({ id: 'Story' })

export const Thread = CommentPage.extend({
  story: Story,
  updates: z.array(Update).describe('All published updates, newest first.'),
  pinned: Comment.nullable().describe(
    'The comment that a moderator put first, with the first page; it also stands in its place.',
  ),
}).meta({ id: 'Thread' })

const Digest = z.string().regex(/^[0-9a-f]{64}$/)

export const Sort = z.enum(['newest', 'oldest']).describe('Order of the comments on the story itself.')

export const storyEndpoints = {
  'GET /api/v1/stories': endpoint({
    summary: 'Stories, newest first',
    tag: 'Stories',
    role: 'anyone',
    query: z.object({
      search: line(0, 100).optional().describe('Part of a title.'),
      after: Cursor.optional(),
      limit: z.coerce.number().int().min(1).max(100).default(30),
    }),
    result: z.object({ stories: z.array(Story), next: Cursor.nullable() }),
    errors: [],
  }),
  'POST /api/v1/stories': endpoint({
    guard: 'none',
    forPublishers: true,
    summary:
      'Find the story of a page by its address, or begin it; only on origins the site allows, and from a browser only by a page of the same origin',
    tag: 'Stories',
    role: 'anyone',
    headers: z.object({ origin: z.string().max(300).optional() }),
    body: z.object({ url: PageUrl, title: title(300) }),
    result: Story,
    errors: ['forbidden'],
  }),
  'GET /api/v1/stories/:id': endpoint({
    summary: 'One story',
    tag: 'Stories',
    role: 'anyone',
    params: z.object({ id: Id }),
    result: Story,
    errors: ['not_found'],
  }),
  'PATCH /api/v1/stories/:id': endpoint({
    about: 'story',
    guard: 'none',
    forPublishers: true,
    summary:
      'Change what readers are told of a story; what is left out stays. For its author, for staff and with a publisher’s key',
    tag: 'Stories',
    role: 'reader',
    params: z.object({ id: Id }),
    body: z.object({
      title: line(1, 300).optional(),
      section: line(0, 80).optional(),
      byline: line(0, 120).optional(),
    }),
    result: Story,
    errors: ['not_found', 'forbidden'],
  }),
  'GET /api/v1/stories/:id/text': endpoint({
    summary: 'The story’s words, as quotations are looked up in them',
    tag: 'Stories',
    role: 'anyone',
    params: z.object({ id: Id }),
    result: z.object({
      revision: z.int().nonnegative().describe('0 when the text has not reached the server.'),
      text: z.string().describe('Plain text, paragraphs parted by an empty line.'),
      via: z
        .enum(['api', 'import', 'page'])
        .nullable()
        .describe('Sent by the publisher or staff, imported, or read off the page by readers’ browsers; null at 0.'),
      isConfirmed: z.boolean().describe('False for a page’s text that only one network has sent, and at 0.'),
    }),
    errors: ['not_found'],
  }),
  'PUT /api/v1/stories/:id/text': endpoint({
    about: 'story',
    guard: 'none',
    forPublishers: true,
    summary:
      'Send the story’s text; a changed text makes a new revision. For its author, for staff and with a publisher’s key',
    tag: 'Stories',
    role: 'reader',
    params: z.object({ id: Id }),
    body: z.object({ html: prose(1, 400_000).describe('The article’s HTML; sanitised on arrival.') }),
    result: z.object({ revision: z.int().positive() }),
    errors: ['not_found', 'forbidden'],
  }),
  'GET /api/v1/stories/:id/page-text': endpoint({
    summary: 'Whether the text of the story’s page is wanted from a browser that has it',
    tag: 'Stories',
    role: 'anyone',
    params: z.object({ id: Id }),
    query: z.object({ digest: Digest.optional().describe('SHA-256 of the HTML that would be sent.') }),
    result: z.object({ wanted: z.boolean() }),
    errors: ['not_found'],
  }),
  'POST /api/v1/stories/:id/page-text': endpoint({
    guard: 'none',
    summary:
      'Send the text that the story’s own page shows. It never replaces one that was sent or imported; a change counts once two networks have sent it',
    tag: 'Stories',
    role: 'anyone',
    params: z.object({ id: Id }),
    headers: z.object({ origin: z.string().max(300).optional() }),
    body: z.object({ html: prose(1, 400_000).describe('HTML of the element that holds the article.') }),
    result: z.object({ revision: z.int().nonnegative().describe('The one that stands.'), isConfirmed: z.boolean() }),
    errors: ['not_found', 'forbidden'],
  }),
  'GET /api/v1/stories/:id/thread': endpoint({
    summary: 'A page of the thread, with the story’s state and updates',
    tag: 'Comments',
    role: 'anyone',
    params: z.object({ id: Id }),
    query: z.object({
      sort: Sort.default('newest'),
      after: Cursor.optional().describe('`next` of the page before.'),
      around: Id.optional().describe(
        'A comment that must be on the page (permalinks): the first page if it is there, else its ancestors, itself and what follows.',
      ),
    }),
    result: Thread,
    errors: ['not_found'],
  }),
} as const
