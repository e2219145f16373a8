import { createHmac, randomBytes } from 'node:crypto'
import { forgetPageTexts } from '../../db/page-texts.ts'
import { replaceVerification, verificationByName } from '../../db/verifications.ts'
import type { Context } from '../context.ts'
import { newId } from '../ids.ts'

const DAY_MS = 24 * 60 * 60 * 1000
/** How long it is known which network sent which text. */
export const PAGE_TEXT_MS = 7 * DAY_MS
const KEY_NAME = 'page-text-key'

/**
 * What is kept of the network that sent a page's text: different for each story, and nothing once its key is gone.
 * The key is one for all nodes and lasts some days.
 */
export async function senderOf(ctx: Context, storyId: string, network: string): Promise<string> {
  return createHmac('sha256', await keyOf(ctx))
    .update(`${storyId} ${network}`)
    .digest('base64url')
}

async function keyOf(ctx: Context): Promise<string> {
  const now = ctx.now()
  const standing = await verificationByName(ctx.db.read, KEY_NAME)
  if (standing && standing.expiresAt > now) return standing.value
  return ctx.db.transact(KEY_NAME, async (tx) => {
    const made = await verificationByName(tx, KEY_NAME)
    if (made && made.expiresAt > now) return made.value
    const value = randomBytes(32).toString('base64url')
    const times = { expiresAt: now + PAGE_TEXT_MS, createdAt: now, updatedAt: now }
    await replaceVerification(tx, { id: newId(), identifier: KEY_NAME, value, ...times })
    // Under another key the same network would count as two.
    await forgetPageTexts(tx)
    return value
  })
}
