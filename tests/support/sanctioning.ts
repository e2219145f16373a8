import type { SanctionRow } from '../../db/sanctions.ts'
import type { Context, Reader } from '../../server/context.ts'
import { NewSanction } from '../../server/contract/sanctions.ts'
import { makeSanction } from '../../server/sanctions/make-sanction.ts'
import { DAY } from './suspending.ts'

export const sanctionReason = 'Three insults in one evening, after two warnings.'

/** What a moderator sends; limits and bans end in a week unless `over` says otherwise. */
export function wantedSanction(now: number, over: Partial<Record<string, unknown>> = {}) {
  const kind = over.kind ?? 'ban'
  const isDated = kind === 'warn' || 'endsAt' in over || 'reviewAt' in over
  return NewSanction.parse({
    ...{ kind, rule: 'abuse', reason: sanctionReason },
    ...(!isDated && { endsAt: new Date(now + 7 * DAY).toISOString() }),
    ...over,
  })
}

/** Acts on a person, as the endpoint does. */
export function sanction(
  ctx: Context,
  by: Reader,
  person: Pick<Reader, 'personId'>,
  over: Partial<Record<string, unknown>> = {},
): Promise<SanctionRow> {
  return makeSanction(ctx, by, person.personId, wantedSanction(ctx.now(), over))
}
