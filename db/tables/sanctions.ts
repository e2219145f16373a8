import type { Kit } from '../columns.ts'
import type { LogDetail, RuleCode, SanctionEnd, SanctionKind, SanctionStep } from './kinds.ts'
import type { PeopleTables } from './people.ts'

/** What moderators do about a person, and what they note of them. */
export function sanctionsTables(
  { table, index, text, int, time, json }: Kit,
  { people }: Pick<PeopleTables, 'people'>,
) {
  const sanctions = table(
    'sanctions',
    {
      id: text().primaryKey(),
      personId: text()
        .notNull()
        .references(() => people.id, { onDelete: 'cascade' }),
      kind: text<SanctionKind>().notNull(),
      /** Of a limit that asks for an interval: seconds between two comments. A limit without one holds comments for a moderator. */
      slowSeconds: int(),
      /** Empty for the whole site. */
      section: text().notNull().default(''),
      rule: text<RuleCode>().notNull(),
      /** Told to the person. */
      reason: text().notNull(),
      /** Told to staff alone. */
      note: text(),
      commentIds: json<string[]>().notNull(),
      caseIds: json<string[]>().notNull(),
      createdAt: time().notNull(),
      createdBy: text().references(() => people.id, { onDelete: 'set null' }),
      /** Null for a warning, and for a ban until it is reviewed. */
      endsAt: time(),
      reviewAt: time(),
      /**
       * It holds until then and no longer, whatever runs or does not: the end, some days after a review that never came,
       * for good for a warning nobody has acknowledged, and when it was ended or acknowledged.
       */
      holdsUntil: time().notNull(),
      acknowledgedAt: time(),
      endedAt: time(),
      ended: text<SanctionEnd>(),
      appeal: text<'asked' | 'upheld' | 'lifted'>(),
      appealWords: text(),
      appealedAt: time(),
      /** What the moderator answered who judged the appeal. */
      appealAnswer: text(),
      appealDecidedAt: time(),
      version: int().notNull().default(1),
    },
    (t) => [
      index('sanctions_holding').on(t.personId, t.holdsUntil),
      index('sanctions_appeal').on(t.appeal),
      index('sanctions_until').on(t.holdsUntil),
    ],
  )

  /** What was done about a sanction, by whom and why: for staff. */
  const sanctionSteps = table(
    'sanction_steps',
    {
      id: text().primaryKey(),
      sanctionId: text()
        .notNull()
        .references(() => sanctions.id, { onDelete: 'cascade' }),
      step: text<SanctionStep>().notNull(),
      at: time().notNull(),
      personId: text().references(() => people.id, { onDelete: 'set null' }),
      /** Why, in words. */
      words: text(),
      /** Facts as they were before it, where it changed any. */
      before: json<LogDetail>(),
    },
    (t) => [index('sanction_steps_sanction').on(t.sanctionId, t.id)],
  )

  /** What moderators noted of a person, for each other. */
  const personNotes = table(
    'person_notes',
    {
      id: text().primaryKey(),
      personId: text()
        .notNull()
        .references(() => people.id, { onDelete: 'cascade' }),
      body: text().notNull(),
      createdBy: text().references(() => people.id, { onDelete: 'set null' }),
      createdAt: time().notNull(),
    },
    (t) => [index('person_notes_person').on(t.personId, t.id)],
  )

  return { sanctions, sanctionSteps, personNotes }
}
