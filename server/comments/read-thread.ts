import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Database } from '../../db/database.ts'
import { stampOf } from '../../db/stories.ts'
import type { Context } from '../context.ts'
import type { Parsed } from '../contract/index.ts'
import { Thread } from '../contract/stories.ts'
import { Refusal } from '../errors.ts'
import { type Ready, ready } from '../http/ready.ts'
import { threadPage } from './thread-page.ts'

interface Kept {
  seq: number
  /** Of commenting on the whole site. */
  version: number
  until: number
  answer: Ready
}

const CACHE_BYTES = 64 * 1024 * 1024
const caches = new WeakMap<Database, LRUCache<string, Kept>>()

/**
 * A page of a thread as finished bytes. A page is kept until the story's sequence number moves (every write of a story
 * moves it), a wider suspension comes or goes, or one begins or ends by the clock; the numbers are read from the database on each request, so that
 * no node ever serves what another has changed.
 *
 * @throws Refusal as `threadPage`.
 */
export async function readThread(
  ctx: Context,
  storyId: string,
  query: Parsed<'GET /api/v1/stories/:id/thread'>['query'],
): Promise<Ready> {
  const stamp = await stampOf(ctx.db.read, storyId)
  if (!stamp) throw new Refusal('not_found', 'There is no such story.')
  const { seq, version } = stamp
  const cache = cacheOf(ctx.db)
  const key = JSON.stringify([storyId, query.sort, query.after, query.around])
  const kept = cache.get(key)
  if (kept && kept.seq === seq && kept.version === version && ctx.now() < kept.until) return kept.answer

  const { thread, until } = await threadPage(ctx, storyId, query)
  const bytes = JSON.stringify(Thread.parse(thread))
  const answer = ready(bytes, `${thread.story.seq}-${version}-${stateKey(thread.story.commenting)}`)
  cache.set(key, { seq: thread.story.seq, version, until, answer })
  return answer
}

/** Short name of a state of commenting: it may change with time alone. */
function stateKey(commenting: unknown): string {
  return createHash('sha256').update(JSON.stringify(commenting)).digest('base64url').slice(0, 12)
}

function cacheOf(db: Database): LRUCache<string, Kept> {
  const known = caches.get(db)
  if (known) return known
  const made = new LRUCache<string, Kept>({
    maxSize: CACHE_BYTES,
    sizeCalculation: ({ answer }) => answer.body.length + 1,
  })
  caches.set(db, made)
  return made
}
