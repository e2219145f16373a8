import { deleteErasure, type ErasureRow, erasureOf, insertErasure } from '../../db/erasures.ts'
import { enqueue } from '../../db/jobs.ts'
import { personById } from '../../db/people.ts'
import { ownerIds } from '../../db/roles.ts'
import { deleteOtherSessions } from '../../db/sessions.ts'
import type { Context, Reader } from '../context.ts'
import type { Result } from '../contract/index.ts'
import { Refusal } from '../errors.ts'
import { newId } from '../ids.ts'
import { iso } from '../iso.ts'
import { queueMail } from '../mail/queue-mail.ts'
import { erasureLetters } from './letters.ts'

/** In which it can be taken back. */
const COOLING_MS = 24 * 60 * 60 * 1000

/**
 * Asks for one's account to be erased, a day from now. Other sessions end; this one can take it back, and so does
 * signing in. Asking again changes only what becomes of the comments.
 * @throws Refusal `conflict`: the site would be left without an owner, or it has begun.
 */
export async function askErasure(
  ctx: Context,
  { personId }: Reader,
  keptId: string | null,
  words: ErasureRow['words'],
): Promise<Result<'PUT /api/v1/me/erasure'>> {
  const now = ctx.now()
  const row = await ctx.db.transact('roles', async (tx) => {
    const owners = await ownerIds(tx)
    if (owners.length === 1 && owners[0] === personId)
      throw new Refusal('conflict', 'The site needs an owner. Make someone else an owner first.')
    const earlier = await erasureOf(tx, personId)
    if (earlier?.begunAt) throw new Refusal('conflict', 'The account is being erased already.')
    await deleteErasure(tx, personId)
    const made = { personId, words, begunAt: null, ...timesOf(earlier, now) }
    await insertErasure(tx, made)
    await enqueue(tx, { id: newId(), kind: 'erase', key: personId, payload: { personId }, runAt: made.dueAt })
    await deleteOtherSessions(tx, personId, keptId)
    const person = await personById(tx, personId)
    const letter = erasureLetters.asked(ctx.config, made.dueAt, words)
    if (person) await queueMail(tx, `erasure:${personId}:${made.askedAt}`, { to: person.email, ...letter }, now)
    tx.hint(`person:${personId}`)
    return made
  })
  return presented(row)
}

/** What a person asked for; null if nothing is to be erased. */
export async function myErasure(
  ctx: Context,
  { personId }: Reader,
): Promise<Result<'GET /api/v1/me/erasure'>['erasure']> {
  const row = await erasureOf(ctx.db.read, personId)
  return row ? presented(row) : null
}

function presented({ words, askedAt, dueAt }: ErasureRow): Result<'PUT /api/v1/me/erasure'> {
  return { words, askedAt: iso(askedAt), dueAt: iso(dueAt) }
}

function timesOf(earlier: ErasureRow | undefined, now: number): Pick<ErasureRow, 'askedAt' | 'dueAt'> {
  const { askedAt, dueAt } = earlier ?? { askedAt: now, dueAt: now + COOLING_MS }
  return { askedAt, dueAt }
}

/** Keeps the account after all. @throws Refusal `not_found`: nothing is to be erased, or it has begun. */
export async function takeErasureBack(ctx: Context, { personId }: Reader): Promise<void> {
  const was = await ctx.db.transact(`person:${personId}`, (tx) => deleteErasure(tx, personId))
  if (!was) throw new Refusal('not_found', 'Nothing is to be erased.')
}
