import type { Kit } from '../columns.ts'
import type { CommentsTables } from './comments.ts'
import type { CaseAction, CaseKind, CaseState, Finding, FlagKind, Quotation, RuleCode } from './kinds.ts'
import type { PeopleTables } from './people.ts'
import type { StoriesTables } from './stories.ts'

/** Flags, what is judged, and posts elsewhere. */
export function casesTables(
  { table, index, uniqueIndex, primaryKey, text, int, time, flag, json }: Kit,
  {
    people,
    sites,
    stories,
    comments,
  }: Pick<PeopleTables, 'people'> & Pick<StoriesTables, 'sites' | 'stories'> & Pick<CommentsTables, 'comments'>,
) {
  /** A post on another site that is said to misrepresent a story: one record, however many stories and reports. */
  const outsidePosts = table(
    'outside_posts',
    {
      id: text().primaryKey(),
      siteId: text()
        .notNull()
        .references(() => sites.id),
      /** Where people are sent to. */
      url: text().notNull(),
      /** What all spellings of that address share; see server/outside/rules.ts. */
      urlKey: text().notNull(),
      host: text().notNull(),
      /** Whose account it stands under, and who is said to have written it first; as reported. */
      postedBy: text().notNull(),
      originatedBy: text().notNull().default(''),
      linkState: text<'unchecked' | 'alive' | 'gone' | 'unreachable' | 'refused'>().notNull().default('unchecked'),
      linkCheckedAt: time(),
      createdAt: time().notNull(),
    },
    (t) => [uniqueIndex('outside_posts_url').on(t.siteId, t.urlKey)],
  )

  /** What such a post said, as reported: kept when the link dies, and another wording is another revision. */
  const outsideTexts = table(
    'outside_texts',
    {
      postId: text()
        .notNull()
        .references(() => outsidePosts.id, { onDelete: 'cascade' }),
      revision: int().notNull(),
      text: text().notNull(),
      /** BCP 47. */
      language: text().notNull(),
      /** Into the language of the story; empty if none was given. */
      translation: text().notNull().default(''),
      createdAt: time().notNull(),
    },
    (t) => [primaryKey({ columns: [t.postId, t.revision] })],
  )

  const cases = table(
    'cases',
    {
      id: text().primaryKey(),
      reference: text().notNull(),
      kind: text<CaseKind>().notNull(),
      storyId: text()
        .notNull()
        .references(() => stories.id, { onDelete: 'cascade' }),
      /** What is flagged: a comment, or a post elsewhere. */
      commentId: text().references(() => comments.id, { onDelete: 'cascade' }),
      outsidePostId: text().references(() => outsidePosts.id, { onDelete: 'cascade' }),
      subjectRevision: int().notNull(),
      /** The whole text that was flagged, as it stood: it may change or go. */
      subjectText: text().notNull(),
      /** The two quotations; null unless it is about misrepresentation. */
      claim: json<Quotation>(),
      /** Of an outside post: whether the claim stands in its text or in the translation. */
      claimIn: text<'text' | 'translation'>().notNull().default('text'),
      sourceKind: text<'story' | 'comment' | 'update'>(),
      sourceId: text(),
      sourceRevision: int(),
      /** The whole text quoted; empty for a story, whose revisions are all kept. */
      sourceText: text().notNull().default(''),
      source: json<Quotation>(),
      /** What is flagged and why, folded: flags that share it join one case. */
      joinKey: text().notNull(),
      state: text<CaseState>().notNull(),
      /** 1, and one more with each appeal. */
      round: int().notNull().default(1),
      version: int().notNull().default(1),
      assigneeId: text().references(() => people.id, { onDelete: 'set null' }),
      /** When a moderator should have dealt with it. */
      dueAt: time().notNull(),
      /** Why a finding against the comment needs a second moderator: it concerns the site's own staff. */
      staffConcern: text<'marked' | 'flagged_by_staff' | 'staff_words'>(),
      /** The right of reply: what the person concerned was told, until when they may answer, and what they said. */
      allegation: text(),
      replyAskedAt: time(),
      replyDueAt: time(),
      reply: text(),
      repliedAt: time(),
      replyWaivedAt: time(),
      /** What the story's author says to it, apart from the finding. */
      answer: text(),
      answeredAt: time(),
      /** When a finding that was made is published, unless it is undone before. */
      publishAt: time(),
      /** The round whose decision is public; null before. */
      publishedRound: int(),
      appealUntil: time(),
      /** When the writer edited the words concerned away. */
      correctedAt: time(),
      createdAt: time().notNull(),
      /** When it came to an end, whichever. */
      endedAt: time(),
    },
    (t) => [
      uniqueIndex('cases_reference').on(t.reference),
      uniqueIndex('cases_join').on(t.joinKey),
      index('cases_state').on(t.state, t.dueAt),
      index('cases_story').on(t.storyId, t.state),
      index('cases_comment').on(t.commentId),
      index('cases_outside').on(t.outsidePostId),
      index('cases_source').on(t.sourceId),
    ],
  )

  /** The judgement of each round. Public once it is published; one that is undone before leaves no row. */
  const caseDecisions = table(
    'case_decisions',
    {
      caseId: text()
        .notNull()
        .references(() => cases.id, { onDelete: 'cascade' }),
      round: int().notNull(),
      finding: text<Finding>().notNull(),
      explanation: text().notNull(),
      /** The rule that is broken; beside misrepresentation, another one. */
      rule: text<RuleCode>(),
      action: text<CaseAction>().notNull(),
      /** Whether the story's author is asked for a clarification. */
      asksAuthor: flag().notNull().default(false),
      decidedBy: text().references(() => people.id, { onDelete: 'set null' }),
      decidedAt: time().notNull(),
      secondedBy: text().references(() => people.id, { onDelete: 'set null' }),
      secondedAt: time(),
      publishedAt: time(),
    },
    (t) => [
      primaryKey({ columns: [t.caseId, t.round] }),
      index('case_decisions_published').on(t.publishedAt),
      index('case_decisions_decided').on(t.decidedAt),
    ],
  )

  /** One each for whoever a finding went against, judged by another moderator. */
  const appeals = table(
    'appeals',
    {
      caseId: text()
        .notNull()
        .references(() => cases.id, { onDelete: 'cascade' }),
      personId: text()
        .notNull()
        .references(() => people.id, { onDelete: 'cascade' }),
      /** The round that it opened or joined. */
      round: int().notNull(),
      reason: text().notNull(),
      createdAt: time().notNull(),
    },
    (t) => [primaryKey({ columns: [t.caseId, t.personId] })],
  )

  /** Moderators' notes to each other; never leave to anybody else. */
  const caseNotes = table(
    'case_notes',
    {
      id: text().primaryKey(),
      caseId: text()
        .notNull()
        .references(() => cases.id, { onDelete: 'cascade' }),
      personId: text().references(() => people.id, { onDelete: 'set null' }),
      body: text().notNull(),
      createdAt: time().notNull(),
    },
    (t) => [index('case_notes_case').on(t.caseId, t.createdAt)],
  )

  const flags = table(
    'flags',
    {
      id: text().primaryKey(),
      caseId: text()
        .notNull()
        .references(() => cases.id, { onDelete: 'cascade' }),
      personId: text()
        .notNull()
        .references(() => people.id, { onDelete: 'cascade' }),
      kind: text<FlagKind>().notNull(),
      /** Of a misrepresentation. */
      type: text<
        'misquoted' | 'out_of_context' | 'overstated' | 'wrongly_attributed' | 'invented' | 'overtaken' | 'other'
      >(),
      explanation: text().notNull(),
      /** Of illegal content: the law or right that the reader names. */
      law: text(),
      createdAt: time().notNull(),
      withdrawnAt: time(),
    },
    (t) => [
      uniqueIndex('flags_once').on(t.caseId, t.personId),
      index('flags_created').on(t.createdAt),
      index('flags_person').on(t.personId, t.createdAt),
    ],
  )

  return { outsidePosts, outsideTexts, cases, caseDecisions, appeals, caseNotes, flags }
}
