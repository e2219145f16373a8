import { lastCommentAt } from '../../db/comments.ts'
import type { Queries, Tx } from '../../db/database.ts'
import { isBeingErased } from '../../db/erasures.ts'
import { type StoryRow, storyById } from '../../db/stories.ts'
import type { SuspensionRow } from '../../db/suspensions.ts'
import type { Context, Reader, Viewer } from '../context.ts'
import { Refusal } from '../errors.ts'
import { iso } from '../iso.ts'
import { isAuthor, moderates } from '../people/offices.ts'
import { personGuard } from '../sanctions/guard.ts'
import { waitWords } from '../wait-words.ts'
import { presentCommenting, presentSuspension } from './present.ts'
import { reaching } from './reaching.ts'
import { type Act, commentingAt, type Standing, slowSecondsOf, verdictOn, type WritingPlace } from './rules.ts'

/** Held by whoever suspends more than one story, shared by whoever writes under one. */
export const COMMENTING = 'commenting'

/**
 * A transaction that writes under a story: in turn with every suspension that reaches it, on every node, so that what
 * the guard answers in it holds until it is durable.
 */
export function writeUnder<T>(ctx: Context, storyId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return ctx.db.transact(`story:${storyId}`, work, { sharing: COMMENTING })
}

export interface Write {
  act: Act
  by: Reader
  story: StoryRow
  /** Of the comment being answered or edited; null on the story itself. */
  place: WritingPlace
  now: number
}

export type Leave =
  | { answer: 'allowed'; isOfficial: boolean }
  | { answer: 'held' }
  | { answer: 'refused'; refusal: Refusal }

/**
 * The one guard before every write of a comment. Call it in the transaction of the write, one of `writeUnder`.
 * Throws `unauthenticated` for somebody whose account is being erased: nothing of theirs may come after it.
 * A refusal (`sanctioned` 403, `suspended` 423 or `slowed` 429) is returned, so that the text can be kept before it is
 * thrown. What is about the person comes first: waiting for the thread would not help them.
 */
export async function guard(tx: Tx, write: Write): Promise<Leave> {
  const { act, by, story, now } = write
  if (await isBeingErased(tx, by.personId)) throw new Refusal('unauthenticated', 'This account is being erased.')
  const personal = await personGuard(tx, { act, personId: by.personId, story, now })
  if (personal.answer === 'refused') return personal
  const leave = await threadGuard(tx, write)
  return leave.answer === 'allowed' && personal.answer === 'held' ? personal : leave
}

async function threadGuard(tx: Tx, { act, by, story, place, now }: Write): Promise<Leave> {
  const suspensions = await reaching(tx, story, now)
  const state = commentingAt(story.baseMode, suspensions, now, place)
  const who = standingOf(by, story)
  const verdict = verdictOn(state, act, who)
  const told = (forbidding: SuspensionRow | null) => ({
    commenting: presentCommenting(story.baseMode, suspensions, now),
    by: forbidding && presentSuspension(forbidding),
    serverTime: iso(now),
    draft: null,
  })
  if (verdict.answer === 'refused') return refused(suspended(verdict.by, told(verdict.by)))

  const seconds = act === 'post' ? slowSecondsOf(state, who) : 0
  const last = seconds > 0 ? await lastCommentAt(tx, story.id, by.personId) : undefined
  const retryAt = (last ?? 0) + seconds * 1000
  if (last === undefined || retryAt <= now) return verdict
  const slow = state.holding.find((s) => s.mode === 'slow' && s.slowSeconds === seconds) ?? null
  return refused(slowed(seconds, retryAt - now, { ...told(slow), retryAt: iso(retryAt) }))
}

function refused(refusal: Refusal): Leave {
  return { answer: 'refused', refusal }
}

/** Whether the guard would refuse a write now, slow mode aside: for what is done before the write's transaction. */
export async function isShut(
  db: Queries,
  { act, by, story, now }: Pick<Write, 'act' | 'by' | 'story' | 'now'>,
): Promise<boolean> {
  const state = commentingAt(story.baseMode, await reaching(db, story, now), now, null)
  return verdictOn(state, act, standingOf(by, story)).answer === 'refused'
}

/**
 * The guard of what a moderator lets through, now or later: tells of a place under a story whether anybody can write
 * there, so that it is published; where nobody can, only if a moderator says so. Call it in a transaction of
 * `writeUnder`.
 */
export async function releaseGuard(tx: Tx, storyId: string, now: number): Promise<(place: WritingPlace) => boolean> {
  const story = await storyById(tx, storyId)
  if (!story) throw new Error(`no story ${storyId}`)
  const suspensions = await reaching(tx, story, now)
  return (place) => {
    const { mode } = commentingAt(story.baseMode, suspensions, now, place)
    return mode !== 'paused' && mode !== 'closed'
  }
}

/** The refusal with what was kept of the text. */
export function withDraft({ code, message, extra }: Refusal, draft: unknown): Refusal {
  return new Refusal(code, message, { ...extra, draft })
}

/** What someone may rely on under a story. Offices count in first-party sessions only, membership everywhere. */
export function standingOf(viewer: Viewer, { id, section }: Pick<StoryRow, 'id' | 'section'>): Standing {
  if (moderates(viewer, section) || isAuthor(viewer, id)) return 'office'
  return viewer.isMember || viewer.memberOf.includes(section) ? 'member' : 'reader'
}

/** What commenting is under a story now, for whoever asks. */
export async function commentingOf(db: Queries, story: StoryRow, now: number) {
  return presentCommenting(story.baseMode, await reaching(db, story, now), now)
}

function suspended(by: SuspensionRow | null, extra: Refusal['extra']): Refusal {
  const words = by ? `${refusals[by.mode]} ${by.reason}` : 'Comments on this story are closed.'
  return new Refusal('suspended', words, extra)
}

function slowed(seconds: number, waitMs: number, extra: Refusal['extra']): Refusal {
  const retryAfter = Math.max(1, Math.ceil(waitMs / 1000))
  const words = `Slow mode: one comment in ${waitWords(seconds)}. Yours can be posted in ${waitWords(retryAfter)}.`
  return new Refusal('slowed', words, { ...extra, retryAfter })
}

const refusals = {
  open: '',
  slow: '',
  premoderated: 'Comments are checked before they appear here, so what is public cannot be changed now.',
  members: 'Only members can comment here now.',
  paused: 'Comments here are paused.',
  closed: 'Comments here are closed.',
} as const
