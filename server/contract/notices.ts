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
    'reply',
    'mention',
    'thread_comments',
    'comment_let_through',
    'comment_returned',
    'comment_rejected',
  ])
  .describe(
    '`reply_asked`: the person is asked to answer before a finding on their comment; `case_decided`: a finding on it; ' +
      '`case_flagger`: one on what they flagged; `case_quoted`: one that quotes them; `answer_asked`: the story’s author is asked to clarify; `finding_reach`: one on a comment ' +
      'they replied to, agreed with or quoted, or under a story they follow; `clarification`: an update; `update_withdrawn`: one they were told of was withdrawn; ' +
      '`appeal_decided`; `case_closed`: a case of theirs ended without a finding; `edit_asked`: they are asked to edit; ' +
      '`sanctioned`: a moderator has warned, limited or banned them; `sanction_changed`: that was changed, or upheld on appeal; `sanction_over`: it has ended; ' +
      '`reply` to their comment; `mention` of them in a comment; `thread_comments`: new ones in a thread they follow, one notice until it is read; ' +
      '`comment_let_through`, `comment_returned`, `comment_rejected`: what became of a comment of theirs that was held.',
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
    isThanked: z.boolean().describe('Whether the update thanks this person.'),
    ended: z.string().nullable().describe('How a case ended that has no finding, or a sanction.'),
    sanction: SanctionKind.nullable(),
    rule: z.string().nullable().describe('By which a comment was rejected or sent back.'),
    isWaiting: z.boolean().describe('Whether a comment that was let through waits for commenting to open again.'),
    count: z.int().nonnegative().nullable().describe('New comments in a thread, counted up to 100.'),
  })
  .meta({ id: 'Notice' })

const MailChoice = z
  .enum(['at_once', 'digest', 'off'])
  .describe('`at_once`, after two minutes in which more may come; `digest`: once a day at 07:00 by the site’s clock.')
  .meta({ id: 'MailChoice' })

/** How somebody is told by e-mail; in the page they are told in any case. */
export const NoticeChoices = z
  .object({
    replies: MailChoice.describe('Replies to one’s comments, and mentions.'),
    cases: MailChoice.describe('Decisions on one’s comments, and cases one is part of.'),
    clarifications: MailChoice.describe('Updates, and findings on what one answered, agreed with or follows.'),
    threads: MailChoice.describe('New comments in threads one follows.'),
  })
  .meta({ id: 'NoticeChoices' })

const ThreadLevel = z
  .enum(['usual', 'at_once', 'digest', 'page', 'muted'])
  .describe(
    'Of one thread: `usual` as chosen for all, `page` without e-mail; `muted`: told of nothing in it but one’s own cases.',
  )
  .meta({ id: 'ThreadLevel' })

export const Level = ThreadLevel.nullable().describe('Null for a thread that is neither followed nor muted.')

const NoticeSettings = z
  .object({
    choices: NoticeChoices,
    email: z.object({
      address: z.string().describe('Empty where the account has none.'),
      isConfirmed: z.boolean().describe('Letters go to confirmed addresses only.'),
      isSent: z.boolean().describe('Whether this site sends e-mail at all.'),
    }),
    timeZone: z.string().describe('Of the site; its 07:00 is when digests are sent.'),
    threads: z.array(z.object({ storyId: Id, title: z.string(), url: z.string(), level: Level })),
  })
  .meta({ id: 'NoticeSettings' })

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
    forGuests: true,
    guard: 'none',
    summary: 'Mark notices as read: those named, and all up to a time',
    description:
      'Name those that were shown; what came in at the same moment, and was not, stays unread. A time stands for all that is older than what was shown.',
    tag: 'Notices',
    role: 'reader',
    body: z
      .object({ ids: z.array(Id).max(100).optional(), until: Time.optional() })
      .refine(({ ids, until }) => ids !== undefined || until !== undefined, 'Give ids, until or both.'),
    result: z.object({ unread: Unread }),
    errors: [],
  }),
  'GET /api/v1/me/notice-settings': endpoint({
    summary: 'How one is told: by e-mail, and of which threads',
    tag: 'Notices',
    role: 'reader',
    result: NoticeSettings,
    errors: [],
  }),
  'PATCH /api/v1/me/notice-settings': endpoint({
    guard: 'none',
    summary: 'Choose how one is told by e-mail; what is left out stays',
    tag: 'Notices',
    role: 'reader',
    body: NoticeChoices.partial(),
    result: NoticeSettings,
    errors: [],
  }),
  'PATCH /api/v1/stories/:id/subscription': endpoint({
    guard: 'none',
    summary: 'Choose how one is told of one thread, or mute it',
    tag: 'Notices',
    role: 'reader',
    params: z.object({ id: Id }),
    body: z.object({ level: Level }),
    result: z.object({ level: Level }),
    errors: ['not_found'],
  }),
} as const
