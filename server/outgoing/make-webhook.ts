import { randomBytes } from 'node:crypto'
import {
  allWebhooks,
  changeWebhook,
  deleteWebhook,
  insertWebhook,
  type WebhookRow,
  webhookById,
} from '../../db/webhooks.ts'
import type { Context } from '../context.ts'
import type { Parsed } from '../contract/index.ts'
import { Refusal } from '../errors.ts'
import { newId } from '../ids.ts'
import { keyOf } from './deliver.ts'
import { isInReach, OUT_OF_REACH } from './reach.ts'
import { OLD_SECRET_MS } from './rules.ts'

/** Each may have some requests in hand at once. */
const MOST_WEBHOOKS = 20

type New = Parsed<'POST /api/v1/webhooks'>['body']
type Change = Parsed<'PATCH /api/v1/webhooks/:id'>['body']

/**
 * Makes a webhook, which is on at once.
 * @throws Refusal `invalid`: an address that would not be asked; `conflict`: there are enough.
 */
export function makeWebhook(ctx: Context, { url, format, events }: New): Promise<WebhookRow> {
  refuseUnreachable(ctx, url)
  const row: WebhookRow = {
    ...{ id: newId(), url, format, events, state: 'on', secret: newSecret(), createdAt: ctx.now() },
    ...{ oldSecret: null, oldSecretUntil: null, failingSince: null },
  }
  return ctx.db.transact('webhooks', async (tx) => {
    if ((await allWebhooks(tx)).length >= MOST_WEBHOOKS)
      throw new Refusal('conflict', `There are ${MOST_WEBHOOKS} webhooks already. Delete one first.`)
    await insertWebhook(tx, row)
    return row
  })
}

/**
 * Changes a webhook. One that is switched on again begins anew: what was dead stays dead until it is replayed.
 * @throws Refusal `not_found`; `invalid`: an address that would not be asked.
 */
export async function alterWebhook(ctx: Context, id: string, change: Change): Promise<WebhookRow> {
  if (change.url !== undefined) refuseUnreachable(ctx, change.url)
  return ctx.db.transact(keyOf(id), async (tx) => {
    const old = await webhookById(tx, id)
    if (!old) throw noSuchWebhook()
    const { url = old.url, format = old.format, events = old.events, state = old.state } = change
    const begins = (state === 'on' && old.state !== 'on') || url !== old.url
    const row = await changeWebhook(tx, id, { url, format, events, state, ...(begins && { failingSince: null }) })
    if (!row) throw noSuchWebhook()
    if (begins) tx.hint('webhooks')
    return row
  })
}

/** Gives a webhook a new secret; the one before signs as well for a day. @throws Refusal `not_found`. */
export function rotateSecret(ctx: Context, id: string): Promise<WebhookRow> {
  return ctx.db.transact(keyOf(id), async (tx) => {
    const old = await webhookById(tx, id)
    const secrets = old && { secret: newSecret(), oldSecret: old.secret, oldSecretUntil: ctx.now() + OLD_SECRET_MS }
    const row = secrets && (await changeWebhook(tx, id, secrets))
    if (!row) throw noSuchWebhook()
    return row
  })
}

/** @throws Refusal `not_found`. */
export async function dropWebhook(ctx: Context, id: string): Promise<void> {
  const was = await ctx.db.transact(keyOf(id), (tx) => deleteWebhook(tx, id))
  if (!was) throw noSuchWebhook()
}

export function noSuchWebhook(): Refusal {
  return new Refusal('not_found', 'There is no such webhook.')
}

/** What shows at once; that a name leads to an inner address shows when it is asked. */
function refuseUnreachable({ config }: Context, url: string): void {
  if (isInReach(url, { allowsPrivate: config.PRIVATE_NETWORK })) return
  throw new Refusal('invalid', OUT_OF_REACH, { issues: [{ path: 'body.url', message: OUT_OF_REACH }] })
}

/** As Standard Webhooks write it. */
function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}
