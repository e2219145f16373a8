import type * as z from 'zod'
import { lastSeqOf, storyById } from '../../db/stories.ts'
import type { Context } from '../context.ts'
import type { Followed, StoryEvent } from '../contract/events.ts'
import { Refusal } from '../errors.ts'
import { iso } from '../iso.ts'
import { eventsSince } from '../stories/events.ts'
import { commentingOf } from '../suspensions/guard.ts'

export type Event = z.output<typeof StoryEvent>
export type Answer = z.output<typeof Followed>

/** Who missed more than this fetches the thread anew: it is the shorter way. */
export const MOST_MISSED = 500
const MOST_CHARACTERS = 256 * 1024

/**
 * What happened in a story since number `since`, shown as it stands now; `reset` when that is too much to send, or
 * when `since` is a number that the story has not reached.
 *
 * @throws Refusal `not_found`.
 */
export async function replay(ctx: Context, storyId: string, since: number): Promise<Answer> {
  const seq = await lastSeqOf(ctx.db.read, storyId)
  const state = await stateNow(ctx, storyId)
  if (seq === undefined) throw new Refusal('not_found', 'There is no such story.')
  const events = isWithinReach(since, seq) ? await eventsBetween(ctx, storyId, since, seq) : []
  return answerFrom(since, seq, events, state)
}

/** What every answer tells beside events. */
export type StateNow = Pick<Answer, 'commenting' | 'now'>

/** Commenting under a story as it stands, and the server's time. @throws Refusal `not_found`. */
export async function stateNow(ctx: Context, storyId: string): Promise<StateNow> {
  const now = ctx.now()
  const story = await storyById(ctx.db.read, storyId)
  if (!story) throw new Refusal('not_found', 'There is no such story.')
  return { commenting: await commentingOf(ctx.db.read, story, now), now: iso(now) }
}

/** Whether the events after `since` may be worth sending to a client when the story is at `seq`. */
export function isWithinReach(since: number, seq: number): boolean {
  return since < seq && seq - since <= MOST_MISSED
}

export async function eventsBetween(ctx: Context, storyId: string, since: number, seq: number): Promise<Event[]> {
  const events = await eventsSince(ctx, storyId, since, seq - since)
  return events.filter((event) => event.seq <= seq)
}

/** The answer to a client at `since`, out of `events`, which reach back to `since` at least and up to `seq`. */
export function answerFrom(since: number, seq: number, events: readonly Event[], state: StateNow): Answer {
  const missed = events.filter((event) => event.seq > since)
  const reset = missed.length !== seq - since || lengthOf(missed) > MOST_CHARACTERS
  return { seq, events: reset ? [] : missed, reset, ...state }
}

/** The answer without events: what was missed is to be fetched anew, if anything was. */
export function anewFrom(since: number, seq: number, _events: readonly Event[], state: StateNow): Answer {
  return { seq, events: [], reset: since !== seq, ...state }
}

/** About how long the events are as JSON. */
function lengthOf(events: readonly Event[]): number {
  return events.reduce((sum, event) => {
    const html = 'comment' in event ? event.comment.html : 'update' in event ? event.update.html : ''
    return sum + 400 + html.length
  }, 0)
}
