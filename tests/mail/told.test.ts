import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type MailServer, startMailServer } from '../support/mail-server.ts'
import { startServer, type TestPerson, type TestServer } from '../support/start-server.ts'

const MINUTE = 60_000

let mail: MailServer
let server: TestServer
let ann: TestPerson
let bob: TestPerson
let storyId: string

beforeEach(async () => {
  mail = await startMailServer()
  server = await startServer({ env: { MAIL_URL: mail.url, SITE_NAME: 'The Tide' } })
  ann = await server.as('Ann')
  bob = await server.as('https://evil.example/ www.evil.example')
  await server.ctx.db.transact('people', async (tx) => {
    await tx.update(tx.tables.people).set({ emailVerified: true })
  })
  storyId = await server.story()
  await ann.call('PATCH /api/v1/me/notice-settings', { body: { replies: 'at_once' } })
})
afterEach(async () => {
  await server?.close()
  await mail?.close()
})

async function answered(): Promise<string> {
  const at = { params: { id: storyId } }
  const { id } = await ann.call('POST /api/v1/stories/:id/comments', { ...at, body: { body: 'It left at noon.' } })
  const body = { body: 'No <b>never</b>, see [this](https://evil.example).', parentId: id }
  await bob.call('POST /api/v1/stories/:id/comments', { ...at, body })
  await server.jobs.runDue()
  server.clock.forward(2 * MINUTE)
  await server.jobs.runDue()
  return id
}

const header = (name: string) => mail.letters[0]?.headers.find(({ key }) => key === name)?.value ?? ''
const choices = async () => (await ann.call('GET /api/v1/me/notice-settings')).choices

describe('a letter to who was answered', () => {
  it('says who, what, on which story and why, in text and HTML, without a word or link of theirs', async () => {
    await answered()
    expect(mail.letters).toHaveLength(1)
    const [letter] = mail.letters
    expect(letter).toMatchObject({
      ...{ subject: 'A reply to your comment', to: [{ address: ann.email }] },
      from: { name: 'The Tide' },
    })
    for (const body of [letter?.text ?? '', letter?.html ?? '']) {
      expect(body).toContain('replied to your comment.')
      expect(body).toContain('About the ferry')
      expect(body).toContain('You wrote the comment that is answered.')
      expect(body).toMatch(/https:\/\/news\.example\/ferry#comment-[\w-]{36}/)
      expect(body).not.toMatch(/never|href="https:\/\/evil|\bhttps:\/\/evil|www\.evil/)
    }
    expect(header('auto-submitted')).toBe('auto-generated')
  })

  it('is switched off with one click of the mail program, without a session, and by nothing that only looks', async () => {
    await answered()
    const address = /^<(.+)>$/.exec(header('list-unsubscribe'))?.[1] ?? ''
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
    expect(address).toMatch(/\/unsubscribe\?token=[\w-]{43}$/)

    for (const method of ['GET', 'HEAD']) expect((await fetch(address, { method })).status).toBe(200)
    expect(await choices()).toMatchObject({ replies: 'at_once' })
    const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })
    const clicked = await fetch(address, { method: 'POST', body, redirect: 'manual' })
    expect([clicked.status, clicked.headers.get('referrer-policy')]).toEqual([200, 'no-referrer'])
    const page = await clicked.text()
    expect(page).toContain('Switched off')
    expect(page).toContain('Replies and mentions')
    expect(await choices()).toEqual({ replies: 'off', cases: 'at_once', clarifications: 'digest', threads: 'off' })

    const form = new FormData()
    form.set('List-Unsubscribe', 'One-Click')
    expect((await fetch(address, { method: 'POST', body: form })).status).toBe(200)
    const undo = /action="([^"]+undo[^"]+)"/.exec(page)?.[1] ?? ''
    expect((await fetch(server.url + undo, { method: 'POST' })).status).toBe(200)
    expect(await choices()).toMatchObject({ replies: 'at_once' })

    const wrong = address.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
    expect((await fetch(wrong, { method: 'POST' })).status).toBe(404)
    expect((await fetch(wrong)).status).toBe(404)
    expect(await choices()).toMatchObject({ replies: 'at_once' })
  })

  it('holds the only copy of its token, and goes again to the mail server as the same letter', async () => {
    mail.answer = { code: 451, message: 'Later' }
    await answered()
    const kept = await server.ctx.db.read.select().from(server.ctx.db.read.tables.letters)
    mail.answer = undefined
    server.clock.forward(MINUTE)
    await server.jobs.runDue()
    expect(mail.letters).toHaveLength(1)
    const token = /token=([\w-]{43})/.exec(mail.letters[0]?.text ?? '')?.[1] ?? ''
    expect(JSON.stringify(kept)).not.toContain(token)
    expect(await server.ctx.db.read.select().from(server.ctx.db.read.tables.letters)).toEqual(kept)
  })
})

describe('the forms of a person’s notices', () => {
  const cookie = () => ({ cookie: `afterword=${ann.token}` })
  const send = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(server.url + path, {
      ...{ method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' },
      headers: { ...cookie(), 'sec-fetch-site': 'same-origin', ...headers },
    })
  const tokenOf = async () => {
    const page = await (await fetch(`${server.url}/account/notices`, { headers: cookie() })).text()
    return /name="token" value="([^"]+)"/.exec(page)?.[1] ?? ''
  }
  const wanted = { replies: 'off', cases: 'digest', clarifications: 'off', threads: 'digest' }

  it('keep what is chosen, for the whole and for single threads', async () => {
    await answered()
    const token = await tokenOf()
    const saved = await send('/account/notices', { token, ...wanted, [`thread-${storyId}`]: 'muted' })
    expect([saved.status, saved.headers.get('location')]).toEqual([303, '/account/notices?saved=1'])
    expect(await ann.call('GET /api/v1/me/notice-settings')).toMatchObject({
      choices: wanted,
      threads: [{ storyId, level: 'muted' }],
    })
    expect((await send('/account/notices', { token, replies: 'hourly' })).status).toBe(400)
    expect(await choices()).toEqual(wanted)
  })

  it('are refused from elsewhere, without the page’s token, and signed out', async () => {
    const before = await choices()
    const token = await tokenOf()
    const cross = await send('/account/notices', { token, ...wanted }, { 'sec-fetch-site': 'cross-site' })
    const without = await send('/account/notices', wanted)
    const nobody = await send('/account/notices', { token, ...wanted }, { cookie: '' })
    expect([cross.status, without.status, nobody.status]).toEqual([403, 403, 401])
    expect(await choices()).toEqual(before)
  })

  it('mark as read what the page showed, and no more', async () => {
    const first = await answered()
    const page = await (await fetch(`${server.url}/notices`, { headers: cookie() })).text()
    expect(page).toContain('replied to your comment.')
    expect(page).toContain(`/stories/${storyId}?comment=`)
    const ids = /name="ids" value="([^"]+)"/.exec(page)?.[1] ?? ''
    server.clock.forward(MINUTE)
    const body = { body: 'Once more.', parentId: first }
    await bob.call('POST /api/v1/stories/:id/comments', { params: { id: storyId }, body })
    await server.jobs.runDue()
    expect((await send('/notices', { token: await tokenOf(), ids })).status).toBe(303)
    expect((await ann.call('GET /api/v1/me/notices', { query: {} })).unread).toBe(1)
  })
})
