import type * as z from 'zod'
import { type LogPageRow, logPage, publicCaseLogOf } from '../../db/log.ts'
import type { Context } from '../context.ts'
import type { LogEntry } from '../contract/log.ts'
import { Refusal } from '../errors.ts'
import { iso } from '../iso.ts'

const PAGE = 50

interface Asked {
  storyId?: string | undefined
  /** Number of the last entry of the page before. */
  after?: string | undefined
  /** Without the steps that are for staff. */
  publicOnly?: boolean
}

/**
 * A page of the public log, newest first: what was done, in which office, never by whom.
 * @throws Refusal `invalid`: the cursor is none of ours.
 */
export async function readLog(
  ctx: Context,
  { storyId, after, publicOnly = false }: Asked,
): Promise<{ entries: z.output<typeof LogEntry>[]; next: string | null }> {
  if (after !== undefined && !/^[1-9]\d{0,8}$/.test(after)) throw new Refusal('invalid', 'This is no place in the log.')
  const before = after === undefined ? undefined : Number(after)
  const rows = await logPage(ctx.db.read, { storyId, before, publicOnly, limit: PAGE + 1 })
  const entries = rows.slice(0, PAGE).map(presentEntry)
  return { entries, next: rows.length > PAGE ? String(entries.at(-1)?.number) : null }
}

/** The public entries on one case, oldest first: its findings and appeals. */
export async function readCaseLog(ctx: Context, reference: string): Promise<z.output<typeof LogEntry>[]> {
  return (await publicCaseLogOf(ctx.db.read, reference)).map(presentEntry)
}

const SEALED = { words: null, wordsSalt: null }

/** Field by field: who acted, and the salt that would tell, never leave; nor what a step for staff says. */
function presentEntry(row: LogPageRow): z.output<typeof LogEntry> {
  const { id, number, at, verb, role, storyId, storyTitle, detail } = row
  const { wordsDigest, personDigest, previousHash, hash } = row
  const { words, wordsSalt } = role === 'sealed' ? SEALED : row
  return {
    ...{ id, number, at: iso(at), verb, role, storyId, storyTitle, detail },
    ...{ words, wordsSalt, wordsDigest, personDigest, previousHash, hash },
  }
}
