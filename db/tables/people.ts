import type { Kit } from '../columns.ts'

/** People, how they sign in, and what they may do. */
export function peopleTables({ table, index, uniqueIndex, primaryKey, text, int, time, flag, json }: Kit) {
  const people = table(
    'people',
    {
      id: text().primaryKey(),
      name: text().notNull(),
      email: text().notNull(),
      emailVerified: flag().notNull().default(false),
      image: text(),
      /** Somebody without an account, known by a session alone. */
      isGuest: flag().notNull().default(false),
      /** What the publisher says of the person, beside their name. */
      label: text(),
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
      /** The roles that this way of signing in gave, as JSON. */
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
      /** Of an embedded one: the site it was begun from. */
      origin: text(),
      /** When it was last used, to the hour. */
      usedAt: time().notNull(),
      /** When its holder last proved who they are: by signing in, or once more since. */
      confirmedAt: time().notNull(),
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
      /** The story of an author; empty for other roles. */
      storyId: text().notNull().default(''),
      /** The section for which a moderator or member is one; empty for the whole site. */
      section: text().notNull().default(''),
      grantedAt: time().notNull(),
    },
    (t) => [primaryKey({ columns: [t.personId, t.role, t.storyId, t.section] }), index('roles_story').on(t.storyId)],
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

  /** The app on a person's phone that shows codes (RFC 6238). Asked for once it is confirmed. */
  const secondFactors = table('second_factors', {
    personId: text()
      .primaryKey()
      .references(() => people.id, { onDelete: 'cascade' }),
    /** Base32. It has to be read to know a code; it is never shown again once confirmed. */
    secret: text().notNull(),
    confirmedAt: time(),
    /** Number of the half minute whose code was used last: no code works twice. */
    lastStep: int().notNull().default(0),
    /** Wrong codes since `triesSince`. */
    tries: int().notNull().default(0),
    triesSince: time().notNull().default(0),
    createdAt: time().notNull(),
  })

  /** For when the phone is lost: each works once, and is gone with that. */
  const recoveryCodes = table(
    'recovery_codes',
    {
      personId: text()
        .notNull()
        .references(() => people.id, { onDelete: 'cascade' }),
      /** SHA-256 of person and code. */
      codeHash: text().notNull(),
      createdAt: time().notNull(),
    },
    (t) => [primaryKey({ columns: [t.personId, t.codeHash] })],
  )

  /** Accounts that are to be erased, and what then becomes of their comments. */
  const erasures = table('erasures', {
    personId: text()
      .primaryKey()
      .references(() => people.id, { onDelete: 'cascade' }),
    words: text<'delete' | 'keep'>().notNull(),
    askedAt: time().notNull(),
    dueAt: time().notNull(),
    /** From then on it cannot be taken back, and nothing can be written in that person's name. */
    begunAt: time(),
  })

  /** Whose comments a person does not want to read. Told to nobody else. */
  const mutes = table(
    'mutes',
    {
      personId: text()
        .notNull()
        .references(() => people.id, { onDelete: 'cascade' }),
      mutedId: text()
        .notNull()
        .references(() => people.id, { onDelete: 'cascade' }),
      createdAt: time().notNull(),
    },
    (t) => [primaryKey({ columns: [t.personId, t.mutedId] }), index('mutes_muted').on(t.mutedId)],
  )

  /** The addresses guests gave. */
  const guests = table(
    'guests',
    {
      personId: text()
        .primaryKey()
        .references(() => people.id, { onDelete: 'cascade' }),
      email: text(),
      confirmedAt: time(),
      /** Comments that wait for nothing but the confirmation. */
      waiting: json<string[]>().notNull(),
      createdAt: time().notNull(),
    },
    (t) => [index('guests_email').on(t.email)],
  )

  /** What other systems and this one know in common; has to be read, and leaves the server once at most. */
  const signInSecrets = table('sign_in_secrets', {
    /** `token`, or `provider:` and its id. */
    name: text().primaryKey(),
    secret: text().notNull(),
    /** The one before, which works until then. */
    previous: text(),
    previousUntil: time(),
    createdAt: time().notNull(),
  })

  /** Tries at an account's password, and letters asked for, counted for all nodes together. */
  const attempts = table(
    'attempts',
    {
      /** SHA-256 of what is counted: neither an address nor a network can be read from it. */
      name: text().primaryKey(),
      count: int().notNull(),
      /** When counting begins anew. */
      endsAt: time().notNull(),
    },
    (t) => [index('attempts_ends').on(t.endsAt)],
  )

  return {
    ...{ people, accounts, sessions, verifications, roles, publisherKeys },
    ...{ secondFactors, recoveryCodes, erasures, mutes, guests, signInSecrets, attempts },
  }
}

export type PeopleTables = ReturnType<typeof peopleTables>
