import type { Kit } from '../columns.ts'
import type { LogDetail, LogVerb } from './kinds.ts'
import type { PeopleTables } from './people.ts'

/** The public log. */
export function logTables(
  { table, index, uniqueIndex, text, int, time, json }: Kit,
  { people }: Pick<PeopleTables, 'people'>,
) {
  /** The public log: append-only, each row chained to the one before. What is hashed is said in server/log/chain.ts. */
  const decisionLog = table(
    'decision_log',
    {
      id: text().primaryKey(),
      /** 1, 2, 3 … without gaps. */
      number: int().notNull(),
      at: time().notNull(),
      verb: text<LogVerb>().notNull(),
      /** `sealed`: told to staff only, with the rest of the step. */
      role: text<'reader' | 'author' | 'moderator' | 'owner' | 'publisher' | 'automatic' | 'sealed'>().notNull(),
      /** No foreign key: the log outlives what it speaks of. Null for what concerns a section or the site. */
      storyId: text(),
      /** The case it is a step of: to find entries by, not hashed; what is hashed says it too. */
      caseId: text(),
      /** Facts in codes, numbers and times; nothing a person wrote, and nobody's name. */
      detail: json<LogDetail>().notNull(),
      /** Public words of the decision. They may have to go; the digest of them stays. */
      words: text(),
      wordsSalt: text(),
      wordsDigest: text(),
      /** Staff view only; never leaves in the public log. Goes when the person's data is erased; the digest stays. */
      personId: text().references(() => people.id),
      personSalt: text(),
      personDigest: text(),
      previousHash: text().notNull(),
      hash: text().notNull(),
    },
    (t) => [
      uniqueIndex('decision_log_number').on(t.number),
      index('decision_log_story').on(t.storyId, t.number),
      index('decision_log_person').on(t.personId),
      index('decision_log_case').on(t.caseId, t.number),
    ],
  )

  /** Number and hash of the log's last row; taking it puts writers of the log in a row. */
  const logHead = table('log_head', {
    key: text().primaryKey(),
    number: int().notNull(),
    hash: text().notNull(),
  })

  return { decisionLog, logHead }
}
