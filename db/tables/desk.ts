import type { Kit } from '../columns.ts'
import type { CommentsTables } from './comments.ts'
import type { ModeratorVerb, RuleCode } from './kinds.ts'
import type { PeopleTables } from './people.ts'

/** What a comment was before an act, for its undoing; of a pin, which comment was pinned. */
export interface StateBefore {
  state?: 'visible' | 'pending' | 'approved' | 'returned' | 'rejected' | 'deleted' | 'removed'
  decidedBy?: string | null
  decidedAt?: number | null
  pinnedId?: string | null
}

/** What moderators do with comments at their desk. */
export function deskTables(
  { table, index, primaryKey, text, int, time, json }: Kit,
  { people, comments }: Pick<PeopleTables, 'people'> & Pick<CommentsTables, 'comments'>,
) {
  /** Who has which comment open, so that two moderators do not decide the same one. Counts until it expires. */
  const claims = table(
    'claims',
    {
      commentId: text()
        .notNull()
        .references(() => comments.id, { onDelete: 'cascade' }),
      personId: text()
        .notNull()
        .references(() => people.id, { onDelete: 'cascade' }),
      expiresAt: time().notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.commentId] }),
      index('claims_person').on(t.personId),
      index('claims_expires').on(t.expiresAt),
    ],
  )

  /** Each act of a moderator on a comment. Judgements of cases are in `case_decisions`. */
  const moderatorActs = table(
    'moderator_acts',
    {
      id: text().primaryKey(),
      commentId: text()
        .notNull()
        .references(() => comments.id, { onDelete: 'cascade' }),
      storyId: text().notNull(),
      personId: text().references(() => people.id, { onDelete: 'set null' }),
      verb: text<ModeratorVerb>().notNull(),
      /** Of a rejection, and of what was sent back. */
      rule: text<RuleCode>(),
      /** Told to the writer; of a note, its words, which are told to moderators only. */
      reason: text(),
      /** The revision that was read. */
      revision: int().notNull(),
      before: json<StateBefore>().notNull(),
      /** The case that a rejection became, once it can no longer be undone. */
      caseId: text(),
      undoneAt: time(),
      /** Of a decision: when people began to be told of it, from which on it cannot be undone. */
      toldAt: time(),
      createdAt: time().notNull(),
    },
    (t) => [
      index('moderator_acts_comment').on(t.commentId, t.id),
      index('moderator_acts_person').on(t.personId, t.id),
      index('moderator_acts_case').on(t.caseId),
    ],
  )

  return { claims, moderatorActs }
}
