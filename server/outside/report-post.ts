import type { Tx } from '../../db/database.ts'
import {
  insertOutsidePost,
  insertOutsideText,
  type OutsidePostRow,
  outsidePostByKey,
  outsideTextsOf,
} from '../../db/outside.ts'
import { refuseAbsent } from '../cases/flagging/flag-comment.ts'
import { type Flagged, openOrJoin, refuseBanned } from '../cases/flagging/open-case.ts'
import { refuseTooMany } from '../cases/flagging/standing.ts'
import { lookUpOutside } from '../cases/look-up.ts'
import { fold } from '../cases/quotes.ts'
import type { Context, Reader } from '../context.ts'
import type { Parsed } from '../contract/index.ts'
import { Refusal } from '../errors.ts'
import { newId } from '../ids.ts'
import { ensureSite } from '../stories/begin-story.ts'
import { writeUnder } from '../suspensions/guard.ts'
import { canonicalPostUrl } from './rules.ts'

type Body = Parsed<'POST /api/v1/stories/:id/outside-flags'>['body']
type Post = Body['post']

/**
 * Reports a post on another site that misrepresents a story. All spellings of its address are one record, for any
 * number of stories; what it says is kept as it was reported, since links die. Nothing is fetched.
 *
 * @throws Refusal `not_found`: no such story, or no such source; `invalid`: no address of a post; `quote_absent`;
 * `conflict`: reported before, or judged already; `flag_limit`; `sanctioned`.
 */
export async function reportPost(ctx: Context, by: Reader, storyId: string, body: Body): Promise<Flagged> {
  const address = canonicalPostUrl(body.post.url)
  if (!address)
    throw new Refusal('invalid', 'This is not the address of a public page.', {
      issues: [{ path: 'body.post.url', message: 'Not the address of a public page.' }],
    })
  // Ahead, so that nothing is kept of what cannot be flagged.
  const quoted = { ...body.post, claim: body.claim, source: body.source }
  refuseAbsent(await lookUpOutside(ctx.db.read, storyId, quoted), body.type)
  await refuseBanned(ctx.db.read, by, storyId, ctx.now())
  await refuseTooMany(ctx.db.read, by.personId, ctx.now())
  const kept = await keepPost(ctx, address, body.post)
  return writeUnder(ctx, storyId, async (tx) => {
    const quotations = await lookUpOutside(tx, storyId, quoted)
    refuseAbsent(quotations, body.type)
    const subject = {
      ...{ storyId, commentId: null, outsidePostId: kept.id, concernedId: null },
      ...{ revision: kept.revision, text: body.post.text, quotations },
    }
    const flag = { kind: 'misrepresentation' as const, type: body.type, explanation: body.explanation, law: null }
    return openOrJoin(tx, by, subject, flag, ctx.now())
  })
}

type Address = NonNullable<ReturnType<typeof canonicalPostUrl>>

/** Finds or makes the record of a post, and the revision of it that says this; of many at once each is made once. */
async function keepPost(ctx: Context, address: Address, said: Post): Promise<{ id: string; revision: number }> {
  const site = await ensureSite(ctx)
  return ctx.db.transact(`outside:${address.key}`, async (tx) => {
    const now = ctx.now()
    const found = await outsidePostByKey(tx, site.id, address.key)
    const post = found ?? newPost(site.id, address, said, now)
    if (!found) await insertOutsidePost(tx, post)
    return { id: post.id, revision: await revisionOf(tx, post.id, said, now) }
  })
}

function newPost(
  siteId: string,
  { url, key, host }: Address,
  { postedBy, originatedBy }: Post,
  createdAt: number,
): OutsidePostRow {
  const link = { linkState: 'unchecked' as const, linkCheckedAt: null }
  return { id: newId(), siteId, url, urlKey: key, host, postedBy, originatedBy, createdAt, ...link }
}

/** The revision of the post that says this: the same words and translation once more make none. */
async function revisionOf(tx: Tx, postId: string, { text, language, translation }: Post, now: number): Promise<number> {
  const texts = await outsideTextsOf(tx, postId)
  const same = texts.find(
    (one) => fold(one.text).text === fold(text).text && fold(one.translation).text === fold(translation).text,
  )
  if (same) return same.revision
  const revision = (texts[0]?.revision ?? 0) + 1
  await insertOutsideText(tx, { postId, revision, text, language, translation, createdAt: now })
  return revision
}
