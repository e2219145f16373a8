import type { Kit } from '../columns.ts'
import type { NoticeDetail, NoticeKind } from './kinds.ts'
import type { PeopleTables } from './people.ts'
import type { StoriesTables } from './stories.ts'

/** Who follows what, and what people were told. */
export function noticesTables(
  { table, index, uniqueIndex, primaryKey, text, time, json }: Kit,
  { people, stories }: Pick<PeopleTables, 'people'> & Pick<StoriesTables, 'stories'>,
) {
  /** Who follows which story. */
  const subscriptions = table(
    'subscriptions',
    {
      storyId: text()
        .notNull()
        .references(() => stories.id, { onDelete: 'cascade' }),
      personId: text()
        .notNull()
        .references(() => people.id, { onDelete: 'cascade' }),
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
    },
    (t) => [
      uniqueIndex('notices_once').on(t.personId, t.key),
      index('notices_person').on(t.personId, t.id),
      index('notices_unread').on(t.personId, t.readAt),
      index('notices_key').on(t.key),
    ],
  )

  return { subscriptions, notices }
}
