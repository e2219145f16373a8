import type { Kit } from '../columns.ts'
import type { CommentsTables } from './comments.ts'
import type { Anchor, ClaimStatus, UpdateKind } from './kinds.ts'
import type { PeopleTables } from './people.ts'
import type { StoriesTables } from './stories.ts'

/** Numbered updates of a story. */
export function updatesTables(
  { table, index, uniqueIndex, primaryKey, text, int, time, json }: Kit,
  {
    people,
    stories,
    comments,
  }: Pick<PeopleTables, 'people'> & Pick<StoriesTables, 'stories'> & Pick<CommentsTables, 'comments'>,
) {
  const updates = table(
    'updates',
    {
      id: text().primaryKey(),
      storyId: text()
        .notNull()
        .references(() => stories.id, { onDelete: 'cascade' }),
      state: text<'scheduled' | 'published' | 'withdrawn'>().notNull(),
      /** Taken when it is published: null before. */
      number: int(),
      kind: text<UpdateKind>().notNull(),
      status: text<ClaimStatus>(),
      body: text().notNull(),
      html: text().notNull(),
      /** The passage of the story that it amends. */
      anchor: json<Anchor>(),
      /** 1, and one more with each edit, also of a scheduled one. */
      revision: int().notNull().default(1),
      personId: text().references(() => people.id, { onDelete: 'set null' }),
      authorName: text().notNull(),
      answersCaseId: text(),
      createdAt: time().notNull(),
      scheduledFor: time(),
      publishedAt: time(),
      editedAt: time(),
      withdrawnAt: time(),
      /** Why, in words to readers. */
      withdrawal: text(),
      /** What an import made it from. */
      importKey: text(),
    },
    (t) => [
      uniqueIndex('updates_number').on(t.storyId, t.number),
      uniqueIndex('updates_import_key').on(t.importKey),
      index('updates_case').on(t.answersCaseId),
      index('updates_scheduled').on(t.storyId, t.state),
    ],
  )

  /** Wordings of a published update that an edit replaced; the one that stands is in `updates`. */
  const updateRevisions = table(
    'update_revisions',
    {
      updateId: text()
        .notNull()
        .references(() => updates.id, { onDelete: 'cascade' }),
      revision: int().notNull(),
      kind: text<UpdateKind>().notNull(),
      status: text<ClaimStatus>(),
      body: text().notNull(),
      html: text().notNull(),
      anchor: json<Anchor>(),
      /** Since when and until when it stood. */
      createdAt: time().notNull(),
      replacedAt: time().notNull(),
    },
    (t) => [primaryKey({ columns: [t.updateId, t.revision] })],
  )

  /** The reader whom an update thanks. A row of its own: it goes with the reader's account. */
  const updateCredits = table(
    'update_credits',
    {
      updateId: text()
        .primaryKey()
        .references(() => updates.id, { onDelete: 'cascade' }),
      commentId: text()
        .notNull()
        .references(() => comments.id, { onDelete: 'cascade' }),
      /** Null for imported people. */
      personId: text().references(() => people.id, { onDelete: 'cascade' }),
      /** As it stood over the comment. */
      name: text().notNull(),
    },
    (t) => [index('update_credits_comment').on(t.commentId), index('update_credits_person').on(t.personId)],
  )

  /** Idempotency keys of updates. An update that was cancelled leaves its key: a late retry must not bring it back. */
  const updateKeys = table(
    'update_keys',
    {
      /** A person's id, or `publisher` for the publisher's own systems. */
      sender: text().notNull(),
      key: text().notNull(),
      /** SHA-256 of what was asked. */
      fingerprint: text().notNull(),
      updateId: text().notNull(),
      createdAt: time().notNull(),
    },
    (t) => [primaryKey({ columns: [t.sender, t.key] }), index('update_keys_created').on(t.createdAt)],
  )

  return { updates, updateRevisions, updateCredits, updateKeys }
}
