import { noteLinkState, type OutsidePostRow, postsToCheck } from '../../db/outside.ts'
import type { Context } from '../context.ts'
import { settingsOf } from '../sites/settings.ts'
import { checkLink } from './fetch-safely.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const AT_MOST = 200

/** Asks once a day whether posts elsewhere that were judged are still there; only where the owner allows it. */
export async function checkLinks(ctx: Context, check: typeof checkLink = checkLink): Promise<void> {
  const { linkChecks } = await settingsOf(ctx.db.read)
  if (!linkChecks.isOn) return
  const due = await postsToCheck(ctx.db.read, ctx.now() - DAY_MS / 2, AT_MOST)
  // One after the other: nobody's site is to feel it.
  for (const post of due) await checkOne(ctx, post, check)
}

async function checkOne(ctx: Context, post: OutsidePostRow, check: typeof checkLink): Promise<void> {
  const { state } = await check(post.url, { userAgent: `Afterword (+${ctx.config.PUBLIC_URL})` })
  const link = { linkState: state, linkCheckedAt: ctx.now() }
  await ctx.db.transact(`outside:${post.id}`, (tx) => noteLinkState(tx, post.id, link))
}
