import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../../db/open.ts'
import { insertPerson } from '../../db/people.ts'
import { createApp } from '../../server/app.ts'
import { postComment } from '../../server/comments/post-comment.ts'
import { readConfig } from '../../server/config.ts'
import type { Context, Reader } from '../../server/context.ts'
import { newId } from '../../server/ids.ts'
import { createLog } from '../../server/log.ts'
import { beginSession } from '../../server/people/session.ts'
import { beginStory } from '../../server/stories/begin-story.ts'
import { serveQuestions } from './program.ts'
import { COMMENTS, READERS, textOf } from './scene.ts'

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
}

/** Afterword with the settings it has by default, on SQLite in a folder of its own; only the limits are off. */
async function serve(): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'afterword-bench-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const config = readConfig({ PORT: '0', DATA_DIR: folder, DEMO: 'off' })
  const db = await openDatabase(config)
  const ctx: Context = { db, config, now: Date.now, log: createLog(config.LOG_LEVEL) }
  const app = await createApp(ctx, { limits: false })
  const url = await app.listen()

  const people = await Promise.all(Array.from({ length: READERS }, (_, i) => reader(ctx, `Reader ${i}`)))
  const [read, post, live] = await Promise.all(['read', 'post', 'live'].map((name) => story(ctx, name)))
  if (!read || !post || !live) throw new Error('no stories')
  await fill(
    ctx,
    read,
    people.map(({ by }) => by),
  )
  return {
    port: Number(new URL(url).port),
    readStoryId: read,
    postStoryId: post,
    liveStoryId: live,
    tokens: people.map(({ token }) => token),
  }
}

async function reader(ctx: Context, name: string): Promise<{ by: Reader; token: string }> {
  const id = newId()
  const now = ctx.now()
  const token = await ctx.db.transact(`person:${id}`, async (tx) => {
    const email = `${id}@example.org`
    await insertPerson(tx, { id, name, email, emailVerified: false, image: null, createdAt: now, updatedAt: now })
    return beginSession(tx, { personId: id, scope: 'embed', userAgent: null, now })
  })
  return { by: { personId: id, name, role: 'reader', authorOf: [], scope: 'embed', isMember: false }, token }
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

serveQuestions(serve)
