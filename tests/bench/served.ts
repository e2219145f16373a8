import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../../db/open.ts'
import { insertPerson } from '../../db/people.ts'
import { replaceGrants } from '../../db/roles.ts'
import { createApp } from '../../server/app.ts'
import { postComment } from '../../server/comments/post-comment.ts'
import { readConfig } from '../../server/config.ts'
import type { Context, Reader } from '../../server/context.ts'
import { ScreeningRuleWanted } from '../../server/contract/screening.ts'
import { NewSuspension } from '../../server/contract/suspensions.ts'
import { newId } from '../../server/ids.ts'
import { createLog } from '../../server/log.ts'
import { beginSession } from '../../server/people/session.ts'
import { addRule } from '../../server/screening/change-rule.ts'
import { beginStory } from '../../server/stories/begin-story.ts'
import { makeSuspension } from '../../server/suspensions/make-suspension.ts'
import { serveQuestions } from './program.ts'
import { COMMENTS, PENDING, PHRASES, READERS, textOf } from './scene.ts'

/** What the other programs need to know of the server under test. */
export interface Served {
  port: number
  /** The story with the thread that is read. */
  readStoryId: string
  /** The story that is posted to, and its last number. */
  postStoryId: string
  /** The story that is followed, and its last number. */
  liveStoryId: string
  tokens: string[]
  /** A story whose comments are paused for the whole run. */
  pausedStoryId: string
  moderatorToken: string
}

/**
 * Afterword with the settings it has by default, on SQLite in a folder of its own; only the limits are off.
 * `isScreened`: it looks at each comment for the words of a long list, none of which are in it, and for links.
 */
async function serve({ isScreened = false }: { isScreened?: boolean }): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'afterword-bench-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const config = readConfig({ PORT: '0', DATA_DIR: folder, DEMO: 'off', MAIL_URL: 'off' })
  const db = await openDatabase(config)
  const ctx: Context = { db, config, now: Date.now, log: createLog(config.LOG_LEVEL) }
  const app = await createApp(ctx, { limits: false })
  const url = await app.listen()

  const people = await Promise.all(Array.from({ length: READERS }, (_, i) => reader(ctx, `Reader ${i}`)))
  const names = ['read', 'post', 'live', 'paused', 'queued']
  const [read, post, live, paused, queued] = await Promise.all(names.map((name) => story(ctx, name)))
  if (!read || !post || !live || !paused || !queued) throw new Error('no stories')
  await fill(
    ctx,
    read,
    people.map(({ by }) => by),
  )
  if (isScreened) await addRules(ctx)
  await hold(ctx, queued, people[0]?.by)
  return {
    port: Number(new URL(url).port),
    readStoryId: read,
    postStoryId: post,
    liveStoryId: live,
    tokens: people.map(({ token }) => token),
    pausedStoryId: paused,
    moderatorToken: await pausing(ctx, paused),
  }
}

async function addRules(ctx: Context): Promise<void> {
  const { by } = await reader(ctx, 'Owner', 'full')
  const phrases = Array.from({ length: PHRASES }, (_, i) => `harbour${(i * 7919).toString(36)} quay${i.toString(36)}`)
  const links = { kind: 'links', most: 2, blocked: ['casino.example'], shorteners: true }
  for (const check of [{ kind: 'words', phrases }, links])
    await addRule(ctx, by, ScreeningRuleWanted.parse({ name: 'Bench', check }))
}

async function reader(
  ctx: Context,
  name: string,
  scope: 'embed' | 'full' = 'embed',
): Promise<{ by: Reader; token: string }> {
  const id = newId()
  const now = ctx.now()
  const token = await ctx.db.transact(`person:${id}`, async (tx) => {
    const email = `${id}@example.org`
    await insertPerson(tx, { id, name, email, emailVerified: false, image: null, createdAt: now, updatedAt: now })
    return beginSession(tx, { personId: id, scope, userAgent: null, now })
  })
  return {
    by: { personId: id, name, role: 'reader', authorOf: [], scope, isMember: false, sections: [], memberOf: [] },
    token,
  }
}

/** A moderator, who has paused the story. */
async function pausing(ctx: Context, storyId: string): Promise<string> {
  const { by, token } = await reader(ctx, 'Moderator', 'full')
  await ctx.db.transact('roles', (tx) =>
    replaceGrants(tx, by.personId, [{ role: 'moderator', storyId: null, section: null }], ctx.now()),
  )
  const why = { reasonCode: 'heated', reason: 'Tempers are high; back soon.' }
  const endsAt = new Date(ctx.now() + 3_600_000).toISOString()
  const wanted = NewSuspension.parse({ target: { scope: 'story', storyId }, ...why, endsAt })
  await makeSuspension(ctx, { ...by, role: 'moderator' }, wanted)
  return token
}

async function story(ctx: Context, name: string): Promise<string> {
  return (await beginStory(ctx, { url: `https://news.example/${name}`, title: `The story to ${name}` })).id
}

/** A thread as threads are: every other comment answers one of those before it. */
async function fill(ctx: Context, storyId: string, people: Reader[]): Promise<void> {
  const ids: string[] = []
  for (let i = 0; i < COMMENTS; i++) {
    const by = people[i % people.length]
    if (!by) throw new Error('no people')
    const parentId = i % 2 === 0 ? null : (ids[Math.floor(i * 0.7)] ?? null)
    ids.push((await postComment(ctx, by, storyId, { body: textOf(i), parentId })).id)
  }
}

/** Comments that wait for a moderator: copies of one that was posted, each with an id and a place of its own. */
async function hold(ctx: Context, storyId: string, by: Reader | undefined): Promise<void> {
  if (!by) throw new Error('no people')
  const first = await postComment(ctx, by, storyId, { body: textOf(0), parentId: null })
  for (let from = 0; from < PENDING; from += 500)
    await ctx.db.transact(`story:${storyId}`, async (tx) => {
      const { comments } = tx.tables
      const rows = Array.from({ length: 500 }, (_, i) => ({
        ...first,
        ...{ id: newId(), state: 'pending' as const, body: textOf(from + i), html: `<p>${textOf(from + i)}</p>` },
        path: `${first.path}${String(from + i).padStart(6, '0')}`,
      }))
      for (const row of rows) await tx.insert(comments).values(row)
    })
}

serveQuestions(serve)
