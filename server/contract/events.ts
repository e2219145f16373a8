import * as z from 'zod'
import { Agreed, Comment } from './comments.ts'
import { endpoint } from './endpoint.ts'
import { Counted, Id, Time } from './shapes.ts'
import { Commenting } from './suspensions.ts'
import { Update } from './updates.ts'

const numbered = { seq: z.int().positive().describe('The story’s sequence number: ascending, without gaps.'), at: Time }

/** Something that happened in a story, shown as it stands when it is sent (a comment deleted since is a tombstone). */
export const StoryEvent = z
  .discriminatedUnion('type', [
    z.object({ ...numbered, type: z.literal('comment.posted'), comment: Comment }),
    z.object({ ...numbered, type: z.literal('comment.edited'), comment: Comment }),
    z.object({ ...numbered, type: z.literal('comment.deleted'), comment: Comment }),
    z.object({ ...numbered, type: z.literal('comment.restored'), comment: Comment }),
    z.object({ ...numbered, type: z.literal('comment.noted'), comment: Comment }),
    z.object({ ...numbered, type: z.literal('comment.reacted'), commentId: Id, agreed: Agreed }),
    z.object({ ...numbered, type: z.literal('update.published'), update: Update }),
    z.object({ ...numbered, type: z.literal('update.changed'), update: Update }).describe('Edited or withdrawn.'),
    z.object({ ...numbered, type: z.literal('commenting.changed'), commenting: Commenting }),
    z.object({ ...numbered, type: z.literal('story.changed') }),
    z
      .object({ ...numbered, type: z.literal('story.pinned'), pinned: Comment.nullable() })
      .describe('What stands first in the thread now; null: nothing.'),
    z.object({ ...numbered, type: z.literal('unseen') }).describe('Something readers do not see; keeps the numbers.'),
  ])
  .meta({ id: 'StoryEvent' })

/** The answer to `follow`: what was missed since the number given, or `reset` when that is too much to send. */
export const Followed = z
  .object({
    seq: z.int().nonnegative(),
    events: z.array(StoryEvent),
    reset: z.boolean().describe('True: fetch the thread anew, then follow from its `seq`.'),
    commenting: Commenting.describe('As it stands now.'),
    now: Time.describe('The server’s clock, for countdowns.'),
  })
  .meta({ id: 'Followed' })

export const Follow = z.object({ storyId: Id, since: Counted })
export const Unfollow = z.object({ storyId: Id })
export const JoinDesk = z.object({ token: z.string().max(200).optional() })
export const JoinMe = z.object({
  token: z.string().max(200).nullable().optional().describe('Null: hear of nobody’s notices any more.'),
})
export const Unread = z.object({
  unread: Counted.describe('Notices that the person has not read.'),
  sanctions: Counted.describe('Another number than before: what moderators did about the person has changed.'),
})

/** Socket messages a client sends; each is answered by an acknowledgement `{ ok, … }`. */
export const clientMessages = { follow: Follow, unfollow: Unfollow, desk: JoinDesk, me: JoinMe }

/** Socket messages the server sends. */
export const serverMessages = {
  events: z.object({ storyId: Id, events: z.array(StoryEvent) }),
  /** Commenting changed for the story by something wider than it: the site or its section. */
  commenting: z.object({ storyId: Id, commenting: Commenting }),
  notices: Unread,
  desk: z.object({ storyId: Id.nullable().describe('The story concerned, where it is one.') }),
}

export type ServerMessages = {
  [K in keyof typeof serverMessages]: (payload: z.output<(typeof serverMessages)[K]>) => void
}
/** An acknowledgement: the answer, or the code and words of a refusal. */
export type Ack<T> = ({ ok: true } & T) | { ok: false; code: string; detail: string }
export interface ClientMessages {
  follow(payload: z.input<typeof Follow>, ack: (answer: Ack<z.output<typeof Followed>>) => void): void
  unfollow(payload: z.input<typeof Unfollow>, ack: (answer: Ack<object>) => void): void
  desk(payload: z.input<typeof JoinDesk>, ack: (answer: Ack<object>) => void): void
  me(payload: z.input<typeof JoinMe>, ack: (answer: Ack<z.output<typeof Unread>>) => void): void
}

export const eventEndpoints = {
  'GET /api/v1/stories/:id/events': endpoint({
    summary: 'What happened in a story since a sequence number; the same answer a socket gets on `follow`',
    tag: 'Live',
    role: 'anyone',
    params: z.object({ id: Id }),
    query: z.object({ since: z.coerce.number().pipe(Counted) }),
    result: Followed,
    errors: ['not_found'],
  }),
} as const
