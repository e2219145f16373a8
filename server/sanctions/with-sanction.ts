import type { Tx } from '../../db/database.ts'
import { changeSanction, type SanctionRow, sanctionById } from '../../db/sanctions.ts'
import type { Context } from '../context.ts'
import { COMMENTING } from '../suspensions/guard.ts'
import { changedMeanwhile, noSuchSanction } from './record.ts'
import { isHolding } from './rules.ts'

/**
 * Runs what is done about a sanction with the row as it stands: by moderators in turn with all who write anywhere.
 * @param version of the row that was read; left out by the person concerned, whom nobody needs to wait for.
 * @throws Refusal `not_found`; `conflict`: it changed since.
 */
export function withSanction(
  ctx: Context,
  { id, version }: { id: string; version?: number },
  work: (tx: Tx, row: SanctionRow, now: number) => Promise<SanctionRow>,
): Promise<SanctionRow> {
  const key = version === undefined ? `sanction:${id}` : COMMENTING
  return ctx.db.transact(key, async (tx) => {
    const row = await sanctionById(tx, id)
    if (!row) throw noSuchSanction()
    const now = ctx.now()
    if (version !== undefined && version !== row.version) throw changedMeanwhile(row, !isHolding(row, now))
    return work(tx, row, now)
  })
}

/** Changes a row that was read. @throws Refusal `conflict`. */
export async function changed(
  tx: Tx,
  row: SanctionRow,
  change: Partial<Omit<SanctionRow, 'id' | 'version'>>,
): Promise<SanctionRow> {
  if (!(await changeSanction(tx, row, change))) throw changedMeanwhile(row, false)
  return { ...row, ...change, version: row.version + 1 }
}
