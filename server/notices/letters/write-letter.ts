import { insertLetter } from '../../../db/letters.ts'
import { groupOf } from '../../../db/notice-choices.ts'
import { type How, markMailed, noticesToMail } from '../../../db/notice-mail.ts'
import type { NoticeRow } from '../../../db/notices.ts'
import { personById } from '../../../db/people.ts'
import type { LetterScope } from '../../../db/tables.ts'
import type { Context } from '../../context.ts'
import { newId } from '../../ids.ts'
import { queueMail } from '../../mail/queue-mail.ts'
import { letterOf } from '../../pages/letters/letter.tsx'
import { hasAddress } from '../../people/rules.ts'
import { hashToken, newToken } from '../../people/tokens.ts'
import { settingsOf } from '../../sites/settings.ts'
import { presentNotices } from '../present.ts'
import { digestTimes } from './digest-times.ts'

/** What is older and was in no letter yet is left to the page: after days without mail nobody gets a pile. */
export const OLDEST_MS = 3 * 24 * 60 * 60 * 1000
/** In one letter; what is more is in another. */
const MOST = 100

type Waiting = Awaited<ReturnType<typeof noticesToMail>>

/**
 * Writes a person the letter of what waits for one, if anything does: what they have read meanwhile is not in it, and no
 * notice is in two letters, since each is marked in the transaction that queues the letter.
 *
 * @returns when to write another (epoch ms), if this one did not hold all.
 */
export async function writeLetter(ctx: Context, personId: string, how: How): Promise<number | undefined> {
  if (ctx.config.MAIL_URL === 'off') return
  const now = ctx.now()
  const { timeZone } = await settingsOf(ctx.db.read)
  const until = how === 'digest' ? digestTimes(now, timeZone).last : now
  const between = { after: until - OLDEST_MS, until, limit: MOST }
  return ctx.db.transact(`notices:${personId}`, async (tx) => {
    const person = await personById(tx, personId)
    if (!person || person.isGuest || !hasAddress(person.email)) return undefined
    const waiting = await noticesToMail(tx, { personId, how }, between)
    if (waiting.length === 0) return undefined
    const again = waiting.length < MOST ? undefined : now
    const marked = await markMailed(
      tx,
      waiting.map(({ notice }) => notice.id),
      now,
    )
    const mine = waiting.filter(({ notice }) => marked.has(notice.id) && notice.personId === personId)
    const shown = await presentNotices(
      tx,
      mine.map(({ notice }) => notice),
      ctx.config.PUBLIC_URL,
    )
    const told = shown.filter(isStillTold)
    if (told.length === 0) return again
    const token = newToken()
    const id = newId()
    const scope = scopeOf(mine)
    await insertLetter(tx, { id, personId, tokenHash: hashToken(token), how, scope, before: null, createdAt: now })
    const mail = letterOf(ctx, { person, how, notices: told, scope, token, timeZone })
    await queueMail(tx, `letter:${id}`, mail, now)
    return again
  })
}

/** What cannot be read any more is in no letter: those are kept for years. */
function isStillTold({ kind, commentId, count }: Awaited<ReturnType<typeof presentNotices>>[number]): boolean {
  if (kind === 'reply' || kind === 'mention') return commentId !== null
  return kind !== 'thread_comments' || (count ?? 0) > 0
}

function scopeOf(mine: Waiting): LetterScope {
  const groupsOf = (rows: NoticeRow[]) => [...new Set(rows.map(({ kind }) => groupOf[kind]))]
  const of = (isByThread: boolean) => mine.filter((one) => one.isByThread === isByThread).map(({ notice }) => notice)
  return { groups: groupsOf(of(false)), storyIds: [...new Set(of(true).flatMap(({ storyId }) => storyId ?? []))] }
}
