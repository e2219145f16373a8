import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addEvent } from '../../db/events.ts'
import type { WebhookEvent } from '../../db/tables.ts'
import { forgetDeliveries } from '../../db/webhooks.ts'
import { deleteComment } from '../../server/comments/delete-comment.ts'
import { postComment } from '../../server/comments/post-comment.ts'
import type { Context, Reader } from '../../server/context.ts'
import { decideHeld } from '../../server/held/decide-held.ts'
import { alterWebhook, dropWebhook, makeWebhook, rotateSecret } from '../../server/outgoing/make-webhook.ts'
import { readDeliveries, readWebhooks } from '../../server/outgoing/read-webhooks.ts'
import { posterOf, runDeliveries } from '../../server/outgoing/run-deliveries.ts'
import { openPoster } from '../../server/outgoing/signed-post.ts'
import { replayDead } from '../../server/outgoing/test-webhook.ts'
import { contextOn, someone, someStory } from '../support/context.ts'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'
import { openReceiver, type Receiver } from '../support/receiver.ts'
import { runDue, suspend } from '../support/suspending.ts'

const SECOND = 1000
const HOUR = 60 * 60 * SECOND
const DAY = 24 * HOUR

describe.each(dialects)('what webhooks are told on %s', (dialect) => {
  let db: TestDatabase
  let clock: { time: number }
  let ctx: Context
  let ann: Reader
  let storyId: string
  let receiver: Receiver
  beforeEach(async () => {
    db = await freshDatabase(dialect)
    clock = { time: Date.now() }
    ctx = contextOn(db, clock)
    ctx.config.PRIVATE_NETWORK = true
    storyId = await someStory(ctx)
    ann = await someone(ctx, 'Ann')
    receiver = await openReceiver()
  })
  afterEach(async () => {
    receiver.close()
    await db.close()
  })

  const hook = (events: WebhookEvent[] = ['comment.posted'], url = receiver.url) =>
    makeWebhook(ctx, { url, format: 'standard', events })
  const post = (body = 'A word.') => postComment(ctx, ann, storyId, { body, parentId: null })
  /** As a node that starts, sends what is due and stops. */
  async function send(on: Context = ctx) {
    const deliveries = runDeliveries(on)
    await deliveries.sendDue()
    await deliveries.close()
  }
  const listed = async (id: string) => (await readDeliveries(ctx, id, {})).deliveries
  const standing = async (id: string) => (await readWebhooks(db.read)).find((one) => one.id === id)!

  it('is signed, so that the library of Standard Webhooks verifies it, and says what happened as readers see it', async () => {
    const { id, secret } = await hook()
    const comment = await post('A <b>word</b> of *mine*.')
    await send()
    const told = receiver.verified(secret)
    expect(told).toMatchObject({
      type: 'comment.posted',
      timestamp: new Date(comment.createdAt).toISOString(),
      data: {
        comment: { id: comment.id, state: 'visible', author: { name: 'Ann' } },
        story: { id: storyId, url: 'https://news.example/ferry', title: 'About the ferry', section: '' },
        link: `${ctx.config.PUBLIC_URL}/stories/${storyId}?comment=${comment.id}#comment-${comment.id}`,
      },
    })
    expect(receiver.received[0]!.body).not.toContain('@example.org')
    expect(() =>
      new Webhook('whsec_bm90IGl0').verify(receiver.received[0]!.body, receiver.received[0]!.headers as never),
    ).toThrow()
    expect(await listed(id)).toMatchObject([{ state: 'delivered', attempts: 1, status: 204, nextAt: null }])
  })

  it('is not that something waits for a moderator if it does not any more', async () => {
    await hook(['comment.held'])
    const mo = await someone(ctx, 'Mo', { role: 'moderator' })
    await suspend(ctx, mo, { scope: 'story', storyId }, { mode: 'premoderated' })
    const [rejected, waiting] = [await post('Zanzibar.'), await post('Waits.')]
    await decideHeld(ctx, mo, rejected.id, { decision: 'reject', rule: 'abuse', reason: 'No.', revision: 1 })
    await send()
    expect(receiver.received.map(({ body }) => JSON.parse(body).data.comment.id)).toEqual([waiting.id])
  })

  it('is only what a webhook asks for, and nothing is kept where there is none', async () => {
    await post()
    const { id } = await hook(['comment.removed'])
    const comment = await post()
    await deleteComment(ctx, ann, comment.id)
    await send()
    expect(receiver.types()).toEqual(['comment.removed'])
    expect(receiver.received[0]!.body).toMatch(/"html":""/)
    expect(await listed(id)).toHaveLength(1)
  })

  it('is nothing of what was rolled back, and all of what was committed before a crash: once more, under one id', async () => {
    const { id, secret } = await hook()
    const rolled = ctx.db.transact(`story:${storyId}`, async (tx) => {
      await addEvent(tx, storyId, 'comment.posted', 'none', clock.time)
      throw new Error('no')
    })
    await expect(rolled).rejects.toThrow('no')
    expect(await listed(id)).toEqual([])

    await post()
    // A node that goes down after the receiver has it and before that is noted.
    const poster = posterOf(ctx)
    const crashing = { ...ctx, db: { ...ctx.db, transact: failingAt(ctx, `webhook:${id}`) } } as Context
    const first = runDeliveries(crashing, poster)
    await first.sendDue()
    await first.close()
    expect(receiver.received).toHaveLength(1)
    const node = contextOn(await db.openAgain(), clock)
    node.config.PRIVATE_NETWORK = true
    await send(node)
    expect(receiver.received).toHaveLength(1)
    clock.time += 61 * SECOND
    await send(node)
    const [before, after] = receiver.received
    expect(after).toMatchObject({ id: before!.id, body: before!.body })
    expect(receiver.verified(secret, 1).type).toBe('comment.posted')
    expect(await listed(id)).toMatchObject([{ id: before!.id, state: 'delivered' }])
  })

  it('is sent once by two nodes at the same time', async () => {
    await hook()
    for (let n = 0; n < 10; n++) await post(`Word ${n}.`)
    const node = contextOn(await db.openAgain(), clock)
    node.config.PRIVATE_NETWORK = true
    await Promise.all([send(), send(node)])
    expect(receiver.received).toHaveLength(10)
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(10)
  })

  it('is tried again with growing waits for about a day, then is a dead letter that can be replayed', async () => {
    const { id } = await hook()
    receiver.reply = { status: 500, body: 'out of <order>\n\u0007' }
    await post()
    const waits: number[] = []
    for (let n = 0; n < 12; n++) {
      await send()
      const [delivery] = await listed(id)
      if (delivery!.state === 'dead') break
      const next = Date.parse(delivery!.nextAt!)
      waits.push((next - clock.time) / SECOND)
      clock.time = next
    }
    const planned = [5, 300, 1800, 7200, 18_000, 36_000, 36_000]
    expect(waits).toHaveLength(planned.length)
    for (const [n, wait] of waits.entries()) expect(Math.abs(wait - planned[n]!)).toBeLessThanOrEqual(planned[n]! * 0.1)
    expect(new Set(receiver.received.map((one) => one.id)).size).toBe(1)
    expect(receiver.received).toHaveLength(8)
    expect(await listed(id)).toMatchObject([{ state: 'dead', attempts: 8, status: 500, answer: 'out of <order>' }])
    expect(await standing(id)).toMatchObject({ state: 'on', dead: 1, waiting: 0, failingSince: expect.any(String) })

    receiver.reply = { status: 200 }
    expect(await replayDead(ctx, id, undefined)).toBe(1)
    await send()
    expect(receiver.received.at(-1)!.id).toBe(receiver.received[0]!.id)
    expect(await standing(id)).toMatchObject({ dead: 0, failingSince: null })
    await expect(replayDead(ctx, id, receiver.received[0]!.id)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('waits as long as the receiver asks for, and does not follow where it points', async () => {
    const { id } = await hook()
    receiver.reply = { status: 429, headers: { 'retry-after': '3600' } }
    await post()
    await send()
    expect(await listed(id)).toMatchObject([{ nextAt: new Date(clock.time + HOUR).toISOString() }])
    receiver.reply = { status: 307, headers: { location: receiver.url } }
    clock.time += HOUR
    await send()
    expect(receiver.received).toHaveLength(2)
    expect(await listed(id)).toMatchObject([{ state: 'waiting', status: 307 }])
  })

  it('ends where the receiver says that it is gone: switched off, with what waited as dead letters', async () => {
    const { id } = await hook()
    await post('First.')
    await post('Second.')
    receiver.reply = { status: 410 }
    await send()
    expect(await standing(id)).toMatchObject({ state: 'gone', waiting: 0, dead: 2 })
    await post('Third.')
    expect(await listed(id)).toHaveLength(2)
    await expect(replayDead(ctx, id, undefined)).rejects.toMatchObject({ code: 'conflict' })
    receiver.reply = { status: 204 }
    await alterWebhook(ctx, id, { state: 'on' })
    expect(await replayDead(ctx, id, undefined)).toBe(2)
    await send()
    expect(await standing(id)).toMatchObject({ state: 'on', dead: 0 })
  })

  it('ends where nothing has arrived for five days', async () => {
    const { id } = await hook()
    receiver.close()
    await post()
    await send()
    clock.time += 5 * DAY
    await post()
    await send()
    expect(await standing(id)).toMatchObject({ state: 'failing', waiting: 0, dead: 2 })
    expect((await listed(id)).at(-1)).toMatchObject({ status: null, answer: 'Nothing listens there.' })
  })

  it('is not held up for others by a receiver that never answers, nor are jobs', async () => {
    const hanging = await openReceiver()
    hanging.reply = 'hang'
    await hook(['comment.posted'], hanging.url)
    const { secret } = await hook()
    for (let n = 0; n < 6; n++) await post(`Word ${n}.`)
    const poster = openPoster({ userAgent: () => 'Afterword', allowsPrivate: true, timeoutMs: 1_000 })
    const deliveries = runDeliveries(ctx, poster)
    const sent = deliveries.sendDue()
    await expect.poll(() => hanging.received.length).toBe(4)
    await expect.poll(() => receiver.received.length).toBe(6)
    expect(receiver.verified(secret, 5).type).toBe('comment.posted')
    await runDue(ctx)
    await sent
    await deliveries.close()
    hanging.close()
    expect(hanging.received.length).toBeGreaterThanOrEqual(6)
  })

  it('does not keep a server from stopping: what is cut off is sent again', async () => {
    receiver.reply = 'hang'
    const { id } = await hook()
    await post()
    const deliveries = runDeliveries(ctx)
    await expect.poll(() => receiver.received.length).toBe(1)
    await deliveries.close()
    expect(await listed(id)).toMatchObject([{ state: 'waiting', attempts: 1, status: null }])
    receiver.reply = { status: 204 }
    clock.time += 6 * SECOND
    await send()
    expect(receiver.received[1]!.id).toBe(receiver.received[0]!.id)
  })

  it('steps aside where one of them fails: the others do not wait for it', async () => {
    const { id } = await hook()
    receiver.reply = { status: 500 }
    await post('Bad.')
    await send()
    receiver.reply = { status: 204 }
    await post('Good.')
    await send()
    expect((await listed(id)).map(({ state }) => state)).toEqual(['delivered', 'waiting'])
  })

  it('is kept while a webhook is paused, told after that, and gone with it', async () => {
    const { id } = await hook()
    await alterWebhook(ctx, id, { state: 'paused' })
    await post()
    await send()
    expect(receiver.received).toHaveLength(0)
    expect(await standing(id)).toMatchObject({ state: 'paused', waiting: 1 })
    await alterWebhook(ctx, id, { state: 'on' })
    await send()
    expect(receiver.received).toHaveLength(1)
    await dropWebhook(ctx, id)
    await post()
    await send()
    expect(receiver.received).toHaveLength(1)
    expect(await db.read.select().from(db.read.tables.webhookDeliveries)).toEqual([])
  })

  it('is signed with the old secret as well for a day after a change', async () => {
    const { id, secret: old } = await hook()
    const { secret } = await rotateSecret(ctx, id)
    await post()
    await send()
    for (const one of [old, secret]) expect(receiver.verified(one).type).toBe('comment.posted')
    clock.time += DAY + 1
    await post()
    await send()
    const { headers, body, id: messageId } = receiver.received[1]!
    const at = new Date(Number(headers['webhook-timestamp']) * 1000)
    expect(headers['webhook-signature']).toBe(new Webhook(secret).sign(messageId, at, body))
  })

  it('is forgotten after 30 days, and so is a secret that no longer signs', async () => {
    const { id } = await hook()
    await rotateSecret(ctx, id)
    await post()
    clock.time += 31 * DAY
    await post()
    await db.transact('tidy', (tx) => forgetDeliveries(tx, { now: clock.time, before: clock.time - 30 * DAY }))
    expect(await listed(id)).toHaveLength(1)
    expect(await standing(id)).toMatchObject({ oldSecretUntil: null })
  })
})

/** Transactions of which those under one key fail before they begin, as when a process ends. */
function failingAt({ db }: Context, key: string): Context['db']['transact'] {
  return (name, work, options) => (name === key ? Promise.reject(new Error('gone')) : db.transact(name, work, options))
}
