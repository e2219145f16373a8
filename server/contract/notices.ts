import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { SanctionKind } from './sanctions.ts'
import { Counted, Id, Time } from './shapes.ts'

export const NoticeKind = z
  .enum([
    'reply_asked',
    'case_decided',
    'case_flagger',
    'case_quoted',
    'answer_asked',
    'finding_reach',
    'clarification',
    'update_withdrawn',
    'appeal_decided',
    'case_closed',
    'edit_asked',
    'sanctioned',
    'sanction_changed',
    'sanction_over',
  ])
  .describe(
    '`reply_asked`: the person is asked to answer before a finding on their comment; `case_decided`: a finding on it; ' +
      '`case_flagger`: one on what they flagged; `case_quoted`: one that quotes them; `answer_asked`: the story’s author is asked to clarify; `finding_reach`: one on a comment ' +
      'they replied to, agreed with or quoted, or under a story they follow; `clarification`: an update; `update_withdrawn`: one they were told of was withdrawn; ' +
      '`appeal_decided`; `case_closed`: a case of theirs ended without a finding; `edit_asked`: they are asked to edit; `sanctioned`: a moderator has warned, limited or banned them; `sanction_changed`: ' +
      'that was changed, or upheld on appeal; `sanction_over`: it has ended.',
  )
  .meta({ id: 'NoticeKind' })

export const Notice = z
  .object({
    id: Id,
    kind: NoticeKind,
    at: Time,
    isRead: z.boolean(),
    story: z
      .object({ id: Id, title: z.string(), url: z.string() })
      .nullable()
      .describe('Null for what concerns the person and no story.'),
    url: z.string().describe('Where what it tells of is to be read.'),
    commentId: Id.nullable().describe('The comment concerned, while it can be read.'),
    commenter: z.string().nullable().describe('Who wrote that comment.'),
    isElsewhere: z.boolean().describe('Whether it is about a post on another site.'),
    isOwn: z.boolean().describe('Whether the reader of the notice wrote it.'),
    caseId: Id.nullable(),
    reference: z.string().nullable().describe('Of the case.'),
    finding: z.string().nullable(),
    number: z.int().positive().nullable().describe('Of the update.'),
    updateKind: z.string().nullable(),
    ended: z.string().nullable().describe('How a case ended that has no finding, or a sanction.'),
    sanction: SanctionKind.nullable(),
  })
  .meta({ id: 'Notice' })

const Unread = Counted.describe('How many are not read, in all.')

export const noticeEndpoints = {
  'GET /api/v1/me/notices': endpoint({
    summary: 'What one was told, newest first',
    tag: 'Notices',
    role: 'reader',
    query: z.object({
      after: Id.optional().describe('The last notice of the page before.'),
      limit: z.coerce.number().int().min(1).max(100).default(30),
    }),
    result: z.object({ notices: z.array(Notice), next: Id.nullable(), unread: Unread }),
    errors: [],
  }),
  'POST /api/v1/me/notices/read': endpoint({
    guard: 'none',
    summary: 'Mark notices as read: those named, or all up to a time',
    tag: 'Notices',
    role: 'reader',
    body: z
      .object({ ids: z.array(Id).max(100).optional(), until: Time.optional() })
      .refine(({ ids, until }) => (ids === undefined) !== (until === undefined), 'Give either ids or until.'),
    result: z.object({ unread: Unread }),
    errors: [],
  }),
} as const
