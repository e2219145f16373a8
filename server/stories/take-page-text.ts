import { createHash } from 'node:crypto'
import { notePageText, otherSenders } from '../../db/page-texts.ts'
import { confirmStoryRevision, storyById, storyRevision } from '../../db/stories.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../errors.ts'
import { plainText } from '../text/plain.ts'
import { cleanArticle } from '../text/sanitize.ts'
import { senderOf } from './page-text-sender.ts'
import { isOwnPage, pageTextEffect } from './rules.ts'
import { reviseText, standingText } from './set-text.ts'

/** Networks whose word is kept for one story. */
const MOST_SENDERS = 24

export interface SentFrom {
  /** As the browser says it. */
  origin: string | undefined
  network: string
}

/**
 * Whether a browser that has the page should send its text: not once one was sent or imported, nor when two networks
 * have sent just this.
 *
 * @throws Refusal `not_found`.
 */
export async function wantsPageText(ctx: Context, storyId: string, digest: string | undefined): Promise<boolean> {
  const { standing } = await standingText(ctx.db.read, storyId)
  if (!standing) return true
  return standing.via === 'page' && !(standing.isConfirmed && standing.pageDigest === digest)
}

/**
 * Takes what a reader's browser read off the story's own page. Anybody can send anything, so it stands in for a text
 * that the publisher sends, never in its place: the first one counts, unconfirmed, until another network sends the
 * same; a different one takes its place once two networks have sent it. Every version stays.
 *
 * @throws Refusal `not_found`; `forbidden`: not from a page of the story's own site, or no words in it.
 */
export async function takePageText(
  ctx: Context,
  storyId: string,
  html: string,
  { origin, network }: SentFrom,
): Promise<{ revision: number; isConfirmed: boolean }> {
  const story = await storyById(ctx.db.read, storyId)
  if (!story) throw new Refusal('not_found', 'There is no such story.')
  if (!isOwnPage(story.url, origin, ctx.config.ALLOWED_ORIGINS))
    throw new Refusal('forbidden', 'Only the story’s own page can send what it says.')
  const now = await storyRevision(ctx.db.read, storyId, story.textRevision)
  // Without the work of reading it: it would change nothing.
  if (now && now.via !== 'page') return now
  const clean = cleanArticle(html)
  const text = plainText(clean)
  if (text === '') throw new Refusal('forbidden', 'There are no words in this.')
  const digest = sha256(text)
  const sender = await senderOf(ctx, storyId, network)
  return ctx.db.transact(`story:${storyId}`, async (tx) => {
    const found = await standingText(tx, storyId)
    const { standing } = found
    const others = await otherSenders(tx, { storyId, sender, digest })
    const effect = pageTextEffect(standing && { ...standing, isSame: standing.text === text }, others)
    if (standing && standing.via !== 'page') return standing
    await notePageText(tx, { storyId, sender, digest, createdAt: ctx.now() }, MOST_SENDERS)
    if (standing && effect === 'nothing') return standing
    if (standing && effect === 'confirm') {
      await confirmStoryRevision(tx, storyId, standing.revision)
      return { revision: standing.revision, isConfirmed: true }
    }
    const isConfirmed = others > 0
    const kept = { html: clean, text, via: 'page' as const, isConfirmed, pageDigest: sha256(html) }
    return { revision: await reviseText(tx, found.story, kept, ctx.now()), isConfirmed }
  })
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
