import { type CaseRow, caseById } from '../../db/cases.ts'
import type { Queries, Tx } from '../../db/database.ts'
import { peopleNames } from '../../db/people-names.ts'
import type { Context, Reader } from '../context.ts'
import { Refusal } from '../errors.ts'
import { changedSince } from './move-case.ts'
import { partiesOf, refuseParty } from './parties.ts'
import type { Parties } from './rules.ts'

/** @throws Refusal `not_found`. */
export async function requireCase(db: Queries, id: string): Promise<CaseRow> {
  const row = await caseById(db, id)
  if (!row) throw noSuchCase()
  return row
}

export function noSuchCase(): Refusal {
  return new Refusal('not_found', 'There is no such case.')
}

type Work = (tx: Tx, row: CaseRow, parties: Parties) => Promise<CaseRow>

/** Runs what somebody does with a case in the transaction of its story. @throws Refusal `not_found`. */
export async function withParties(ctx: Context, id: string, work: Work): Promise<CaseRow> {
  const { storyId } = await requireCase(ctx.db.read, id)
  return ctx.db.transact(`story:${storyId}`, async (tx) => {
    const row = await requireCase(tx, id)
    return work(tx, row, await partiesOf(tx, row))
  })
}

export interface InHand {
  row: CaseRow
  parties: Parties
}

/**
 * Runs what a moderator does with a case in the transaction of its story, with the case as it stands and its people.
 *
 * @param version of the case that was read.
 * @throws Refusal `not_found`; `conflict`: it changed since; `forbidden`: somebody who is part of the case.
 */
export async function withCase<T>(
  ctx: Context,
  by: Reader,
  { id, version }: { id: string; version: number },
  work: (tx: Tx, inHand: InHand) => Promise<T>,
): Promise<T> {
  const { storyId } = await requireCase(ctx.db.read, id)
  return ctx.db.transact(`story:${storyId}`, async (tx) => {
    const row = await requireCase(tx, id)
    const parties = await partiesOf(tx, row)
    refuseParty(by, row, parties)
    if (row.version !== version) throw await changedSince(tx, id)
    return work(tx, { row, parties })
  })
}

/** @throws Refusal `conflict`: another moderator has it in hand. */
export async function refuseInOtherHands(tx: Tx, row: CaseRow, by: Reader): Promise<void> {
  if (row.assigneeId === null || row.assigneeId === by.personId) return
  const name = (await peopleNames(tx, [row.assigneeId])).get(row.assigneeId) ?? 'Another moderator'
  throw new Refusal('conflict', `${name} has this case in hand. Take it over first.`, {
    current: { version: row.version, state: row.state, assignee: name },
  })
}
