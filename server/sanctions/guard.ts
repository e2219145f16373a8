import type { Queries, Tx } from '../../db/database.ts'
import { oneAtATime } from '../../db/people.ts'
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
export async function personGuard(tx: Tx, write: PersonWrite): Promise<PersonLeave> {
  const { act, personId, now } = write
  const holding = await holdingFor(tx, write)
  const leave = await leaveUnder(tx, holding, write)
  const slow = act === 'post' && leave.answer !== 'refused' ? slowestOf(holding) : undefined
  if (!slow) return leave
  // They may be writing under another story at this moment.
  await oneAtATime(tx, personId)
  const last = await lastWrittenAt(tx, personId, slow.section)
  const retryAt = (last ?? Number.NEGATIVE_INFINITY) + (slow.slowSeconds ?? 0) * 1000
  return retryAt > now ? refused(tx, slow, retryAt, now) : leave
}

/** Refuses a flag. @throws Refusal `sanctioned`. */
export async function refuseToFlag(db: Queries, flagging: Omit<PersonWrite, 'act'>): Promise<void> {
  const leave = await leaveUnder(db, await holdingFor(db, flagging), { ...flagging, act: 'flag' })
  if (leave.answer === 'refused') throw leave.refusal
}

async function holdingFor(db: Queries, { personId, story, now }: Omit<PersonWrite, 'act'>): Promise<SanctionRow[]> {
  return holdingIn(await sanctionsHolding(db, personId, now), story.section, now)
}

/** What they may do, the interval of a limit aside. */
async function leaveUnder(db: Queries, holding: SanctionRow[], { act, now }: PersonWrite): Promise<PersonLeave> {
  const verdict = personVerdict(holding, act)
  return verdict.answer === 'refused' ? refused(db, verdict.by, null, now) : { answer: verdict.answer }
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
