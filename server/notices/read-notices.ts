import { markRead, noticePage, unreadCounts } from '../../db/notices.ts'
import type { Context, Reader } from '../context.ts'
import type { Parsed, Result } from '../contract/index.ts'
import { presentNotices } from './present.ts'

/** A page of what a person was told, newest first, with how many notices they have not read. */
export async function readNotices(
  { db: { read }, config }: Context,
  { personId }: Reader,
  { after, limit }: Parsed<'GET /api/v1/me/notices'>['query'],
): Promise<Result<'GET /api/v1/me/notices'>> {
  const rows = await noticePage(read, personId, { after, limit: limit + 1 })
  const page = rows.slice(0, limit)
  return {
    notices: await presentNotices(read, page, config.PUBLIC_URL),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
    unread: (await unreadCounts(read, [personId])).get(personId) ?? 0,
  }
}

/** Marks notices of one's own as read; others' are not touched. The person's other open pages learn of it. */
export async function readUp(
  ctx: Context,
  { personId }: Reader,
  { ids, until }: Parsed<'POST /api/v1/me/notices/read'>['body'],
): Promise<Result<'POST /api/v1/me/notices/read'>> {
  return ctx.db.transact(`notices:${personId}`, async (tx) => {
    await markRead(tx, personId, { ids, until: until === undefined ? undefined : Date.parse(until) }, ctx.now())
    tx.hint(`notices:${personId}`)
    return { unread: (await unreadCounts(tx, [personId])).get(personId) ?? 0 }
  })
}
