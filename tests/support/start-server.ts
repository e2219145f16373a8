import { type Logger, pino } from 'pino'
import { call, type Problem } from '../../client/api.ts'
import type { Database } from '../../db/database.ts'
import { insertPerson } from '../../db/people.ts'
import { grantsOf, replaceGrants } from '../../db/roles.ts'
import { confirmSession, sessionsOf } from '../../db/sessions.ts'
import { type App, createApp } from '../../server/app.ts'
import { readConfig } from '../../server/config.ts'
import type { Context, Reader } from '../../server/context.ts'
import type { Input, Key, Result } from '../../server/contract/index.ts'
import { newId } from '../../server/ids.ts'
import { type Jobs, runJobs } from '../../server/jobs/run-jobs.ts'
import { closeMail } from '../../server/mail/mailer.ts'
import { powersOf } from '../../server/people/rules.ts'
import { beginSession } from '../../server/people/session.ts'
import { someStory } from './context.ts'
import { freshDatabase } from './databases.ts'

/** Calls an endpoint of the contract; rejects with a `Problem`. */
export type Call = <K extends Key>(key: K, input?: Input<K>) => Promise<Result<K>>

export interface TestPerson {
  id: string
  name: string
  email: string
  token: string
  call: Call
  /** As the actions know this person: for calling them without the server. */
  reader(): Promise<Reader>
  /** As if they had just proved once more who they are; at first they have. */
  proveAgain(): Promise<void>
}

export interface TestServer {
  /** Without a trailing slash. */
  url: string
  ctx: Context
  app: App
  jobs: Jobs
  /** The server's clock runs; a test can put it forward. */
  clock: { forward(ms: number): void }
  /** As somebody signed out. */
  call: Call
  /** Somebody new with a session, made without a password: quick. `embed`: the session of a publisher's page. */
  as(
    name: string,
    options?: { role?: 'member' | 'moderator' | 'owner'; section?: string; scope?: 'full' | 'embed' },
  ): Promise<TestPerson>
  /** Adds a role to those a person has. */
  grant(person: { id: string }, role: 'member' | 'author' | 'moderator' | 'owner', storyId?: string): Promise<void>
  /** A story with the text of `articleText`. */
  story(slug?: string): Promise<string>
  close(): Promise<void>
}

export interface TestServerOptions {
  /** Left open by `close`; a fresh SQLite that `close` also closes unless given. */
  db?: Database
  /** Whether too many requests are refused. */
  limits?: boolean
  /** Settings beyond the defaults of a test. */
  env?: Record<string, string>
  /** Silent unless given. */
  log?: Logger
}

/** A whole server on a free port. Embedding pages live at https://news.example. */
export async function startServer({
  db,
  limits = false,
  env = {},
  log = pino({ level: 'silent' }),
}: TestServerOptions = {}): Promise<TestServer> {
  const database = db ?? (await freshDatabase('sqlite'))
  let ahead = 0
  const ctx: Context = {
    db: database,
    now: () => Date.now() + ahead,
    log,
    config: readConfig({ PORT: '0', ALLOWED_ORIGINS: 'https://news.example', DEMO: 'off', MAIL_URL: 'off', ...env }),
  }
  const app = await createApp(ctx, { limits })
  const url = await app.listen()
  const jobs = runJobs(ctx)
  return {
    url,
    ctx,
    app,
    jobs,
    clock: {
      forward(ms) {
        ahead += ms
      },
    },
    call: caller(url, null),
    as: (name, options) => signedIn(ctx, url, name, options),
    grant: (person, role, storyId) => grant(ctx, person.id, role, storyId),
    story: (slug) => someStory(ctx, slug),
    async close() {
      await app.close()
      await jobs.close()
      closeMail(ctx)
      if (!db) await database.close()
    },
  }
}

function caller(base: string, token: string | null): Call {
  return (key, input) => call(key, input ?? ({} as never), { base, token })
}

async function signedIn(
  ctx: Context,
  url: string,
  name: string,
  { role, section, scope = 'full' }: Parameters<TestServer['as']>[1] = {},
): Promise<TestPerson> {
  const id = newId()
  const now = ctx.now()
  const email = `${id}@example.org`
  const token = await ctx.db.transact(`person:${id}`, async (tx) => {
    await insertPerson(tx, { id, name, email, emailVerified: false, image: null, createdAt: now, updatedAt: now })
    return beginSession(tx, { personId: id, scope, userAgent: null, now })
  })
  if (role) await grant(ctx, id, role, undefined, section)
  return {
    id,
    name,
    email,
    token,
    call: caller(url, token),
    async reader() {
      const grants = (await grantsOf(ctx.db.read, [id])).get(id) ?? []
      return { personId: id, name, scope, ...powersOf(scope, grants) } as Reader
    },
    proveAgain: () =>
      ctx.db.transact(`person:${id}`, async (tx) => {
        for (const session of await sessionsOf(tx, id, ctx.now(), 9)) await confirmSession(tx, session.id, ctx.now())
      }),
  }
}

async function grant(
  ctx: Context,
  personId: string,
  role: 'member' | 'author' | 'moderator' | 'owner',
  storyId?: string,
  section?: string,
): Promise<void> {
  await ctx.db.transact('roles', async (tx) => {
    const had = (await grantsOf(tx, [personId])).get(personId) ?? []
    await replaceGrants(tx, personId, [...had, { role, storyId: storyId ?? null, section: section ?? null }], ctx.now())
    tx.hint(`person:${personId}`)
  })
}

/** The problem that a call ends with; fails if it succeeds. */
export async function problemOf(called: Promise<unknown>): Promise<Problem> {
  return called.then(
    () => {
      throw new Error('was not refused')
    },
    (problem: Problem) => problem,
  )
}
