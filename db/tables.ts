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
        | 'comment.restored'
        | 'comment.noted'
        | 'comment.reacted'
        | 'update.published'
        | 'update.changed'
        | 'commenting.changed'
        | 'story.changed'
      >().notNull(),
      /** The comment, update or suspension concerned. */
      subjectId: text(),
      createdAt: time().notNull(),
    },
    (t) => [primaryKey({ columns: [t.storyId, t.seq] })],
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
      storyId: text()
        .notNull()
        .references(() => stories.id, { onDelete: 'cascade' }),
      commentId: text(),
      caseId: text(),
      updateId: text(),
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
      /** Of the mode `paused`: whether people may correct what they have posted, and agree with comments. */
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
    (t) => [primaryKey({ columns: [t.caseId, t.round] }), index('case_decisions_published').on(t.publishedAt)],
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
    reactions,
    subscriptions,
    notices,
    idempotencyKeys,
    drafts,
    suspensions,
    schedules,
    reopeningRequests,
    updates,
    updateRevisions,
    updateCredits,
    updateKeys,
    outsidePosts,
    outsideTexts,
    cases,
    caseDecisions,
    appeals,
    caseNotes,
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
export type UpdateKind = 'update' | 'correction' | 'clarification' | 'editors_note' | 'see_also' | 'retraction'
export type ClaimStatus = 'rumour' | 'reported' | 'confirmed' | 'denied' | 'disputed'
export type LogVerb =
  | 'suspension.planned'
  | 'suspension.cancelled'
  | 'suspension.started'
  | 'suspension.extended'
  | 'suspension.ended'
  | 'schedule.made'
  | 'schedule.moved'
  | 'schedule.stopped'
  | 'case.step'
  | 'case.decided'
  | 'case.appealed'
  | 'update.published'
  | 'update.edited'
  | 'update.withdrawn'
  | 'log.words_removed'
export type NoticeKind =
  | 'reply_asked'
  | 'case_decided'
  | 'case_flagger'
  | 'case_quoted'
  | 'answer_asked'
  | 'finding_reach'
  | 'clarification'
  | 'update_withdrawn'
  | 'appeal_decided'
  | 'case_closed'
  | 'edit_asked'
/** `reference` and `finding` of a case; `number` and `kind` of an update; how a case ended otherwise. */
export interface NoticeDetail {
  reference?: string
  finding?: string
  number?: number
  updateKind?: string
  ended?: string
  /** Of a case about a post on another site. */
  isElsewhere?: boolean
}
export type LogDetail = Record<string, string | number | boolean | null>

export type CaseKind = 'misrepresentation' | 'conduct' | 'illegal'
export type FlagKind = 'misrepresentation' | 'spam' | 'abuse' | 'off_topic' | 'privacy' | 'illegal' | 'other'
/** The site's rules, by code. */
export type RuleCode = FlagKind
export type CaseState =
  | 'submitted'
  | 'triage'
  | 'review'
  | 'waiting_reply'
  | 'awaiting_second'
  | 'decided'
  | 'published'
  | 'appealed'
  | 'closed'
  | 'corrected'
  | 'withdrawn'
  | 'gone'
export type Finding =
  | 'fair_paraphrase'
  | 'lacks_context'
  | 'overstates'
  | 'misquotes'
  | 'wrongly_attributes'
  | 'invented'
  | 'overtaken'
  | 'breaks_rules'
  | 'within_rules'
  | 'cannot_be_settled'
export type CaseAction = 'none' | 'note' | 'ask_edit' | 'collapse' | 'remove' | 'statement'

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

/** The passage of a story that an update amends, as it stood in a revision, and what stands there now. */
export interface Anchor {
  quotation: Quotation
  /** Of the story's text. */
  revision: number
  after: string | null
}

export type Tables = ReturnType<typeof define>
export const tables = { postgres: define(kits.postgres), sqlite: define(kits.sqlite) }
