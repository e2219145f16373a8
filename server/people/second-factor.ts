import type { Queries, Tx } from '../../db/database.ts'
import { personById } from '../../db/people.ts'
import {
  changeSecondFactor,
  deleteSecondFactor,
  hasSecondFactor,
  recoveryCodeCount,
  replaceRecoveryCodes,
  replaceSecondFactor,
  type SecondFactorRow,
  secondFactorOf,
  takeRecoveryCode,
} from '../../db/second-factors.ts'
import type { Context, Reader } from '../context.ts'
import { Refusal } from '../errors.ts'
import { queueMail } from '../mail/queue-mail.ts'
import {
  hashRecoveryCode,
  isRecoveryCode,
  keyUri,
  newRecoveryCodes,
  newSecret,
  plainCode,
  stepOfCode,
} from './codes.ts'
import { secondFactorLetters } from './letters.ts'
import { hasAddress } from './rules.ts'
import { isRequiredOf } from './second-factor-rule.ts'

const TRIES = 10
const TRIES_MS = 15 * 60 * 1000

/**
 * Begins to set up codes from an app. Nothing is asked for until `confirmSecondFactor`.
 * @throws Refusal `conflict`: it is on already.
 */
export async function beginSecondFactor(ctx: Context, by: Reader): Promise<{ secret: string; uri: string }> {
  const row: SecondFactorRow = {
    ...{ personId: by.personId, secret: newSecret(), confirmedAt: null },
    ...{ lastStep: 0, tries: 0, triesSince: 0, createdAt: ctx.now() },
  }
  return ctx.db.transact(`person:${by.personId}`, async (tx) => {
    if (await hasSecondFactor(tx, by.personId)) throw isOn()
    await replaceSecondFactor(tx, row)
    return offered(ctx, tx, row)
  })
}

/** What was begun and not confirmed, to be shown once more; null if nothing was. */
export async function begunSecondFactor(ctx: Context, by: Reader): Promise<{ secret: string; uri: string } | null> {
  const row = await secondFactorOf(ctx.db.read, by.personId)
  return row && row.confirmedAt === null ? offered(ctx, ctx.db.read, row) : null
}

async function offered(ctx: Context, db: Queries, { personId, secret }: SecondFactorRow) {
  const { email = '', name = '' } = (await personById(db, personId)) ?? {}
  const label = hasAddress(email) ? email : name
  return { secret, uri: keyUri(secret, { site: ctx.config.SITE_NAME, label }) }
}

/**
 * Switches the second factor on, with a code that shows that the app has the secret.
 * @returns the recovery codes, told once; their hashes are kept.
 * @throws Refusal `conflict`: it is on, or was not begun; `wrong_code`; `rate_limited`.
 */
export async function confirmSecondFactor(ctx: Context, by: Reader, code: string): Promise<string[]> {
  const { personId } = by
  const now = ctx.now()
  const outcome = await ctx.db.transact(`person:${personId}`, async (tx) => {
    const row = await secondFactorOf(tx, personId)
    if (row?.confirmedAt) throw isOn()
    if (!row) throw new Refusal('conflict', 'Begin with the picture to scan.')
    const refusal = await tryCode(tx, row, code, now)
    if (refusal) return refusal
    await changeSecondFactor(tx, personId, { confirmedAt: now })
    const codes = await newCodes(tx, personId, now)
    await tell(ctx, tx, personId, 'on', now)
    tx.hint(`person:${personId}`)
    return codes
  })
  if (outcome instanceof Refusal) throw outcome
  return outcome
}

/** Makes the ten recovery codes anew; the old ones stop working. @throws Refusal `conflict`: there is no second factor. */
export async function renewRecoveryCodes(ctx: Context, by: Reader): Promise<string[]> {
  return ctx.db.transact(`person:${by.personId}`, async (tx) => {
    if (!(await hasSecondFactor(tx, by.personId))) throw isOff()
    return newCodes(tx, by.personId, ctx.now())
  })
}

async function newCodes(tx: Tx, personId: string, now: number): Promise<string[]> {
  const codes = newRecoveryCodes()
  const hashes = codes.map((code) => hashRecoveryCode(personId, plainCode(code)))
  await replaceRecoveryCodes(tx, personId, hashes, now)
  return codes
}

/**
 * Switches one's own second factor off.
 * @throws Refusal `conflict`: there is none; `forbidden`: the site requires it of this person.
 */
export async function dropSecondFactor(ctx: Context, by: Reader): Promise<void> {
  await ctx.db.transact(`person:${by.personId}`, async (tx) => {
    if (!(await hasSecondFactor(tx, by.personId))) throw isOff()
    if (await isRequiredOf(tx, by.personId))
      throw new Refusal('forbidden', 'This site requires it of moderators and owners.')
    await deleteSecondFactor(tx, by.personId)
    await tell(ctx, tx, by.personId, 'off', ctx.now())
  })
}

/**
 * An owner takes the second factor of somebody who lost it away; who did it is in the server's log, and the person is told.
 * @throws Refusal `not_found`: no such person; `conflict`: there is none.
 */
export async function resetSecondFactor(ctx: Context, by: Reader, personId: string): Promise<void> {
  await ctx.db.transact(`person:${personId}`, async (tx) => {
    if (!(await personById(tx, personId))) throw new Refusal('not_found', 'There is no such person.')
    if (!(await secondFactorOf(tx, personId))) throw isOff()
    await deleteSecondFactor(tx, personId)
    await tell(ctx, tx, personId, 'reset', ctx.now())
    tx.hint(`person:${personId}`)
  })
  ctx.log.warn({ personId, byId: by.personId }, 'an owner reset a second factor')
}

/**
 * Checks a code from the app, or a recovery code, which is used up with it. Counts tries: the refusal is returned, not
 * thrown, so that the count stays. A code from the app works once, also when it is sent twice at the same time.
 */
export async function checkCode(tx: Tx, personId: string, code: string, now: number): Promise<Refusal | undefined> {
  const row = await secondFactorOf(tx, personId)
  if (!row?.confirmedAt) return isOff()
  return tryCode(tx, row, code, now)
}

async function tryCode(tx: Tx, row: SecondFactorRow, code: string, now: number): Promise<Refusal | undefined> {
  const { personId } = row
  const isRecent = row.triesSince > now - TRIES_MS
  if (isRecent && row.tries >= TRIES) return tooMany(row.triesSince + TRIES_MS - now)
  const plain = plainCode(code)
  const step = stepOfCode(row.secret, plain, now)
  const fits =
    step === null
      ? isRecoveryCode(plain) && (await takeRecoveryCode(tx, personId, hashRecoveryCode(personId, plain)))
      : step > row.lastStep
  if (fits) {
    await changeSecondFactor(tx, personId, { lastStep: step ?? row.lastStep, tries: 0, triesSince: 0 })
    return undefined
  }
  const count = isRecent ? { tries: row.tries + 1 } : { tries: 1, triesSince: now }
  await changeSecondFactor(tx, personId, count)
  return new Refusal(
    'wrong_code',
    step === null ? wrongCode(row.confirmedAt !== null) : 'This code was used already. Wait for the next one.',
  )
}

/** Recovery codes are there once the second factor is on. */
function wrongCode(isOn: boolean): string {
  const other = isOn ? ', or a recovery code that was not used' : ''
  return `This code is not right. Write the one that the app shows now${other}.`
}

/** Whether it is on, since when, and how many recovery codes are left. */
export async function secondFactorState(db: Queries, personId: string) {
  const row = await secondFactorOf(db, personId)
  return {
    since: row?.confirmedAt ?? null,
    codesLeft: await recoveryCodeCount(db, personId),
    isRequired: await isRequiredOf(db, personId),
  }
}

async function tell(ctx: Context, tx: Tx, personId: string, what: 'on' | 'off' | 'reset', now: number): Promise<void> {
  const person = await personById(tx, personId)
  const letter = secondFactorLetters[what](ctx.config)
  if (person) await queueMail(tx, `second-factor:${personId}:${now}`, { to: person.email, ...letter }, now)
}

function isOn(): Refusal {
  return new Refusal('conflict', 'The second factor is on already.')
}

function isOff(): Refusal {
  return new Refusal('conflict', 'There is no second factor.')
}

function tooMany(waitMs: number): Refusal {
  const minutes = Math.max(1, Math.ceil(waitMs / 60_000))
  return new Refusal(
    'rate_limited',
    `Too many wrong codes. Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
    { retryAfter: Math.ceil(waitMs / 1000) },
  )
}
