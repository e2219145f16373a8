import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { Counted, Id, line, prose, Time } from './shapes.ts'

export const CommentingMode = z
  .enum(['open', 'slow', 'premoderated', 'members', 'paused', 'closed'])
  .describe(
    'What readers may do in a thread, least strict first. `slow`: one comment per person and so many seconds; ' +
      '`premoderated`: comments are held until a moderator lets them through; `members`: only members write; ' +
      '`paused`: nobody writes until it reopens; `closed`: nobody writes.',
  )
  .meta({ id: 'CommentingMode' })

export const ReasonCode = z
  .enum([
    'heated',
    'legal',
    'unverified_news',
    'privacy',
    'brigading',
    'misrepresentation_review',
    'staffing',
    'technical',
    'other',
  ])
  .meta({ id: 'ReasonCode' })

const section = line(1, 80)

/** What a suspension covers. Wider ones reach every story in them, also those begun later. */
export const SuspensionTarget = z
  .discriminatedUnion('scope', [
    z.object({ scope: z.literal('site') }),
    z.object({ scope: z.literal('section'), section }),
    z.object({ scope: z.literal('story'), storyId: Id }),
    z.object({ scope: z.literal('branch'), commentId: Id.describe('The comment whose replies are covered.') }),
  ])
  .meta({ id: 'SuspensionTarget' })

export const SlowSeconds = z.int().min(10).max(86_400).describe('Of the mode `slow`.')

export const Suspension = z
  .object({
    id: Id,
    scope: z.enum(['site', 'section', 'story', 'branch']).describe('What the suspension covers.'),
    section: z.string().nullable(),
    storyId: Id.nullable(),
    commentId: Id.nullable().describe('The top of the branch.'),
    mode: CommentingMode.describe('`open` keeps a story open that a schedule or its age would shut.'),
    slowSeconds: z.int().nullable(),
    allowsEdits: z.boolean().describe('Whether people may correct what they have posted, and agree with comments.'),
    reasonCode: ReasonCode,
    reason: z.string().describe('The moderator’s words to readers.'),
    madeBy: z.enum(['person', 'schedule', 'heat']).describe('`schedule` and `heat` begin by themselves.'),
    startsAt: Time,
    endsAt: Time.nullable().describe('When it ends by itself; null if only reviewed.'),
    reviewAt: Time.nullable().describe('When it will be looked at again, if it has no end.'),
    endedAt: Time.nullable().describe('When it really ended; null while it stands.'),
    extendedAt: Time.nullable().describe('When it was extended by itself because flags were still open.'),
    version: z.int().positive(),
  })
  .meta({ id: 'Suspension' })

export const Commenting = z
  .object({
    mode: CommentingMode.describe('The strictest mode that holds for the whole thread.'),
    suspension: Suspension.nullable().describe('The suspension behind `mode`; null if it is open or closed for good.'),
    others: z
      .array(Suspension)
      .describe(
        'The others that hold, or begin within a day, those of branches among them; strictest first. ' +
          'Each forbids what it forbids beside the first.',
      ),
  })
  .meta({ id: 'Commenting' })

const when = {
  endsAt: Time.optional().describe('At most 90 days after it starts.'),
  reviewAt: Time.optional().describe('At most 90 days after it starts.'),
}

function isDatedOnce({ endsAt, reviewAt }: { endsAt?: unknown; reviewAt?: unknown }): boolean {
  return (endsAt === undefined) !== (reviewAt === undefined)
}
const dated = { message: 'Give either an end or a review date.', path: ['endsAt'] }

function isSlowTimed({ mode, slowSeconds }: { mode: string; slowSeconds?: unknown }): boolean {
  return (mode === 'slow') === (slowSeconds !== undefined)
}
const slowTimed = { message: 'Slow mode, and only slow mode, needs its seconds.', path: ['slowSeconds'] }

/** What follows when a suspension ends: a milder mode for a while. */
export const FollowedBy = z
  .object({ mode: z.enum(['slow', 'premoderated', 'members']), slowSeconds: SlowSeconds.optional(), ...when })
  .refine(isDatedOnce, dated)
  .refine(isSlowTimed, slowTimed)

/** What a moderator asks for. */
export const NewSuspension = z
  .object({
    target: SuspensionTarget,
    mode: CommentingMode.default('paused'),
    slowSeconds: SlowSeconds.optional(),
    reasonCode: ReasonCode,
    reason: prose(10, 500).describe('Shown to readers.'),
    startsAt: Time.optional().describe('Now unless given; at most 90 days ahead.'),
    ...when,
    followedBy: FollowedBy.optional(),
    allowsEdits: z.boolean().default(false),
    note: prose(1, 1000).optional().describe('For moderators only.'),
  })
  .refine(isDatedOnce, dated)
  .refine(isSlowTimed, slowTimed)

/** As staff see it. */
export const StaffSuspension = Suspension.extend({
  state: z
    .enum(['planned', 'running', 'overdue', 'ended'])
    .describe('`overdue`: it runs, and its review date has passed.'),
  storyTitle: z.string().nullable(),
  note: z.string().nullable(),
  createdBy: z.string().nullable().describe('Name of the moderator.'),
  reopeningRequests: z.int().nonnegative().describe('People who asked that commenting be opened again.'),
  followsId: Id.nullable(),
}).meta({ id: 'StaffSuspension' })

const TimeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .describe('`HH:MM`, in the site’s time zone.')

const scheduled = {
  target: z.discriminatedUnion('scope', [
    z.object({ scope: z.literal('site') }),
    z.object({ scope: z.literal('section'), section }),
    z.object({ scope: z.literal('story'), storyId: Id }),
  ]),
  mode: z.enum(['slow', 'premoderated', 'members', 'paused', 'closed']),
  slowSeconds: SlowSeconds.optional(),
  reasonCode: ReasonCode,
  reason: prose(10, 500).describe('Shown to readers.'),
}

export const NewSchedule = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('weekly'),
      ...scheduled,
      days: z
        .array(z.int().min(1).max(7))
        .min(1)
        .max(7)
        .refine((days) => new Set(days).size === days.length, 'Name each day once.')
        .describe('ISO weekdays on which it begins; 1 is Monday.'),
      from: TimeOfDay,
      until: TimeOfDay.describe('On the next day if it is not after `from`.'),
    }),
    z.object({
      kind: z.literal('age'),
      ...scheduled,
      afterDays: z.int().min(1).max(3650).describe('Days after the story was published.'),
    }),
  ])
  .refine(isSlowTimed, slowTimed)

export const Schedule = z
  .object({
    id: Id,
    kind: z.enum(['weekly', 'age']),
    scope: z.enum(['site', 'section', 'story']),
    section: z.string().nullable(),
    storyId: Id.nullable(),
    storyTitle: z.string().nullable(),
    mode: CommentingMode,
    slowSeconds: z.int().nullable(),
    reasonCode: ReasonCode,
    reason: z.string(),
    days: z.array(z.int()).describe('Of `weekly`: ISO weekdays.'),
    from: z.string(),
    until: z.string(),
    afterDays: z.int().nullable().describe('Of `age`.'),
    next: z
      .array(z.object({ startsAt: Time, endsAt: Time }))
      .describe('Of `weekly`: the times it holds within the coming week, the present one included.'),
  })
  .meta({ id: 'Schedule' })

/** What a suspension would do, before it is made. */
export const Effects = z
  .object({
    stories: z.int().nonnegative().describe('Stories it reaches.'),
    drafts: z.int().nonnegative().describe('Unfinished texts kept on the server under them.'),
    held: z.int().nonnegative().describe('Comments under them that wait for a moderator.'),
    recentComments: z.int().nonnegative().describe('Comments posted under them in the last hour.'),
    openFlags: z.int().nonnegative(),
    standing: z.array(Suspension).describe('What holds there already.'),
  })
  .meta({ id: 'Effects' })

export const suspensionEndpoints = {
  'GET /api/v1/suspensions': endpoint({
    about: 'sections',
    summary: 'Suspensions that run, are planned, are past their review date, or ended within the last week',
    tag: 'Suspension',
    role: 'moderator',
    query: z.object({ storyId: Id.optional().describe('Only those that reach this story.') }),
    result: z.object({
      suspensions: z.array(StaffSuspension),
      schedules: z.array(Schedule),
      timeZone: z.string().describe('The site’s, as an IANA name.'),
      now: Time,
    }),
    errors: ['not_found'],
  }),
  'POST /api/v1/suspensions': endpoint({
    about: 'target',
    summary:
      'Suspend commenting on the site, a section, a story or a branch, now or at a time, with a public reason and an end or a review date',
    tag: 'Suspension',
    role: 'moderator',
    status: 201,
    guard: 'none',
    body: NewSuspension,
    result: Suspension,
    errors: ['not_found', 'conflict', 'invalid'],
  }),
  'GET /api/v1/suspensions/effects': endpoint({
    about: 'target',
    summary: 'What a suspension would do, before it is made',
    tag: 'Suspension',
    role: 'moderator',
    query: z.object({
      scope: z.enum(['site', 'section', 'story', 'branch']),
      section: section.optional(),
      storyId: Id.optional(),
      commentId: Id.optional(),
    }),
    result: Effects,
    errors: ['not_found'],
  }),
  'POST /api/v1/suspensions/:id/extend': endpoint({
    about: 'suspension',
    summary: 'Move the end or the review date of a suspension to a later time',
    tag: 'Suspension',
    role: 'moderator',
    guard: 'none',
    params: z.object({ id: Id }),
    body: z.object({ version: Counted.describe('The version that was seen.'), ...when }).refine(isDatedOnce, dated),
    result: Suspension,
    errors: ['not_found', 'conflict', 'invalid'],
  }),
  'POST /api/v1/suspensions/:id/end': endpoint({
    about: 'suspension',
    summary: 'End a suspension now, into a milder mode if `followedBy` is given; a planned one is cancelled',
    tag: 'Suspension',
    role: 'moderator',
    guard: 'none',
    params: z.object({ id: Id }),
    body: z.object({ followedBy: FollowedBy.optional() }),
    result: Suspension,
    errors: ['not_found', 'conflict', 'invalid'],
  }),
  'POST /api/v1/suspensions/:id/reopening-requests': endpoint({
    summary: 'Ask that commenting be opened again; counted once per person',
    tag: 'Suspension',
    role: 'reader',
    guard: 'none',
    params: z.object({ id: Id }),
    result: z.object({ count: z.int().positive().describe('People who have asked.') }),
    errors: ['not_found', 'conflict'],
  }),
  'POST /api/v1/schedules': endpoint({
    about: 'target',
    summary: 'Have commenting suspended every week at the same times, or from an age of the stories on',
    tag: 'Suspension',
    role: 'moderator',
    status: 201,
    guard: 'none',
    body: NewSchedule,
    result: Schedule,
    errors: ['not_found', 'conflict', 'invalid'],
  }),
  'DELETE /api/v1/schedules/:id': endpoint({
    about: 'schedule',
    summary: 'Stop a schedule; what it has begun ends too',
    tag: 'Suspension',
    role: 'moderator',
    guard: 'none',
    params: z.object({ id: Id }),
    result: Schedule,
    errors: ['not_found', 'conflict'],
  }),
} as const
