import type { Queries } from '../../db/database.ts'
import { lastWrittenAt, type SanctionRow, sanctionsHolding } from '../../db/sanctions.ts'
import type { StoryRow } from '../../db/stories.ts'
import { Refusal } from '../errors.ts'
import { iso, isoOrNull } from '../iso.ts'
import { waitWords } from '../wait-words.ts'
import { presentOwnSanction } from './present.ts'
import { holdingIn, lastsUntil, type PersonAct, personVerdict, slowestOf } from './rules.ts'

interface PersonWrite {
  act: PersonAct
  personId: string
  story: Pick<StoryRow, 'section'>
  now: number
}

export type PersonLeave = { answer: 'free' } | { answer: 'held' } | { answer: 'refused'; refusal: Refusal }

/**
 * Whether what moderators did about a person lets them write. Call it in the transaction of the write, one of
 * `writeUnder`: a sanction is made when no such transaction is under way anywhere.
 * A refusal (`sanctioned` 403) is returned, so that the text can be kept before it is thrown.
 */
export async function personGuard(db: Queries, { act, personId, story, now }: PersonWrite): Promise<PersonLeave> {
  const rows = await sanctionsHolding(db, personId, now)
  if (rows.length === 0) return { answer: 'free' }
  const holding = holdingIn(rows, story.section, now)
  const verdict = personVerdict(holding, act)
  if (verdict.answer === 'refused') return refused(db, verdict.by, null, now)
  const slow = act === 'post' ? slowestOf(holding) : undefined
  if (slow) {
    const last = await lastWrittenAt(db, personId, slow.section)
    const retryAt = (last ?? Number.NEGATIVE_INFINITY) + (slow.slowSeconds ?? 0) * 1000
    if (retryAt > now) return refused(db, slow, retryAt, now)
  }
  return { answer: verdict.answer }
}

/** @throws Refusal `sanctioned`, as `personGuard` returns it. */
export async function refuseSanctioned(db: Queries, write: PersonWrite): Promise<void> {
  const leave = await personGuard(db, write)
  if (leave.answer === 'refused') throw leave.refusal
}

async function refused(db: Queries, row: SanctionRow, retryAt: number | null, now: number): Promise<PersonLeave> {
  const refusal = new Refusal('sanctioned', wordsOf(row, retryAt, now), {
    sanctionId: row.id,
    kind: row.kind,
    reason: row.reason,
    rule: row.rule,
    endsAt: isoOrNull(lastsUntil(row)),
    sanction: await presentOwnSanction(db, row, now),
    retryAt: isoOrNull(retryAt),
    serverTime: iso(now),
    draft: null,
    ...(retryAt !== null && { retryAfter: secondsUntil(retryAt, now) }),
  })
  return { answer: 'refused', refusal }
}

function wordsOf(row: SanctionRow, retryAt: number | null, now: number): string {
  if (row.kind === 'warn')
    return `A moderator has a warning for you. Read it first, then you can write again. ${row.reason}`
  const where = row.section ? ` in ${row.section}` : ''
  if (retryAt !== null)
    return `A moderator has limited your comments${where} until ${dayWords(row.holdsUntil)}. Your next one can be posted in ${waitWords(secondsUntil(retryAt, now))}. ${row.reason}`
  if (row.kind === 'limit')
    return `Until ${dayWords(row.holdsUntil)} your comments${where} are checked before they appear, so what is public cannot be changed now. ${row.reason}`
  return `You cannot write here${where} until ${dayWords(row.holdsUntil)}: a moderator has banned you. ${row.reason}`
}

function secondsUntil(time: number, now: number): number {
  return Math.max(1, Math.ceil((time - now) / 1000))
}

/** A time for people, in UTC: the page shows the reader's own. */
function dayWords(time: number): string {
  return `${iso(time).slice(0, 16).replace('T', ' ')} UTC`
}
