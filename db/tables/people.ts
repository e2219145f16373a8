import type { Kit } from '../columns.ts'

/** People, how they sign in, and what they may do. */
export function peopleTables({ table, index, uniqueIndex, primaryKey, text, time, flag, json }: Kit) {
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

  return { people, accounts, sessions, verifications, roles, publisherKeys, guests, signInSecrets }
}

export type PeopleTables = ReturnType<typeof peopleTables>
