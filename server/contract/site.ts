import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { Rule, RuleCode } from './findings.ts'
import { Id, prose, Time } from './shapes.ts'
import { SignInSettings } from './sign-in.ts'
import { Commenting, Suspension } from './suspensions.ts'

/** Name of a time zone that schedules can be reckoned in. */
const TimeZone = z
  .string()
  .max(60)
  .refine(isTimeZone, 'Not a time zone known here; for example Europe/Dublin.')
  .describe('IANA name; schedules mean its clock.')

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    // Not by abbreviation, which may mean several, nor as an offset, which knows no daylight-saving time.
    return name.includes('/') || name === 'UTC'
  } catch {
    return false
  }
}

/** From when on a story counts as heated, per hour. Any one of them is enough. */
export const HeatLimits = z
  .object({
    comments: z.int().min(1).max(100_000),
    flags: z.int().min(1).max(10_000),
    rejections: z.int().min(1).max(10_000),
  })
  .meta({ id: 'HeatLimits' })

export const SiteSettings = z
  .object({
    timeZone: TimeZone,
    heat: HeatLimits,
    automaticPause: z
      .object({ isOn: z.boolean(), minutes: z.int().min(5).max(60) })
      .describe('Pauses a heated story by itself, labelled as automatic.'),
    openFlagLimit: z
      .int()
      .min(1)
      .max(1000)
      .describe('Open flags with which a pause is extended once by itself instead of ending.'),
    release: z
      .object({ count: z.int().min(1).max(100), everySeconds: z.int().min(5).max(3600) })
      .describe('How many held comments are published at a time after reopening, and how often.'),
    cases: z
      .object({
        flagsPerDay: z.int().min(1).max(200).describe('Of one person.'),
        replyHours: z.int().min(24).max(168).describe('Time for the person concerned to answer before a finding.'),
        appealDays: z.int().min(7).max(365).describe('After a finding.'),
        dueHours: z.int().min(1).max(720).describe('In which a moderator should have dealt with a case.'),
      })
      .describe('Flags and what becomes of them.'),
    rules: z
      .partialRecord(RuleCode, prose(10, 500))
      .describe('The site’s rules in its own words; those left out are as delivered.'),
    linkChecks: z
      .object({ isOn: z.boolean() })
      .describe('Whether this server asks once a day if posts elsewhere that were judged are still there.'),
    secondFactor: z
      .object({ isRequired: z.boolean() })
      .describe('Whether moderators and owners can act as such only with a second factor.'),
    retention: z
      .object({
        rejectedDays: z
          .int()
          .min(30)
          .max(3650)
          .nullable()
          .describe('After which the words of comments that were never public go; null keeps them.'),
        readNoticeDays: z
          .int()
          .min(30)
          .max(3650)
          .nullable()
          .describe('After which notices go that were read; null keeps them.'),
      })
      .describe('How long is kept what is no longer needed.'),
    signIn: SignInSettings.describe('How people sign in, and whether guests may write.'),
  })
  .meta({ id: 'SiteSettings' })

/** How heated a story is: what came in the last hour, against the hours before. */
export const StoryHeat = z
  .object({
    storyId: Id,
    title: z.string(),
    section: z.string(),
    comments: z.int().nonnegative(),
    flags: z.int().nonnegative(),
    rejections: z.int().nonnegative(),
    hours: z.array(z.int().nonnegative()).describe('Comments in each of the last twelve hours, the present one last.'),
    over: z.array(z.enum(['comments', 'flags', 'rejections'])).describe('The limits it has reached.'),
    commenting: Commenting,
  })
  .meta({ id: 'StoryHeat' })

export const siteEndpoints = {
  'GET /api/v1/site': endpoint({
    about: 'sections',
    summary: 'The publication: its name, time zone, sections and settings',
    tag: 'Site',
    role: 'moderator',
    result: z.object({
      name: z.string(),
      settings: SiteSettings,
      deliveredRules: z.array(Rule).describe('The rules as they are where the site has no words of its own.'),
      sections: z.array(z.object({ section: z.string(), stories: z.int().positive() })),
    }),
    errors: [],
  }),
  'PATCH /api/v1/site/settings': endpoint({
    summary: 'Change settings of the publication; what is left out stays',
    tag: 'Site',
    role: 'owner',
    guard: 'none',
    body: SiteSettings.partial().extend({
      before: SiteSettings.partial()
        .optional()
        .describe('The parts as they were read: refused with `conflict` if one was changed since.'),
    }),
    result: SiteSettings,
    errors: ['conflict', 'confirm_first'],
  }),
  'GET /api/v1/heat': endpoint({
    about: 'sections',
    summary: 'The stories with most going on in the last hour, hottest first',
    tag: 'Suspension',
    role: 'moderator',
    result: z.object({
      stories: z.array(StoryHeat),
      limits: HeatLimits,
      automatic: z.array(Suspension).describe('Pauses that began by themselves and stand.'),
      at: Time,
    }),
    errors: [],
  }),
} as const
