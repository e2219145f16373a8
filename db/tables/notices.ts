import type { Kit } from '../columns.ts'
import type { MailChoice, NoticeDetail, NoticeGroup, NoticeKind, ThreadLevel } from './kinds.ts'
import type { PeopleTables } from './people.ts'
import type { StoriesTables } from './stories.ts'

/** Groups by the person's choice for all threads; stories by the choice for theirs. */
export interface LetterScope {
  groups: NoticeGroup[]
  storyIds: string[]
}
export interface LetterBefore {
  groups: Partial<Record<NoticeGroup, MailChoice>>
  stories: Record<string, ThreadLevel>
}

/** Who follows what, and what people were told. */
export function noticesTables(
  { table, index, uniqueIndex, primaryKey, text, int, time, json }: Kit,
  { people, stories }: Pick<PeopleTables, 'people'> & Pick<StoriesTables, 'stories'>,
) {
  /** Who follows which story, or wants to hear nothing of its thread. */
  const subscriptions = table(
    'subscriptions',
    {
      storyId: text()
        .notNull()
        .references(() => stories.id, { onDelete: 'cascade' }),
      personId: text()
        .notNull()
        .references(() => people.id, { onDelete: 'cascade' }),
      level: text<ThreadLevel>().notNull().default('usual'),
      createdAt: time().notNull(),
    },
    (t) => [primaryKey({ columns: [t.storyId, t.personId] }), index('subscriptions_person').on(t.personId)],
  )

  /** What a person was told. References and facts only: words are read when a notice is shown. */
  const notices = table(
    'notices',
    {
      id: text().primaryKey(),
      personId: text()
        .notNull()
        .references(() => people.id, { onDelete: 'cascade' }),
      /** What it tells of, such as `update:ID`; the same for everybody who is told. A person is told of it once. */
      key: text().notNull(),
      kind: text<NoticeKind>().notNull(),
      /** Null for what concerns the person and no story. */
      storyId: text().references(() => stories.id, { onDelete: 'cascade' }),
      commentId: text(),
      caseId: text(),
      updateId: text(),
      sanctionId: text(),
      /** Public facts in codes and numbers, as they were when it was told. */
      detail: json<NoticeDetail>().notNull(),
      createdAt: time().notNull(),
      readAt: time(),
      /** When the letter that tells of it was queued: there is one at most. */
      mailedAt: time(),
    },
    (t) => [
      uniqueIndex('notices_once').on(t.personId, t.key),
      index('notices_person').on(t.personId, t.id),
      index('notices_unread').on(t.personId, t.readAt),
      index('notices_key').on(t.key),
      index('notices_created').on(t.createdAt),
    ],
  )

  /** What each person chose for e-mail; who has no row is told as usual. */
  const noticeChoices = table('notice_choices', {
    personId: text()
      .primaryKey()
      .references(() => people.id, { onDelete: 'cascade' }),
    replies: text<MailChoice>().notNull(),
    cases: text<MailChoice>().notNull(),
    clarifications: text<MailChoice>().notNull(),
    threads: text<MailChoice>().notNull(),
    updatedAt: time().notNull(),
  })

  /** Letters of notices, for the way out that each of them offers. */
  const letters = table(
    'letters',
    {
      id: text().primaryKey(),
      personId: text()
        .notNull()
        .references(() => people.id, { onDelete: 'cascade' }),
      /** SHA-256 of the token in the letter: the table alone switches nothing off. */
      tokenHash: text().notNull(),
      how: text<'at_once' | 'digest'>().notNull(),
      /** What it told of, and so what it can switch off. */
      scope: json<LetterScope>().notNull(),
      /** How it was before it was switched off with this letter; null while it was not. */
      before: json<LetterBefore>(),
      createdAt: time().notNull(),
    },
    (t) => [
      uniqueIndex('letters_token').on(t.tokenHash),
      index('letters_person').on(t.personId),
      index('letters_created').on(t.createdAt),
    ],
  )

  /** Up to which event of a story people were told of its comments. */
  const storyTellings = table('story_tellings', {
    storyId: text()
      .primaryKey()
      .references(() => stories.id, { onDelete: 'cascade' }),
    seq: int().notNull(),
  })

  return { subscriptions, notices, noticeChoices, letters, storyTellings }
}
