import pino from 'pino'
import type { Database } from '../../db/database.ts'
import { readConfig } from '../../server/config.ts'
import type { Context, Reader } from '../../server/context.ts'
import { newId } from '../../server/ids.ts'
import { beginStory } from '../../server/stories/begin-story.ts'
import { setStoryText } from '../../server/stories/set-text.ts'

export interface Clock {
  time: number
}

/** A context for calling actions without a server. Its clock stands still until the test moves it. */
export function contextOn(db: Database, clock: Clock = { time: Date.UTC(2026, 10, 22, 12) }): Context {
  return {
    db,
    now: () => clock.time,
    log: pino({ level: 'silent' }),
    config: readConfig({ ALLOWED_ORIGINS: 'https://news.example', MAIL_URL: 'off' }),
  }
}

/** Somebody with an account, as a full session would present them. */
export async function someone(ctx: Context, name: string, over: Partial<Reader> = {}): Promise<Reader> {
  const personId = newId()
  const at = ctx.now()
  const row = { id: personId, name, email: `${personId}@example.org`, createdAt: at, updatedAt: at }
  await ctx.db.transact('people', (tx) => tx.insert(tx.tables.people).values(row))
  const isMember = (over.role ?? 'reader') !== 'reader' || (over.authorOf ?? []).length > 0
  return { personId, name, role: 'reader', authorOf: [], scope: 'full', isMember, sections: [], memberOf: [], ...over }
}

export const articleText = 'The ferry Marlin left the harbour at noon. The crew has not said why it was late.'

/** A story with a text that can be quoted. */
export async function someStory(ctx: Context, slug = 'ferry'): Promise<string> {
  const { id } = await beginStory(ctx, { url: `https://news.example/${slug}`, title: `About the ${slug}` })
  await setStoryText(ctx, id, `<p>${articleText}</p>`)
  return id
}
