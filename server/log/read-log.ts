import type * as z from 'zod'
import { logPage } from '../../db/log.ts'
import type { Context } from '../context.ts'
import type { LogEntry } from '../contract/log.ts'
import { Id } from '../contract/shapes.ts'
import { Refusal } from '../errors.ts'
import { iso } from '../iso.ts'

const PAGE = 50

/** A page of the public log, newest first: what was done, in which office, never by whom. */
export async function readLog(
  ctx: Context,
  { storyId, after }: { storyId?: string | undefined; after?: string | undefined },
): Promise<{ entries: z.output<typeof LogEntry>[]; next: string | null }> {
  if (after !== undefined && !Id.safeParse(after).success) throw new Refusal('invalid', 'This is no place in the log.')
  const rows = await logPage(ctx.db.read, { storyId, after, limit: PAGE + 1 })
  const entries = rows.slice(0, PAGE).map(({ id, at, verb, role, storyId, storyTitle, detail }) => ({
    id,
    at: iso(at),
    verb,
    role,
    storyId,
    storyTitle,
    detail,
  }))
  return { entries, next: rows.length > PAGE ? (entries.at(-1)?.id ?? null) : null }
}
