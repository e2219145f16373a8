import type * as z from 'zod'
import type { Comment } from '../../server/contract/comments.ts'
import type { HeldComment } from '../../server/contract/held.ts'
import type { Sort } from '../../server/contract/stories.ts'
import type { Update } from '../../server/contract/updates.ts'

export type Shown = z.output<typeof Comment>
/** A comment of the reader's own that is not public. */
export type OwnHeld = z.output<typeof HeldComment>
export type Order = z.output<typeof Sort>
export type StoryUpdate = z.output<typeof Update>

export interface Branch {
  comment: Shown
  replies: Branch[]
  /** The comment answered, where the indent does not show it; its author is null if it is not here or deleted. */
  answers: { id: string; name: string | null } | null
  /** The updates that came between this comment and the one shown before it, in the order of the page. */
  dividers: StoryUpdate[]
  /** Of the last one on the page: the updates that came after it. */
  after: StoryUpdate[]
  /** The first update that this comment’s writer could not know, where others who write beside it do. */
  before: StoryUpdate | null
}

/** When what stands beside the comments of a page was written, epoch ms, as far as that is known. */
export interface Beside {
  before?: number | undefined
  after?: number | undefined
}

/** Replies are indented this often; deeper ones stand in one line and say whom they answer. */
const LEVELS = 4

/**
 * Comments as they stand on the page: roots in the order chosen, replies oldest first under what they answer.
 * @param beside where the thread ends, as if something came there later than all.
 * @param seen whether a comment that is not public has its place on the page: it was deleted there, or is the reader's.
 */
export function treeOf(
  all: ReadonlyMap<string, Shown>,
  order: Order,
  updates: readonly StoryUpdate[],
  beside: Beside,
  seen: (id: string) => boolean,
): Branch[] {
  const comments = withoutDeadEnds(all, seen)
  const below = new Map<string, Shown[]>()
  const roots: Shown[] = []
  for (const comment of comments.values()) {
    const siblings = comment.parentId && comments.has(comment.parentId) ? at(below, comment.parentId) : roots
    siblings.push(comment)
  }
  for (const siblings of below.values()) siblings.sort((a, b) => a.seq - b.seq)
  roots.sort((a, b) => (order === 'oldest' ? a.seq - b.seq : b.seq - a.seq))
  const repliesTo = (id: string) => below.get(id) ?? []
  const branches = roots.map((comment) => branch(comment, 0, repliesTo, answered(comment, comments)))
  divide(branches, order, updates, beside)
  for (const one of branches) markEarlier(one, updates)
  return branches
}

/** Leaves out what is not public and has no words under it, but for what was deleted before the reader's eyes. */
function withoutDeadEnds(comments: ReadonlyMap<string, Shown>, seen: (id: string) => boolean): Map<string, Shown> {
  const needed = new Set<string>()
  for (const comment of comments.values()) {
    if (comment.state !== 'visible' && !seen(comment.id)) continue
    for (let one: Shown | undefined = comment; one && !needed.has(one.id); one = comments.get(one.parentId ?? ''))
      needed.add(one.id)
  }
  return new Map([...comments].filter(([id]) => needed.has(id)))
}

function at(map: Map<string, Shown[]>, id: string): Shown[] {
  const known = map.get(id)
  if (known) return known
  const made: Shown[] = []
  map.set(id, made)
  return made
}

function answered(comment: Shown, comments: ReadonlyMap<string, Shown>): Branch['answers'] {
  if (!comment.parentId || comments.has(comment.parentId)) return null
  return { id: comment.parentId, name: null }
}

function branch(comment: Shown, level: number, repliesTo: (id: string) => Shown[], answers: Branch['answers']): Branch {
  const replies: Branch[] = []
  if (level < LEVELS)
    for (const reply of repliesTo(comment.id)) {
      replies.push(branch(reply, level + 1, repliesTo, null))
      if (level + 1 === LEVELS) flatten(reply, repliesTo, replies)
    }
  return { comment, replies, answers, dividers: [], after: [], before: null }
}

/** Adds everything below a comment behind it, each with the name of the one it answers. */
function flatten(top: Shown, repliesTo: (id: string) => Shown[], into: Branch[]) {
  const waiting = repliesTo(top.id)
    .map((comment) => ({ comment, parent: top }))
    .reverse()
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    const { comment, parent } = one
    into.push({
      comment,
      replies: [],
      answers: { id: parent.id, name: parent.author?.name ?? null },
      dividers: [],
      after: [],
      before: null,
    })
    for (const reply of [...repliesTo(comment.id)].reverse()) waiting.push({ comment: reply, parent: comment })
  }
}

/** Marks between which comments on the story each update came; one that all who wrote could know has no such place. */
function divide(branches: Branch[], order: Order, updates: readonly StoryUpdate[], { before, after }: Beside) {
  const times = [before, ...branches.map(({ comment }) => Date.parse(comment.createdAt)), after]
  for (const update of inOrder(order, updates)) {
    const came = Date.parse(update.publishedAt)
    const at = times.findIndex((b, index) => {
      const a = times[index - 1]
      return a !== undefined && b !== undefined && a < came !== b < came
    })
    if (at > branches.length) branches.at(-1)?.after.push(update)
    else branches[at - 1]?.dividers.push(update)
  }
}

/** What stands beside the comments of a page, where the thread begins or ends with it. */
export function besideOf(order: Order, isFirst: boolean, isLast: boolean): Beside {
  if (order === 'newest') return isFirst ? { before: Infinity } : {}
  return isLast ? { after: Infinity } : {}
}

function inOrder(order: Order, updates: readonly StoryUpdate[]): StoryUpdate[] {
  return [...updates].sort((a, b) => (order === 'oldest' ? a.number - b.number : b.number - a.number))
}

/**
 * Within a conversation no divider stands. Where an update came in the midst of one, what was written before it is
 * marked with the first such update, unless it was edited since. A withdrawn update is no reason to mark anything.
 */
function markEarlier(root: Branch, updates: readonly StoryUpdate[]) {
  const all = [root]
  for (const one of all) all.push(...one.replies)
  const last = Math.max(...all.map(({ comment }) => Date.parse(comment.createdAt)))
  const within = inOrder('oldest', updates)
    .filter(({ state }) => state === 'published')
    .map((update) => ({ update, came: Date.parse(update.publishedAt) }))
    .filter(({ came }) => came <= last)
  if (within.length === 0) return
  for (const one of all) {
    const { state, createdAt, editedAt } = one.comment
    if (state !== 'visible') continue
    const written = Date.parse(editedAt ?? createdAt)
    one.before = within.find(({ came }) => written < came)?.update ?? null
  }
}
