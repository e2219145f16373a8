import type { Kit } from '../columns.ts'

/** The publication, its stories and what happens under them. */
export function storiesTables({ table, index, uniqueIndex, primaryKey, text, int, time, flag, json }: Kit) {
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
      /** The comment that stands first, as a moderator wants it; shown as long as it is visible. */
      pinnedId: text(),
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
        | 'story.pinned'
      >().notNull(),
      /** The comment, update or suspension concerned. */
      subjectId: text(),
      createdAt: time().notNull(),
    },
    (t) => [primaryKey({ columns: [t.storyId, t.seq] })],
  )

  return { sites, stories, storyRevisions, pageTexts, storyEvents }
}

export type StoriesTables = ReturnType<typeof storiesTables>
