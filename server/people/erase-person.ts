import type { CommentRow } from '../../db/comments.ts'
import type { Tx } from '../../db/database.ts'
import {
  blankCasesOf,
  blankComment,
  blankScreeningsOf,
  casesFlaggedBy,
  commentsCalling,
  commentsOfIn,
  deletePerson,
  forgetUpdateWriter,
  forgetWriter,
  rerender,
  rerenderRevision,
  storiesOfPerson,
  storiesTouchedBy,
} from '../../db/erase-rows.ts'
import { beginErasure, deleteErasure, type ErasureRow, erasureOf } from '../../db/erasures.ts'
import { addEvent } from '../../db/events.ts'
import { oneAtATime, personById } from '../../db/people.ts'
import { ownerIds, replaceGrants } from '../../db/roles.ts'
import { deleteOtherSessions } from '../../db/sessions.ts'
import { takeFlagBack } from '../cases/flagging/withdraw-flag.ts'
import { deleteIn } from '../comments/delete-comment.ts'
import type { Context, Reader } from '../context.ts'
import { Refusal } from '../errors.ts'
import { forgetPerson } from '../log/forget-person.ts'
import { queueMail } from '../mail/queue-mail.ts'
import { COMMENTING } from '../suspensions/guard.ts'
import { withoutMentionsOf } from '../text/mentions.ts'
import { erasureLetters } from './letters.ts'

/** Comments gone over in one transaction. */
const STEP = 50
/** What stands over comments that stay. */
export const NOBODY = 'Former reader'
const NO_AUTHOR = 'Former author'

/**
 * Erases an account whose day of grace is over. In steps, so that no transaction is long; run again after a crash it goes
 * on where it stopped, since each step leaves nothing of its kind to do. Taken back meanwhile, it does nothing.
 */
export async function erasePerson(ctx: Context, personId: string): Promise<number | undefined> {
  const erasure = await begin(ctx, personId)
  if (!erasure) return
  if (erasure.begunAt === null) return erasure.dueAt
  // Whoever posts in this person's name from here on is refused; whoever began before has ended once this is had.
  await ctx.db.transact(COMMENTING, async () => undefined)
  await takeFlagsBack(ctx, personId)
  for (const storyId of await storiesOfPerson(ctx.db.read, personId)) await eraseIn(ctx, storyId, erasure)
  await end(ctx, personId)
}

/**
 * From here on it cannot be taken back, and nobody is signed in.
 * @returns the erasure, not begun if its day is not over; undefined if it was taken back, or the site has no other owner.
 */
function begin(ctx: Context, personId: string): Promise<ErasureRow | undefined> {
  return ctx.db.transact('roles', async (tx) => {
    const now = ctx.now()
    await oneAtATime(tx, personId)
    const erasure = await erasureOf(tx, personId)
    if (!erasure || erasure.begunAt !== null || erasure.dueAt > now) return erasure
    const owners = await ownerIds(tx)
    if (owners.length === 1 && owners[0] === personId) {
      await deleteErasure(tx, personId)
      return undefined
    }
    // Who takes it back, or signs in, waits for no key of this: of the two, whoever changes the row first has it.
    const begun = await beginErasure(tx, personId, now)
    if (!begun) return undefined
    await replaceGrants(tx, personId, [], now)
    await deleteOtherSessions(tx, personId, null)
    tx.hint(`person:${personId}`)
    return begun
  })
}

/** Of cases that are not decided; in the others nobody sees who flagged, and the flags go with the account. */
async function takeFlagsBack(ctx: Context, personId: string): Promise<void> {
  const by: Reader = {
    personId,
    name: '',
    role: 'reader',
    authorOf: [],
    scope: 'full',
    isMember: false,
    ...{ sections: [], memberOf: [] },
  }
  for (const caseId of await casesFlaggedBy(ctx.db.read, personId))
    await takeFlagBack(ctx, by, caseId).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error
    })
}

async function eraseIn(ctx: Context, storyId: string, erasure: ErasureRow): Promise<void> {
  for (;;) {
    const left = await ctx.db.transact(`story:${storyId}`, async (tx) => {
      const now = ctx.now()
      const found = await commentsOfIn(tx, storyId, erasure.personId, STEP)
      for (const comment of found) await eraseComment(tx, comment, erasure.words, now)
      await untie(tx, storyId, new Set(found.map(({ id }) => id)), now)
      for (const updateId of await forgetUpdateWriter(tx, storyId, erasure.personId, NO_AUTHOR))
        await addEvent(tx, storyId, 'update.changed', updateId, now)
      return found.length
    })
    if (left < STEP) return
  }
}

/** Where others called the person, the name they typed does not lead to what the person wrote any more. */
async function untie(tx: Tx, storyId: string, erased: ReadonlySet<string>, now: number): Promise<void> {
  if (erased.size === 0) return
  const { comments, revisions } = await commentsCalling(tx, storyId)
  for (const { id, html, state } of comments) {
    const untied = withoutMentionsOf(html, erased)
    if (untied === html) continue
    await rerender(tx, id, untied)
    if (state === 'visible') await addEvent(tx, storyId, 'comment.edited', id, now)
  }
  for (const row of revisions) {
    const untied = withoutMentionsOf(row.html, erased)
    if (untied !== row.html) await rerenderRevision(tx, { ...row, html: untied })
  }
}

/** What readers see stays if the person says so; what they do not see goes in any case. */
async function eraseComment(tx: Tx, comment: CommentRow, words: ErasureRow['words'], now: number): Promise<void> {
  const { id, storyId, state } = comment
  if (state === 'visible' && words === 'keep') {
    await forgetWriter(tx, id, NOBODY)
    await addEvent(tx, storyId, 'comment.edited', id, now)
    return
  }
  // Taken away by a moderator, it stays that: readers see the same gap, and the rule.
  if (state === 'removed') await blankComment(tx, id)
  else await deleteIn(tx, comment, now)
  await blankCasesOf(tx, id)
  await blankScreeningsOf(tx, id)
  await forgetWriter(tx, id, '')
}

function end(ctx: Context, personId: string): Promise<void> {
  return ctx.db.transact(`person:${personId}`, async (tx) => {
    const person = await personById(tx, personId)
    if (!person) return
    const now = ctx.now()
    for (const storyId of await storiesTouchedBy(tx, personId)) await addEvent(tx, storyId, 'story.changed', null, now)
    await forgetPerson(tx, personId)
    await deletePerson(tx, person)
    await queueMail(tx, `erased:${personId}`, { to: person.email, ...erasureLetters.done(ctx.config) }, now)
  })
}
