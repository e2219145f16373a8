import { type Kit, kits } from './columns.ts'

/** Every table, written once for both databases. Times are epoch milliseconds. */
function define({ table, index, uniqueIndex, primaryKey, text, int, time, flag, json }: Kit) {
  const sites = table('sites', {
    id: text().primaryKey(),
    name: text().notNull(),
    createdAt: time().notNull(),
    /** IANA name; what `00:00` in a schedule means. */
    timeZone: text().notNull().default('UTC'),
    /** Read through `siteSettings` in server/sites/settings.ts, which knows the defaults. */
    settings: json<Record<string, unknown>>().notNull().default({}),
    /** Moves with every change of a suspension or schedule that is wider than a story. */
    commentingVersion: int().notNull().default(0),
  })

  const people = table(
    'people',
    {
      id: text().primaryKey(),
      name: text().notNull(),
      email: text().notNull(),
      emailVerified: flag().notNull().default(false),
      image: text(),
      createdAt: time().notNull(),
      updatedAt: time().notNull(),
    },
    (t) => [uniqueIndex('people_email').on(t.email)],
  )

  /** Ways a person signs in; the password hash of the `credential` provider is here. */
  const accounts = table(
    'accounts',
    {
      id: text().primaryKey(),
      personId: text()
        .notNull()
        .references(() => people.id, { onDelete: 'cascade' }),
      providerId: text().notNull(),
      accountId: text().notNull(),
      password: text(),
      accessToken: text(),
      refreshToken: text(),
      idToken: text(),
      accessTokenExpiresAt: time(),
      refreshTokenExpiresAt: time(),
      scope: text(),
      createdAt: time().notNull(),
      updatedAt: time().notNull(),
    },
    (t) => [uniqueIndex('accounts_provider').on(t.providerId, t.accountId), index('accounts_person').on(t.personId)],
  )

  const sessions = table(
    'sessions',
    {
      id: text().primaryKey(),
      personId: text()
        .notNull()
        .references(() => people.id, { onDelete: 'cascade' }),
      /** SHA-256 of the token: the table alone signs nobody in. */
      tokenHash: text().notNull(),
      /** `embed` sessions live in publishers' pages and carry a reader's rights only. */
      scope: text<'full' | 'embed'>().notNull().default('full'),
      expiresAt: time().notNull(),
      userAgent: text(),
      createdAt: time().notNull(),
      updatedAt: time().notNull(),
    },
    (t) => [uniqueIndex('sessions_token').on(t.tokenHash), index('sessions_person').on(t.personId)],
  )

  /** One-time things with an end: sign-in codes, the setup link. */
  const verifications = table(
    'verifications',
    {
      id: text().primaryKey(),
      identifier: text().notNull(),
      value: text().notNull(),
      expiresAt: time().notNull(),
      createdAt: time().notNull(),
      updatedAt: time().notNull(),
    },
    (t) => [index('verifications_identifier').on(t.identifier)],
  )

  const roles = table(
    'roles',
    {
      personId: text()
        .notNull()
        .references(() => people.id, { onDelete: 'cascade' }),
      role: text<'member' | 'author' | 'moderator' | 'owner'>().notNull(),
      /** The story of an author; empty for roles that hold for the whole site. */
      storyId: text().notNull().default(''),
      grantedAt: time().notNull(),
    },
    (t) => [primaryKey({ columns: [t.personId, t.role, t.storyId] }), index('roles_story').on(t.storyId)],
  )

  const stories = table(
    'stories',
    {
      id: text().primaryKey(),
      siteId: text()
        .notNull()
        .references(() => sites.id),
      /** Address as it was first given: what readers are sent to. */
      url: text().notNull(),
      /** What all spellings of that address share; see server/stories/rules.ts. */
      urlKey: text().notNull(),
      title: text().notNull(),
      section: text().notNull().default(''),
      byline: text().notNull().default(''),
      /** What holds when no suspension does. */
      baseMode: text<'open' | 'closed'>().notNull().default('open'),
      textRevision: int().notNull().default(0),
      lastSeq: int().notNull().default(0),
      lastUpdateNumber: int().notNull().default(0),
      publishedAt: time().notNull(),
      createdAt: time().notNull(),
      /** Where an import took it from; makes a second run add nothing. */
      importKey: text(),
    },
    (t) => [
      uniqueIndex('stories_url').on(t.siteId, t.urlKey),
      uniqueIndex('stories_import_key').on(t.importKey),
      index('stories_published').on(t.publishedAt, t.id),
    ],
  )

  const storyRevisions = table(
    'story_revisions',
    {
      storyId: text()
        .notNull()
        .references(() => stories.id, { onDelete: 'cascade' }),
      revision: int().notNull(),
      html: text().notNull(),
      text: text().notNull(),
      createdAt: time().notNull(),
      /** Whether the publisher or its staff sent it, an import brought it, or readers' browsers read it off the page. */
      via: text<'api' | 'import' | 'page'>().notNull(),
      /** Of a page's text: two networks sent the same. Always true of the others. */
      isConfirmed: flag().notNull(),
      /** Of a page's text: SHA-256 of the HTML as the browser sent it, hexadecimal. */
      pageDigest: text(),
    },
    (t) => [primaryKey({ columns: [t.storyId, t.revision] })],
  )

  /** What each network last sent as the text of a page, for some days. */
  const pageTexts = table(
    'page_texts',
    {
      storyId: text()
        .notNull()
        .references(() => stories.id, { onDelete: 'cascade' }),
      /** HMAC of story and network under a key that is thrown away with it: no address is kept. */
      sender: text().notNull(),
      /** SHA-256 of the plain text. */
      digest: text().notNull(),
      createdAt: time().notNull(),
    },
    (t) => [primaryKey({ columns: [t.storyId, t.sender] }), index('page_texts_created').on(t.createdAt)],
  )

  /** What a publisher's own system sends stories with. */
  const publisherKeys = table(
    'publisher_keys',
    {
      id: text().primaryKey(),
      name: text().notNull(),
      /** SHA-256 of the key: the table alone opens nothing. */
      keyHash: text().notNull(),
      createdBy: text().references(() => people.id, { onDelete: 'set null' }),
      createdAt: time().notNull(),
    },
    (t) => [uniqueIndex('publisher_keys_hash').on(t.keyHash)],
  )

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
      badge: text<'author' | 'moderator'>(),
      /** Written by author or staff while readers could not write: shown with a label that says so. */
      isOfficial: flag().notNull().default(false),
      /** `approved`: a moderator let it through; it is published when commenting opens again. */
      state: text<'visible' | 'pending' | 'approved' | 'rejected' | 'deleted'>().notNull(),
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

  /** What happened in a story, numbered. Holds references only: what is shown is read when it is sent. */
  const storyEvents = table(
    'story_events',
    {
      storyId: text()
        .notNull()
        .references(() => stories.id, { onDelete: 'cascade' }),
      seq: int().notNull(),
      type: text<
        | 'comment.posted'
        | 'comment.held'
        | 'comment.edited'
        | 'comment.deleted'
        | 'comment.noted'
        | 'update.published'
        | 'commenting.changed'
        | 'story.changed'
      >().notNull(),
      /** The comment, update or suspension concerned. */
      subjectId: text(),
      createdAt: time().notNull(),
    },
    (t) => [primaryKey({ columns: [t.storyId, t.seq] })],
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

  const suspensions = table(
    'suspensions',
    {
      id: text().primaryKey(),
      scope: text<SuspensionScope>().notNull(),
      /** Of the scope `section`; empty otherwise. */
      section: text().notNull().default(''),
      /** Of the scopes `story` and `branch`. */
      storyId: text().references(() => stories.id, { onDelete: 'cascade' }),
      /** Of the scope `branch`: its top comment and that comment's place, under which the branch sorts. */
      commentId: text(),
      branchRootSeq: int(),
      branchPath: text(),
      mode: text<CommentingMode>().notNull(),
      /** Of the mode `slow`: seconds between two comments of one person. */
      slowSeconds: int(),
      /** Of the mode `paused`: whether people may correct what they have posted. */
      allowsEdits: flag().notNull().default(false),
      /** Whether it is extended once by itself when too many flags are open at its end. */
      mayExtend: flag().notNull().default(false),
      reasonCode: text<ReasonCode>().notNull(),
      reason: text().notNull(),
      note: text(),
      madeBy: text<'person' | 'schedule' | 'heat'>().notNull(),
      /** The one whose end this one waits for: it begins when that one ends, early or not. */
      followsId: text(),
      scheduleId: text(),
      createdAt: time().notNull(),
      startsAt: time().notNull(),
      endsAt: time(),
      reviewAt: time(),
      /** When its beginning was written to the log: that happens once. */
      begunAt: time(),
      endedAt: time(),
      /**
       * Until when it has to be read to know the state: for good while it is not ended. One that a schedule made and
       * somebody ended early is read until its planned end, so that the schedule does not make it again.
       */
      relevantUntil: time().notNull(),
      /** When it was extended by itself. */
      extendedAt: time(),
      createdBy: text().references(() => people.id, { onDelete: 'set null' }),
      endedBy: text().references(() => people.id, { onDelete: 'set null' }),
      version: int().notNull().default(1),
    },
    (t) => [
      index('suspensions_reach').on(t.storyId, t.section, t.relevantUntil),
      index('suspensions_ended').on(t.endedAt),
      index('suspensions_schedule').on(t.scheduleId),
      index('suspensions_follows').on(t.followsId),
    ],
  )

  /** Suspensions that come by themselves: at times of the week, or at an age of the story. */
  const schedules = table('schedules', {
    id: text().primaryKey(),
    kind: text<'weekly' | 'age'>().notNull(),
    scope: text<'site' | 'section' | 'story'>().notNull(),
    section: text().notNull().default(''),
    storyId: text().references(() => stories.id, { onDelete: 'cascade' }),
    mode: text<CommentingMode>().notNull(),
    slowSeconds: int(),
    reasonCode: text<ReasonCode>().notNull(),
    reason: text().notNull(),
    /** Of `weekly`: ISO weekdays (1 is Monday) on which it begins, and from when until when, `HH:MM` in the site's time zone. */
    days: json<number[]>().notNull(),
    fromTime: text().notNull().default(''),
    untilTime: text().notNull().default(''),
    /** Of `age`: days after publication. */
    afterDays: int(),
    createdBy: text().references(() => people.id, { onDelete: 'set null' }),
    createdAt: time().notNull(),
    removedAt: time(),
  })

  /** People who asked that commenting be opened again, once each. */
  const reopeningRequests = table(
    'reopening_requests',
    {
      suspensionId: text()
        .notNull()
        .references(() => suspensions.id, { onDelete: 'cascade' }),
      personId: text()
        .notNull()
        .references(() => people.id, { onDelete: 'cascade' }),
      createdAt: time().notNull(),
    },
    (t) => [primaryKey({ columns: [t.suspensionId, t.personId] })],
  )

  const updates = table(
    'updates',
    {
      id: text().primaryKey(),
      storyId: text()
        .notNull()
        .references(() => stories.id, { onDelete: 'cascade' }),
      number: int().notNull(),
      kind: text<'update' | 'correction' | 'clarification' | 'editors_note' | 'see_also' | 'retraction'>().notNull(),
      status: text<'rumour' | 'reported' | 'confirmed' | 'denied' | 'disputed'>(),
      body: text().notNull(),
      html: text().notNull(),
      personId: text().references(() => people.id, { onDelete: 'set null' }),
      authorName: text().notNull(),
      answersCaseId: text(),
      publishedAt: time().notNull(),
    },
    (t) => [uniqueIndex('updates_number').on(t.storyId, t.number), index('updates_case').on(t.answersCaseId)],
  )

  const cases = table(
    'cases',
    {
      id: text().primaryKey(),
      reference: text().notNull(),
      storyId: text()
        .notNull()
        .references(() => stories.id, { onDelete: 'cascade' }),
      commentId: text()
        .notNull()
        .references(() => comments.id, { onDelete: 'cascade' }),
      commentRevision: int().notNull(),
      /** The whole text that was flagged, as it stood: the comment may change or go. */
      commentText: text().notNull(),
      claim: json<Quotation>().notNull(),
      sourceKind: text<'story' | 'comment' | 'update'>().notNull(),
      sourceId: text().notNull(),
      sourceRevision: int().notNull(),
      /** The whole text quoted; empty for a story, whose revisions are all kept. */
      sourceText: text().notNull(),
      source: json<Quotation>().notNull(),
      /** Folded claim and source: flags that share it join one case. */
      joinKey: text().notNull(),
      state: text<'submitted' | 'decided'>().notNull(),
      version: int().notNull().default(1),
      finding: text<
        | 'fair_paraphrase'
        | 'lacks_context'
        | 'overstates'
        | 'misquotes'
        | 'wrongly_attributes'
        | 'invented'
        | 'overtaken'
        | 'cannot_be_settled'
      >(),
      explanation: text(),
      action: text<'none' | 'note'>(),
      decidedBy: text().references(() => people.id, { onDelete: 'set null' }),
      decidedAt: time(),
      createdAt: time().notNull(),
    },
    (t) => [
      uniqueIndex('cases_reference').on(t.reference),
      uniqueIndex('cases_join').on(t.commentId, t.joinKey),
      index('cases_state').on(t.state, t.createdAt),
      index('cases_story').on(t.storyId, t.state),
      index('cases_source').on(t.sourceId),
    ],
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
      type: text<
        'misquoted' | 'out_of_context' | 'overstated' | 'wrongly_attributed' | 'invented' | 'overtaken' | 'other'
      >().notNull(),
      explanation: text().notNull(),
      createdAt: time().notNull(),
    },
    (t) => [uniqueIndex('flags_once').on(t.caseId, t.personId), index('flags_created').on(t.createdAt)],
  )

  /** The public log: append-only, each row chained to the one before. What is hashed is said in server/log/chain.ts. */
  const decisionLog = table(
    'decision_log',
    {
      id: text().primaryKey(),
      /** 1, 2, 3 … without gaps. */
      number: int().notNull(),
      at: time().notNull(),
      verb: text<LogVerb>().notNull(),
      role: text<'author' | 'moderator' | 'owner' | 'publisher' | 'automatic'>().notNull(),
      /** No foreign key: the log outlives what it speaks of. Null for what concerns a section or the site. */
      storyId: text(),
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
    ],
  )

  /** Number and hash of the log's last row; taking it puts writers of the log in a row. */
  const logHead = table('log_head', {
    key: text().primaryKey(),
    number: int().notNull(),
    hash: text().notNull(),
  })

  /** Work that must happen: due at a time, tried again with back-off. */
  const jobs = table(
    'jobs',
    {
      id: text().primaryKey(),
      kind: text().notNull(),
      /** Work with the same kind and key is queued once. */
      key: text().notNull(),
      payload: json<Record<string, string>>().notNull(),
      runAt: time().notNull(),
      attempts: int().notNull().default(0),
      /** Claimed by a node until then. */
      lockedUntil: time().notNull().default(0),
      lastError: text(),
    },
    (t) => [uniqueIndex('jobs_key').on(t.kind, t.key), index('jobs_due').on(t.runAt)],
  )

  /** Gap-free numbers, such as those of case references. */
  const counters = table('counters', { key: text().primaryKey(), value: int().notNull() })

  return {
    sites,
    people,
    accounts,
    sessions,
    verifications,
    roles,
    stories,
    storyRevisions,
    pageTexts,
    publisherKeys,
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
  }
}

export type SuspensionScope = 'site' | 'section' | 'story' | 'branch'
export type CommentingMode = 'open' | 'slow' | 'premoderated' | 'members' | 'paused' | 'closed'
export type ReasonCode =
  | 'heated'
  | 'legal'
  | 'unverified_news'
  | 'privacy'
  | 'brigading'
  | 'misrepresentation_review'
  | 'staffing'
  | 'technical'
  | 'other'
export type LogVerb =
  | 'suspension.planned'
  | 'suspension.cancelled'
  | 'suspension.started'
  | 'suspension.extended'
  | 'suspension.ended'
  | 'schedule.made'
  | 'schedule.moved'
  | 'schedule.stopped'
  | 'case.decided'
  | 'update.published'
  | 'log.words_removed'
export type LogDetail = Record<string, string | number | boolean | null>

/** A passage as it was found in a revision (offsets in UTF-16 units of its plain text). */
export interface Quotation {
  how: 'exact' | 'normalised' | 'fuzzy' | 'absent'
  /** Of a fuzzy one: the share of the quotation that stands there, 0 to 1. */
  score: number | null
  exact: string
  prefix: string
  suffix: string
  start: number | null
  end: number | null
}

export type Tables = ReturnType<typeof define>
export const tables = { postgres: define(kits.postgres), sqlite: define(kits.sqlite) }
