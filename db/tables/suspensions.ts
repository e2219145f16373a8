import type { Kit } from '../columns.ts'
import type { CommentingMode, ReasonCode, SuspensionScope } from './kinds.ts'
import type { PeopleTables } from './people.ts'
import type { StoriesTables } from './stories.ts'

/** When and where commenting is not simply open. */
export function suspensionsTables(
  { table, index, primaryKey, text, int, time, flag, json }: Kit,
  { people, stories }: Pick<PeopleTables, 'people'> & Pick<StoriesTables, 'stories'>,
) {
  const suspensions = table(
    'suspensions',
    {
      id: text().primaryKey(),
      scope: text<SuspensionScope>().notNull(),
      /** Of the scope `section`; empty otherwise. */
      section: text().notNull().default(''),
      /** Of the scopes `story` and `branch`. */
      storyId: text().references(() => stories.id, { onDelete: 'cascade' }),
      /** Of the scope `branch`: its top comment and that comment's place, under which the branch sorts. */
      commentId: text(),
      branchRootSeq: int(),
      branchPath: text(),
      mode: text<CommentingMode>().notNull(),
      /** Of the mode `slow`: seconds between two comments of one person. */
      slowSeconds: int(),
      /** Of the mode `paused`: whether people may correct what they have posted, and agree with comments. */
      allowsEdits: flag().notNull().default(false),
      /** Whether it is extended once by itself when too many flags are open at its end. */
      mayExtend: flag().notNull().default(false),
      reasonCode: text<ReasonCode>().notNull(),
      reason: text().notNull(),
      note: text(),
      madeBy: text<'person' | 'schedule' | 'heat'>().notNull(),
      /** The one whose end this one waits for: it begins when that one ends, early or not. */
      followsId: text(),
      scheduleId: text(),
      createdAt: time().notNull(),
      startsAt: time().notNull(),
      endsAt: time(),
      reviewAt: time(),
      /** When its beginning was written to the log: that happens once. */
      begunAt: time(),
      endedAt: time(),
      /**
       * Until when it has to be read to know the state: for good while it is not ended. One that a schedule made and
       * somebody ended early is read until its planned end, so that the schedule does not make it again.
       */
      relevantUntil: time().notNull(),
      /** When it was extended by itself. */
      extendedAt: time(),
      createdBy: text().references(() => people.id, { onDelete: 'set null' }),
      endedBy: text().references(() => people.id, { onDelete: 'set null' }),
      version: int().notNull().default(1),
    },
    (t) => [
      index('suspensions_reach').on(t.storyId, t.section, t.relevantUntil),
      index('suspensions_ended').on(t.endedAt),
      index('suspensions_schedule').on(t.scheduleId),
      index('suspensions_follows').on(t.followsId),
    ],
  )

  /** Suspensions that come by themselves: at times of the week, or at an age of the story. */
  const schedules = table('schedules', {
    id: text().primaryKey(),
    kind: text<'weekly' | 'age'>().notNull(),
    scope: text<'site' | 'section' | 'story'>().notNull(),
    section: text().notNull().default(''),
    storyId: text().references(() => stories.id, { onDelete: 'cascade' }),
    mode: text<CommentingMode>().notNull(),
    slowSeconds: int(),
    reasonCode: text<ReasonCode>().notNull(),
    reason: text().notNull(),
    /** Of `weekly`: ISO weekdays (1 is Monday) on which it begins, and from when until when, `HH:MM` in the site's time zone. */
    days: json<number[]>().notNull(),
    fromTime: text().notNull().default(''),
    untilTime: text().notNull().default(''),
    /** Of `age`: days after publication. */
    afterDays: int(),
    createdBy: text().references(() => people.id, { onDelete: 'set null' }),
    createdAt: time().notNull(),
    removedAt: time(),
  })

  /** People who asked that commenting be opened again, once each. */
  const reopeningRequests = table(
    'reopening_requests',
    {
      suspensionId: text()
        .notNull()
        .references(() => suspensions.id, { onDelete: 'cascade' }),
      personId: text()
        .notNull()
        .references(() => people.id, { onDelete: 'cascade' }),
      createdAt: time().notNull(),
    },
    (t) => [primaryKey({ columns: [t.suspensionId, t.personId] })],
  )

  return { suspensions, schedules, reopeningRequests }
}
