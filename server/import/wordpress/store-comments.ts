import type { CommentRow } from '../../../db/comments.ts'
import type { Queries, Tx } from '../../../db/database.ts'
import { commentsByImportKeys, type ImportedPlace, insertImported, takeSeqs } from '../../../db/imports.ts'
import { storyById } from '../../../db/stories.ts'
import type { SuspensionRow } from '../../../db/suspensions.ts'
import { placeUnder } from '../../comments/rules.ts'
import type { Context } from '../../context.ts'
import { newId } from '../../ids.ts'
import { writeUnder } from '../../suspensions/guard.ts'
import { reaching } from '../../suspensions/reaching.ts'
import { commentingAt } from '../../suspensions/rules.ts'
import { count, type ImportReport } from '../report.ts'
import type { PreparedComment, PreparedStory } from './prepare.ts'
import { inOrder } from './rules.ts'

/** Comments a transaction: a live server gets its turn between two of them. */
const BATCH = 500

interface Thread {
  story: PreparedStory
  /** Undefined for a new story in a dry run. */
  storyId: string | undefined
  /** Key of the story; those of its comments begin with it. */
  key: string
  comments: PreparedComment[]
}

interface Run {
  dryRun: boolean
  report: ImportReport
}

/**
 * Adds the comments of one story that are not there yet, by time and parents first, a few hundred a transaction.
 * While commenting on the story is paused none is added: that holds for imports too.
 */
export async function storeComments(ctx: Context, thread: Thread, run: Run): Promise<void> {
  const ordered = inOrder(thread.comments)
  const inFile = new Set(ordered.map((comment) => comment.id))
  for (let start = 0; start < ordered.length; start += BATCH) {
    const batch = ordered.slice(start, start + BATCH)
    const { storyId } = thread
    const outcome =
      run.dryRun || storyId === undefined
        ? await weigh(ctx.db.read, thread, batch, ctx.now())
        : await writeUnder(ctx, storyId, async (tx) => {
            const now = ctx.now()
            const weighed = await weigh(tx, thread, batch, now)
            if (!weighed.paused) await write(tx, thread, storyId, weighed, now)
            return weighed
          })
    tell(outcome, thread, inFile, run.report)
  }
}

interface Weighed {
  fresh: PreparedComment[]
  /** Comments of the batch, and those that they answer, as far as they are in the database. */
  standing: Map<string, ImportedPlace>
  thereCount: number
  paused: boolean
}

async function weigh(db: Queries, thread: Thread, batch: PreparedComment[], now: number): Promise<Weighed> {
  const ids = new Set(batch.flatMap(({ id, parent }) => (parent ? [id, parent] : [id])))
  const found = await commentsByImportKeys(
    db,
    [...ids].map((id) => keyOf(thread, id)),
  )
  const standing = new Map(
    [...ids].flatMap((id) => {
      const place = found.get(keyOf(thread, id))
      return place ? [[id, place]] : []
    }),
  )
  const fresh = batch.filter(({ id }) => !standing.has(id))
  const story = thread.storyId === undefined ? undefined : await storyById(db, thread.storyId)
  const paused = story !== undefined && isSuspended(await reaching(db, story, now), now)
  return { fresh, standing, thereCount: batch.length - fresh.length, paused }
}

/** A story that is closed, as an import may find it, keeps its old comments; one that somebody paused takes none. */
function isSuspended(suspensions: readonly SuspensionRow[], now: number): boolean {
  return commentingAt('open', suspensions, now).holding.some(
    ({ mode, madeBy }) => mode === 'paused' || (mode === 'closed' && madeBy !== 'schedule'),
  )
}

async function write(
  tx: Tx,
  thread: Thread,
  storyId: string,
  { fresh, standing }: Weighed,
  now: number,
): Promise<void> {
  if (fresh.length === 0) return
  const first = await takeSeqs(tx, storyId, fresh.length)
  const places = new Map(standing)
  const rows = fresh.map((comment, i): CommentRow => {
    const parent = places.get(comment.parent)
    const under = parent?.storyId === storyId ? parent : null
    const seq = first + i
    const place = { id: newId(), storyId, ...placeUnder(under, seq) }
    places.set(comment.id, place)
    return {
      ...place,
      parentId: under?.id ?? null,
      personId: null,
      authorName: comment.authorName,
      badge: null,
      label: null,
      isOfficial: false,
      state: comment.state,
      removedFor: null,
      body: comment.body,
      html: comment.html,
      revision: 1,
      seq,
      createdAt: comment.createdAt,
      editedAt: null,
      deletedAt: null,
      decidedBy: null,
      decidedAt: null,
      rejection: null,
      importKey: keyOf(thread, comment.id),
    }
  })
  await insertImported(tx, storyId, rows, now)
}

/** Counts a batch once it is stored: a transaction may run twice. */
function tell(
  { fresh, standing, thereCount, paused }: Weighed,
  thread: Thread,
  inFile: Set<string>,
  report: ImportReport,
) {
  report.commentsThere += thereCount
  for (const { id, parent, state, changed } of fresh) {
    const label = `comment ${id} on ${thread.story.label}`
    if (paused) {
      count(report.skipped, 'paused', label)
      continue
    }
    for (const what of changed) count(report.changed, what, label)
    if (parent && !inFile.has(parent) && !standing.has(parent)) count(report.changed, 'parent', label)
    if (state === 'visible') report.commentsVisible += 1
    else report.commentsPending += 1
  }
}

function keyOf({ key }: Thread, commentId: string): string {
  return `${key}#${commentId}`
}
