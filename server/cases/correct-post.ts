import type { CaseRow } from '../../db/cases.ts'
import { addEvent } from '../../db/events.ts'
import { nameOutsidePost } from '../../db/outside.ts'
import type { Context, Reader } from '../context.ts'
import type { Parsed } from '../contract/index.ts'
import { Refusal } from '../errors.ts'
import { officeOf } from '../people/offices.ts'
import { logStep } from './move-case.ts'
import { partiesOf, refuseParty } from './parties.ts'
import { requireCase } from './require-case.ts'

/**
 * Puts right whose post it is that was reported: whoever reported it first may have named the wrong one.
 * @throws Refusal `not_found`; `conflict`: not about a post elsewhere; `forbidden`: somebody who is part of the case.
 */
export async function correctPost(
  ctx: Context,
  by: Reader,
  id: string,
  names: Parsed<'PATCH /api/v1/cases/:id/post'>['body'],
): Promise<CaseRow> {
  const { storyId } = await requireCase(ctx.db.read, id)
  return ctx.db.transact(`story:${storyId}`, async (tx) => {
    const row = await requireCase(tx, id)
    if (row.outsidePostId === null) throw new Refusal('conflict', 'This case is not about a post elsewhere.')
    refuseParty(by, row, await partiesOf(tx, row))
    const now = ctx.now()
    await nameOutsidePost(tx, row.outsidePostId, names)
    if (row.publishedRound !== null) await addEvent(tx, storyId, 'story.changed', null, now)
    tx.hint('desk')
    const actor = { personId: by.personId, role: officeOf(by) }
    await logStep(tx, row, { name: 'correct_post', by: actor, now, from: row.state, to: row.state })
    return row
  })
}
