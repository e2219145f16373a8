import { tables } from './tables.ts'

/** What drizzle-kit reads; the drift check fails when a table of tables.ts is missing here. */
export const {
  sites,
  people,
  accounts,
  sessions,
  verifications,
  roles,
  stories,
  storyRevisions,
  comments,
  commentRevisions,
  storyEvents,
  idempotencyKeys,
  drafts,
  suspensions,
  schedules,
  reopeningRequests,
  updates,
  cases,
  flags,
  decisionLog,
  logHead,
  jobs,
  counters,
} = tables.postgres
