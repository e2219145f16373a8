import type { Kit } from '../columns.ts'
import type { RuleCode } from './kinds.ts'
import type { PeopleTables } from './people.ts'
import type { StoriesTables } from './stories.ts'

/** What people write under a story. */
export function commentsTables(
  { table, index, uniqueIndex, primaryKey, text, int, time, flag }: Kit,
  { people, stories }: Pick<PeopleTables, 'people'> & Pick<StoriesTables, 'stories'>,
) {
  const comments = table(
    'comments',
    {
      id: text().primaryKey(),
      storyId: text()
        .notNull()
        .references(() => stories.id, { onDelete: 'cascade' }),
      parentId: text(),
      /** Null for imported people and after an account is erased. */
      personId: text().references(() => people.id, { onDelete: 'set null' }),
      authorName: text().notNull(),
      /** The office the person wrote in, as it was at the time. */
      badge: text<'author' | 'moderator' | 'guest'>(),
      /** What the publisher said of the person then. */
      label: text(),
      /** Written by author or staff while readers could not write: shown with a label that says so. */
      isOfficial: flag().notNull().default(false),
      /** `approved`: a moderator let it through; it is published when commenting opens again. */
      /** `returned`: sent back to its writer, to be revised. `removed`: a moderator took it from readers by a case; its words stay for the appeal. */
      state: text<'visible' | 'pending' | 'approved' | 'returned' | 'rejected' | 'deleted' | 'removed'>().notNull(),
      /** Of one that was removed, rejected or sent back: the rule it broke. */
      removedFor: text<RuleCode>(),
      body: text().notNull(),
      html: text().notNull(),
      revision: int().notNull().default(1),
      seq: int().notNull(),
      /** Sequence number of the comment on the story that this one stands under; its own for such a comment. */
      rootSeq: int().notNull(),
      /** Fixed-width sequence numbers from the root down: sorts a branch depth first, oldest first. */
      path: text().notNull(),
      depth: int().notNull(),
      createdAt: time().notNull(),
      editedAt: time(),
      deletedAt: time(),
      /** Of a comment that was held: by whom and when it was let through or rejected, and in the latter case why. */
      decidedBy: text().references(() => people.id, { onDelete: 'set null' }),
      decidedAt: time(),
      rejection: text(),
      importKey: text(),
    },
    (t) => [
      uniqueIndex('comments_order').on(t.storyId, t.rootSeq, t.path),
      uniqueIndex('comments_import_key').on(t.importKey),
      index('comments_story_state').on(t.storyId, t.state),
      index('comments_person').on(t.personId, t.storyId, t.createdAt),
      index('comments_person_latest').on(t.personId, t.id, t.state, t.deletedAt),
      index('comments_parent').on(t.parentId),
      index('comments_state').on(t.state, t.id),
      index('comments_created').on(t.createdAt),
      index('comments_decided').on(t.decidedAt),
    ],
  )

  /** Revisions that an edit replaced; the one that stands is in `comments`. */
  const commentRevisions = table(
    'comment_revisions',
    {
      commentId: text()
        .notNull()
        .references(() => comments.id, { onDelete: 'cascade' }),
      revision: int().notNull(),
      body: text().notNull(),
      html: text().notNull(),
      createdAt: time().notNull(),
    },
    (t) => [primaryKey({ columns: [t.commentId, t.revision] })],
  )

  /** Who agrees with which comment: once each. */
  const reactions = table(
    'reactions',
    {
      commentId: text()
        .notNull()
        .references(() => comments.id, { onDelete: 'cascade' }),
      personId: text()
        .notNull()
        .references(() => people.id, { onDelete: 'cascade' }),
      createdAt: time().notNull(),
    },
    (t) => [primaryKey({ columns: [t.commentId, t.personId] }), index('reactions_person').on(t.personId)],
  )

  const idempotencyKeys = table(
    'idempotency_keys',
    {
      personId: text()
        .notNull()
        .references(() => people.id, { onDelete: 'cascade' }),
      key: text().notNull(),
      /** SHA-256 of what was asked. */
      fingerprint: text().notNull(),
      commentId: text().notNull(),
      createdAt: time().notNull(),
    },
    (t) => [primaryKey({ columns: [t.personId, t.key] }), index('idempotency_keys_created').on(t.createdAt)],
  )

  const drafts = table(
    'drafts',
    {
      personId: text()
        .notNull()
        .references(() => people.id, { onDelete: 'cascade' }),
      storyId: text()
        .notNull()
        .references(() => stories.id, { onDelete: 'cascade' }),
      /** The comment being answered; empty for a comment on the story. */
      parentId: text().notNull().default(''),
      body: text().notNull(),
      updatedAt: time().notNull(),
      /** Number of the story's last event when the text was first refused; null for one that never was. */
      parkedSeq: int(),
    },
    (t) => [primaryKey({ columns: [t.personId, t.storyId, t.parentId] })],
  )

  return { comments, commentRevisions, reactions, idempotencyKeys, drafts }
}

export type CommentsTables = ReturnType<typeof commentsTables>
