import type { Kit } from '../columns.ts'
import type { CommentsTables } from './comments.ts'
import type { RuleCode, ScreeningDetail, ScreeningKind, ScreeningOutcome, ScreeningPassage } from './kinds.ts'
import type { PeopleTables } from './people.ts'
import type { StoriesTables } from './stories.ts'

/** What comments are checked by before they are shown, and what the checks said. */
export function screeningTables(
  { table, index, primaryKey, text, int, time, flag, json }: Kit,
  {
    people,
    stories,
    comments,
  }: Pick<PeopleTables, 'people'> & Pick<StoriesTables, 'stories'> & Pick<CommentsTables, 'comments'>,
) {
  /** Every version of every rule: a change is a row, and what was held still names the rule as it was. */
  const screeningRules = table(
    'screening_rules',
    {
      id: text().notNull(),
      version: int().notNull(),
      kind: text<ScreeningKind>().notNull(),
      name: text().notNull(),
      isOn: flag().notNull(),
      outcome: text<ScreeningOutcome>().notNull(),
      /** The rule of the house that what it catches comes under. */
      houseRule: text<RuleCode>().notNull(),
      /** Sections and stories it holds for; both empty: everywhere. */
      scope: json<{ sections: string[]; storyIds: string[] }>().notNull(),
      /** What it looks for, by kind; its shape is `ScreeningCheck` of the contract. */
      check: json<Record<string, unknown>>().notNull(),
      /** What requests to an external check are signed with. Never shown again. */
      secret: text(),
      isRemoved: flag().notNull().default(false),
      changedBy: text().references(() => people.id, { onDelete: 'set null' }),
      changedAt: time().notNull(),
    },
    (t) => [primaryKey({ columns: [t.id, t.version] })],
  )

  /** What a rule said of a text. */
  const screenings = table(
    'screenings',
    {
      id: text().primaryKey(),
      storyId: text()
        .notNull()
        .references(() => stories.id, { onDelete: 'cascade' }),
      /** Null of a text that was refused, of which nothing else is kept. */
      commentId: text().references(() => comments.id, { onDelete: 'cascade' }),
      revision: int().notNull(),
      ruleId: text().notNull(),
      ruleVersion: int().notNull(),
      kind: text<ScreeningKind>().notNull(),
      outcome: text<ScreeningOutcome>().notNull(),
      /** In UTF-16 units of the comment's plain text. */
      passages: json<ScreeningPassage[]>().notNull(),
      detail: json<ScreeningDetail>().notNull(),
      at: time().notNull(),
    },
    (t) => [index('screenings_comment').on(t.commentId, t.revision), index('screenings_at').on(t.at)],
  )

  /** What texts of late can be compared by, without the texts. */
  const screeningPrints = table(
    'screening_prints',
    {
      commentId: text()
        .primaryKey()
        .references(() => comments.id, { onDelete: 'cascade' }),
      personId: text().references(() => people.id, { onDelete: 'cascade' }),
      /** 64 bits in hexadecimal; texts that are nearly the same differ in few of them. */
      print: text().notNull(),
      createdAt: time().notNull(),
    },
    (t) => [index('screening_prints_created').on(t.createdAt)],
  )

  return { screeningRules, screenings, screeningPrints }
}
