import { type CommentRow, commentsByIds } from '../../db/comments.ts'
import type { Queries, Tx } from '../../db/database.ts'
import type { StoryEventRow } from '../../db/events.ts'
import { enqueueQuietly } from '../../db/jobs.ts'
import { notToldYet, shownBefore } from '../../db/moderator-acts.ts'
import { toldOfThread } from '../../db/notices.ts'
import { followerPage } from '../../db/subscriptions.ts'
import { commentEventsAfter, keepTold, toldSeq } from '../../db/tellings.ts'
import { wordsShown } from '../comments/rules.ts'
import type { Context } from '../context.ts'
import { UNDO_MS } from '../desk/rules.ts'
import { newId } from '../ids.ts'
import { mentionedComments } from '../text/mentions.ts'
import { type NewNotice, tell } from './tell.ts'

/** Events read, and followers told, at a time. */
const STEP = 200
const TOLD_AT_ONCE = 500
/** A decision is told ten seconds after it; should that fail, the thread goes on without it after so long. */
const LONGEST_UNTOLD_MS = 60 * 60 * 1000

/** Queues the telling of what was written under a story, in the transaction that makes it public. */
export async function queueTelling(tx: Tx, storyId: string, now: number): Promise<void> {
  await enqueueQuietly(tx, { id: newId(), kind: 'tell-comments', key: storyId, payload: { storyId }, runAt: now })
}

/**
 * Tells of comments that became public since it was told last: whose comment is answered, who is mentioned (in an edit
 * too), and who follows the thread. In steps; run again after a crash it tells those who are left. It waits where a
 * moderator can still undo what made a comment public.
 *
 * @returns when to go on (epoch ms), if it waits.
 */
export async function tellOfComments(ctx: Context, storyId: string): Promise<number | undefined> {
  for (;;) {
    const { events, again } = await settledEvents(ctx, storyId)
    const last = events.at(-1)
    if (!last) return again
    await tellOf(ctx, storyId, events)
    await ctx.db.transact(keyOf(storyId), async (tx) => {
      // Another node may be ahead.
      if ((await toldSeq(tx, storyId)) < last.seq) await keepTold(tx, storyId, last.seq)
    })
  }
}

/** The next events, up to one of a comment whose decision can be undone; with when to look at that again. */
async function settledEvents(
  { db: { read }, now }: Context,
  storyId: string,
): Promise<{ events: StoryEventRow[]; again: number | undefined }> {
  const events = await commentEventsAfter(read, storyId, await toldSeq(read, storyId), STEP)
  const ids = [...new Set(events.flatMap(({ subjectId }) => subjectId ?? []))]
  const undoable = await notToldYet(read, ids, now() - LONGEST_UNTOLD_MS)
  const stop = events.findIndex(({ subjectId }) => undoable.has(subjectId ?? ''))
  if (stop < 0) return { events, again: undefined }
  const decidedAt = undoable.get(events[stop]?.subjectId ?? '') ?? now()
  return { events: events.slice(0, stop), again: Math.max(decidedAt + UNDO_MS, now() + 1000) }
}

/** Those who tell of one story wait for each other. */
function keyOf(storyId: string): string {
  return `told:${storyId}`
}

/** A comment that became public or was edited, and whom it concerns by name. */
interface Written {
  comment: CommentRow
  seq: number
  at: number
  isNew: boolean
  repliedTo: string | null
  mentioned: string[]
}

async function tellOf(ctx: Context, storyId: string, events: StoryEventRow[]): Promise<void> {
  const written = await readWritten(ctx.db.read, events)
  for (const one of written) {
    const named = namedBy(one, ctx.now())
    if (named.length > 0) await ctx.db.transact(keyOf(storyId), (tx) => tell(tx, named))
  }
  const fresh = written.filter((one) => one.isNew)
  if (fresh.length > 0) await tellFollowers(ctx, storyId, fresh)
}

/** What can be read now; what was imported tells nobody. */
async function readWritten(db: Queries, events: StoryEventRow[]): Promise<Written[]> {
  const byId = await commentsById(
    db,
    events.flatMap((event) => event.subjectId ?? []),
  )
  const before = await shownBefore(db, [...byId.keys()])
  const written = events.flatMap(({ subjectId, seq, type, createdAt: at }) => {
    const comment = byId.get(subjectId ?? '')
    const isTold = comment && wordsShown(comment.state) && comment.personId !== null && comment.importKey === null
    // Nobody was told of one whose approval was undone: given back to readers by another, it is new to them.
    const isNew = type === 'comment.posted' || (type === 'comment.restored' && before.has(comment?.id ?? ''))
    // An edit that is not the writer's, or not the last one, says nothing that is not told otherwise.
    if (!isNew && comment?.editedAt !== at) return []
    return isTold ? [{ comment, seq, at, isNew, links: mentionedComments(comment.html) }] : []
  })
  const around = await commentsById(
    db,
    written.flatMap(({ comment, links }) => [...links, comment.parentId ?? []].flat()),
  )
  return written.map(({ comment, seq, at, isNew, links }) => {
    const parent = around.get(comment.parentId ?? '')
    return {
      ...{ comment, seq, at, isNew },
      repliedTo: isNew && parent && wordsShown(parent.state) ? parent.personId : null,
      mentioned: links.flatMap((id) => around.get(id)?.personId ?? []),
    }
  })
}

async function commentsById(db: Queries, ids: string[]): Promise<Map<string, CommentRow>> {
  const rows = await commentsByIds(db, [...new Set(ids)])
  return new Map(rows.map((row) => [row.id, row]))
}

/** Whom a comment concerns by name, each once and of what is nearest; never who wrote it. */
function namedBy({ comment, repliedTo, mentioned }: Written, createdAt: number): NewNotice[] {
  const { id: commentId, storyId } = comment
  const kinds = new Map<string, 'reply' | 'mention'>()
  for (const personId of mentioned) kinds.set(personId, 'mention')
  if (repliedTo !== null) kinds.set(repliedTo, 'reply')
  if (comment.personId !== null) kinds.delete(comment.personId)
  return [...kinds].map(([personId, kind]) => ({
    ...{ key: `comment:${commentId}`, kind, personId, storyId, commentId, createdAt },
  }))
}

/** One notice per thread until it is read, for who followed it when a comment came and was not told of that by name. */
async function tellFollowers(ctx: Context, storyId: string, fresh: Written[]): Promise<void> {
  const named = fresh.map((one) => new Set([one.comment.personId, one.repliedTo, ...one.mentioned]))
  let after = ''
  for (;;) {
    const page = await followerPage(ctx.db.read, storyId, after, TOLD_AT_ONCE)
    after = page.at(-1)?.personId ?? ''
    if (page.length > 0)
      await ctx.db.transact(keyOf(storyId), async (tx) => {
        const told = await toldOfThread(
          tx,
          storyId,
          page.map(({ personId }) => personId),
        )
        const notices = page.flatMap(({ personId, createdAt: since }) => {
          if (told.has(personId)) return []
          const first = fresh.find((one, at) => one.at > since && !named[at]?.has(personId))
          return first ? [ofThread(first, personId, ctx.now())] : []
        })
        await tell(tx, notices)
      })
    if (page.length < TOLD_AT_ONCE) return
  }
}

function ofThread({ comment, seq }: Written, personId: string, createdAt: number): NewNotice {
  const { id: commentId, storyId } = comment
  const kind = 'thread_comments' as const
  return { key: `thread:${storyId}:${seq}`, kind, personId, storyId, commentId, createdAt, detail: { seq } }
}
