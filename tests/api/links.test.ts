import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deletePerson } from '../../db/erase-rows.ts'
import { applyLink } from '../../server/people/apply-link.ts'
import { withAccount } from '../support/accounts.ts'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'
import { linkIn } from '../support/letters.ts'
import { type MailServer, startMailServer } from '../support/mail-server.ts'
import { problemOf, startServer, type TestServer } from '../support/start-server.ts'

const MINUTE = 60_000
const password = 'correct horse battery'

describe.each(dialects)('letters with links, on %s', (dialect) => {
  let db: TestDatabase
  let mail: MailServer
  let server: TestServer
  let made = 0

  beforeAll(async () => {
    ;[db, mail] = await Promise.all([freshDatabase(dialect), startMailServer()])
    server = await startServer({ db, env: { MAIL_URL: mail.url, SITE_NAME: 'The Tide' } })
  })
  afterAll(async () => {
    await server?.close()
    await Promise.all([mail?.close(), db?.close()])
  })

  function newAddress() {
    made += 1
    return `ann${made}@example.org`
  }

  /** A page of ours asks; answers with the cookies that its browser then has. */
  async function ask(path: string, body: object, cookie = '') {
    const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', cookie }
    const answer = await fetch(server.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
    return { status: answer.status, body: await answer.json(), cookie: cookiesOf(answer) }
  }

  async function lettersTo(email: string) {
    await server.jobs.runDue()
    return mail.letters.filter(({ to }) => to?.some(({ address }) => address === email))
  }

  async function lastLink(email: string): Promise<string> {
    return linkIn((await lettersTo(email)).at(-1))
  }

  function cookiesOf(answer: Response): string {
    return answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ')
  }

  async function use(link: string, fields: Record<string, string> = {}, cookie = '') {
    const token = new URL(link).searchParams.get('token') ?? ''
    const answer = await fetch(`${server.url}/link`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', cookie },
      body: new URLSearchParams({ token, ...fields }),
    })
    const set = cookiesOf(answer)
    const me = await fetch(`${server.url}/api/v1/me`, { headers: { cookie: set } })
    const { person } = (await me.json()) as { person: { id: string; name: string } | null }
    return { status: answer.status, html: await answer.text(), to: answer.headers.get('location'), person }
  }

  const view = async (link: string, cookie = '') => (await fetch(link, { headers: { cookie } })).text()

  async function rowOf(email: string) {
    const rows = await db.read.select().from(db.read.tables.people)
    return rows.find((row) => row.email === email)
  }

  test('a link makes an account, and later signs in to it; its address is confirmed', async () => {
    const email = newAddress()
    const asked = await ask('/api/v1/sessions/links', { email: email.toUpperCase(), next: '/stories/x#write' })
    expect(asked).toMatchObject({ status: 201, body: { sent: true } })
    const link = await lastLink(email)
    expect(await view(link, asked.cookie)).toContain('No account has the address')
    const without = await use(link, { name: ' ' }, asked.cookie)
    expect(without).toMatchObject({ status: 400, person: null })
    const used = await use(link, { name: 'Ann Reader' }, asked.cookie)
    expect(used).toMatchObject({ status: 303, to: '/stories/x#write', person: { name: 'Ann Reader' } })
    expect(await rowOf(email)).toMatchObject({ emailVerified: true })

    await ask('/api/v1/sessions/links', { email })
    const again = await use(await lastLink(email))
    expect(again).toMatchObject({ status: 200, person: { id: used.person?.id } })
  })

  test('a program that opens every link in a letter uses none of them up', async () => {
    const email = newAddress()
    await withAccount(server, { name: 'Ann', email, password })
    await ask('/api/v1/sessions/links', { email })
    const link = await lastLink(email)
    for (let i = 0; i < 3; i += 1) expect((await fetch(link)).headers.getSetCookie()).toEqual([])
    expect((await use(link)).person).toMatchObject({ name: 'Ann' })
    expect(await view(link)).toContain('no longer good')
  })

  test('one link used twenty times at once signs in once', async () => {
    const email = newAddress()
    await ask('/api/v1/sessions/links', { email })
    const link = await lastLink(email)
    const used = await Promise.all(Array.from({ length: 20 }, () => use(link, { name: 'Twice Ann' })))
    expect(used.filter(({ person }) => person !== null)).toHaveLength(1)
    expect(used.filter(({ status }) => status === 410)).toHaveLength(19)
  })

  test('links of both kinds for one new address used at once make one account', async () => {
    const email = newAddress()
    const password = 'a long enough secret'
    await ask('/api/v1/people', { name: 'Only Ann', email, password })
    await ask('/api/v1/sessions/links', { email })
    const links = (await lettersTo(email)).map(linkIn)
    expect(new Set(links).size).toBe(2)
    const used = await Promise.all(links.map((link) => use(link, { name: 'Only Ann', password })))
    expect(new Set(used.map(({ person }) => person?.id)).size).toBe(1)
  })

  test('asked for again, only the newest link is good; one for something else stays so', async () => {
    const email = newAddress()
    for (const path of ['sessions', 'passwords', 'sessions']) await ask(`/api/v1/${path}/links`, { email })
    const [older = '', reset = '', newer = ''] = (await lettersTo(email)).map(linkIn)
    expect(await use(older, { name: 'Ann' })).toMatchObject({ status: 410, person: null })
    expect((await use(newer, { name: 'Ann' })).person).toMatchObject({ name: 'Ann' })
    expect(await view(reset)).not.toContain('no longer good')
    await ask('/api/v1/passwords/links', { email })
    expect(await view(reset)).toContain('no longer good')
  })

  test('a link is over after 15 minutes, and cannot be used from another site’s form', async () => {
    const email = newAddress()
    await ask('/api/v1/sessions/links', { email })
    const link = await lastLink(email)
    const token = new URL(link).searchParams.get('token') ?? ''
    const foreign = await fetch(`${server.url}/link`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' },
      body: new URLSearchParams({ token, name: 'Eve' }),
    })
    expect(foreign.status).toBe(403)
    server.clock.forward(15 * MINUTE)
    expect(await use(link, { name: 'Late Ann' })).toMatchObject({ status: 410, person: null })
  })

  test('asking for an account answers the same, and sends one letter, whether the address has one or not', async () => {
    const [known, unknown] = [newAddress(), newAddress()]
    const id = await withAccount(server, { name: 'Known Ann', email: known, password })
    for (const [path, extra] of [
      ['/api/v1/sessions/links', {}],
      ['/api/v1/passwords/links', {}],
      ['/api/v1/people', { name: 'Eve', password: 'a password of Eve’s' }],
    ] as const) {
      const before = { known: (await lettersTo(known)).length, unknown: (await lettersTo(unknown)).length }
      const [a, b] = [await ask(path, { email: known, ...extra }), await ask(path, { email: unknown, ...extra })]
      expect({ ...a, cookie: '' }).toEqual({ ...b, cookie: '' })
      expect(a.cookie.length).toBe(b.cookie.length)
      expect(await lettersTo(known)).toHaveLength(before.known + 1)
      expect(await lettersTo(unknown)).toHaveLength(before.unknown + 1)
    }
    const told = (await lettersTo(known)).at(-1)
    expect(told).toMatchObject({ subject: 'You have an account at The Tide' })
    expect(await use(linkIn(told))).toMatchObject({ person: { id, name: 'Known Ann' } })
    const wrong = server.call('POST /api/v1/sessions', { body: { email: known, password: 'a password of Eve’s' } })
    expect((await problemOf(wrong)).code).toBe('unauthenticated')
  })

  test('a letter to an address that nobody has confirmed links nowhere but here, whatever name is given', async () => {
    const email = newAddress()
    await ask('/api/v1/people', { email, name: 'Win at evil.example/prize', password })
    const [letter] = await lettersTo(email)
    expect(letter?.text).toContain('Win at')
    expect(letter?.text).not.toContain('evil.example')
  })

  test('an account is made in the browser that asked; elsewhere only with the password that was chosen', async () => {
    const email = newAddress()
    const body = { name: 'Ann Chooser', email, password }
    const here = await ask('/api/v1/people', body)
    const link = await lastLink(email)
    expect((await problemOf(server.call('POST /api/v1/sessions', { body: { email, password } }))).code).toBe(
      'unauthenticated',
    )
    expect(await view(link)).toContain('The password you chose')
    expect(await use(link, { password: 'a guess of somebody' })).toMatchObject({ status: 400, person: null })
    expect(await rowOf(email)).toBeUndefined()
    expect(await view(link, here.cookie)).not.toContain('The password you chose')
    expect((await use(link, {}, here.cookie)).person).toMatchObject({ name: 'Ann Chooser' })
    await server.call('POST /api/v1/sessions', { body: { email, password } })

    const other = newAddress()
    await ask('/api/v1/people', { ...body, email: other })
    expect((await use(await lastLink(other), { password })).person).toMatchObject({ name: 'Ann Chooser' })
  })

  test('a new password ends every other session, is told by a letter, and needs an account', async () => {
    const email = newAddress()
    await withAccount(server, { name: 'Ann', email, password })
    const { token } = await server.call('POST /api/v1/sessions', { body: { email, password } })
    await ask('/api/v1/passwords/links', { email })
    const link = await lastLink(email)
    expect((await use(link, { password: 'short' })).status).toBe(400)
    expect((await use(link, { password: 'another long one' })).person).toMatchObject({ name: 'Ann' })
    const me = await fetch(`${server.url}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } })
    expect(await me.json()).toMatchObject({ person: null })
    expect((await problemOf(server.call('POST /api/v1/sessions', { body: { email, password } }))).status).toBe(401)
    await server.call('POST /api/v1/sessions', { body: { email, password: 'another long one' } })
    const told = (await lettersTo(email)).filter(({ subject }) => subject === 'The Tide: your password was changed')
    expect(told).toHaveLength(1)

    const nobody = newAddress()
    await ask('/api/v1/passwords/links', { email: nobody })
    expect(await view(await lastLink(nobody))).toContain('There is no account with the address')
    expect(await use(await lastLink(nobody), { password: 'another long one' })).toMatchObject({ person: null })
    expect(await rowOf(nobody)).toBeUndefined()
  })

  test('once the password is another, links that were asked for before it sign nobody in', async () => {
    const email = newAddress()
    await withAccount(server, { name: 'Ann', email, password })
    await ask('/api/v1/passwords/links', { email })
    const reset = await lastLink(email)
    await ask('/api/v1/sessions/links', { email })
    const signIn = await lastLink(email)
    const { token } = await server.call('POST /api/v1/sessions', { body: { email, password } })
    server.clock.forward(1)
    await fetch(`${server.url}/api/v1/me/password`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ present: password, password: 'another long one' }),
    })
    for (const link of [reset, signIn]) {
      const used = await use(link, { password: 'a third long one' })
      expect(used).toMatchObject({ status: 410, person: null })
      expect(used.html).toContain('Your password was changed after you asked for this link.')
    }
    await server.call('POST /api/v1/sessions', { body: { email, password: 'another long one' } })
  })

  test('what a page did not ask for is not done without, though the account comes or goes at this moment', async () => {
    /** Opens a link while something else is done, after the page was looked at and before the link is used. */
    const meanwhile = (link: string, doing: () => Promise<unknown>) => {
      const { db: own } = server.ctx
      const transact: typeof own.transact = async (...given) => {
        await doing()
        return own.transact(...given)
      }
      const token = new URL(link).searchParams.get('token') ?? ''
      const ctx = { ...server.ctx, db: { ...own, transact } }
      return applyLink(ctx, token, { name: '', password: '' }, { browser: undefined, userAgent: null })
    }
    const comes = newAddress()
    await ask('/api/v1/passwords/links', { email: comes })
    const reset = await lastLink(comes)
    const made = meanwhile(reset, () => withAccount(server, { name: 'Ann', email: comes, password }))
    await expect(made).rejects.toMatchObject({ code: 'conflict' })

    const goes = newAddress()
    const id = await withAccount(server, { name: 'Ann', email: goes, password })
    await ask('/api/v1/sessions/links', { email: goes })
    const signIn = await lastLink(goes)
    const erased = meanwhile(signIn, () => db.transact(`person:${id}`, (tx) => deletePerson(tx, { id, email: goes })))
    await expect(erased).rejects.toMatchObject({ code: 'gone' })
    expect(await rowOf(goes)).toBeUndefined()
  })

  test('a person confirms their address by letter, without being signed in by it', async () => {
    const email = newAddress()
    await withAccount(server, { name: 'Ann', email, password })
    const { token } = await server.call('POST /api/v1/sessions', { body: { email, password } })
    expect(await rowOf(email)).toMatchObject({ emailVerified: false })
    await fetch(`${server.url}/api/v1/me/confirmation`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
    })
    expect(await use(await lastLink(email))).toMatchObject({ status: 200, person: null })
    expect(await rowOf(email)).toMatchObject({ emailVerified: true })
  })

  test('the page of an account asks for that letter too, as long as the address is not confirmed', async () => {
    const email = newAddress()
    await withAccount(server, { name: 'Ann', email, password })
    const { token } = await server.call('POST /api/v1/sessions', { body: { email, password } })
    const cookie = `afterword=${token}`
    const page = async () => (await fetch(`${server.url}/account`, { headers: { cookie } })).text()
    const proof = /name="token" value="([^"]+)"/.exec(await page())?.[1] ?? ''
    const sent = await fetch(`${server.url}/account/confirm-address`, {
      method: 'POST',
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams({ token: proof }),
    })
    expect(await sent.text()).toContain('A letter is on its way')
    expect(await use(await lastLink(email))).toMatchObject({ status: 200 })
    expect(await page()).not.toContain('confirm-address')
  })

  test('the tokens of links are nowhere in the tables', async () => {
    const email = newAddress()
    await ask('/api/v1/sessions/links', { email })
    const token = new URL(await lastLink(email)).searchParams.get('token') ?? '?'
    const { verifications, jobs } = db.read.tables
    const kept = JSON.stringify([await db.read.select().from(verifications), await db.read.select().from(jobs)])
    expect(kept).toContain(email)
    expect(kept).not.toContain(token)
  })

  test('ways that are switched off refuse everybody, but an owner with a password', async () => {
    const own = await startServer({ env: { MAIL_URL: mail.url } })
    try {
      const owner = await own.as('Olive', { role: 'owner' })
      const { settings } = await owner.call('GET /api/v1/site')
      const body = { signIn: { ...settings.signIn, password: false, link: false } }
      await owner.call('PATCH /api/v1/site/settings', { body })
      expect(await own.call('GET /api/v1/sign-in')).toMatchObject({ password: false, link: false, signUp: false })
      const email = newAddress()
      expect((await problemOf(own.call('POST /api/v1/sessions/links', { body: { email } }))).code).toBe('forbidden')
      const asking = own.call('POST /api/v1/people', { body: { name: 'Ann', email, password } })
      expect((await problemOf(asking)).code).toBe('forbidden')
      const id = await withAccount(own, { name: 'Ann', email, password })
      const signIn = () => own.call('POST /api/v1/sessions', { body: { email, password } })
      expect((await problemOf(signIn())).code).toBe('forbidden')
      await own.grant({ id }, 'owner')
      expect((await signIn()).person.role).toBe('owner')
    } finally {
      await own.close()
    }
  })
})

test('no address gets more than a few letters an hour, from wherever they are asked for', async () => {
  const server = await startServer({ limits: true, env: { MAIL_URL: 'console', TRUST_PROXY: '127.0.0.1' } })
  try {
    const statuses: number[] = []
    for (let i = 0; i < 7; i += 1) {
      const answer = await fetch(`${server.url}/api/v1/sessions/links`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': `203.0.113.${i}` },
        body: JSON.stringify({ email: i % 2 ? 'ann@example.org' : 'ANN@example.org' }),
      })
      statuses.push(answer.status)
    }
    expect(statuses).toEqual([...Array(5).fill(201), 429, 429])
  } finally {
    await server.close()
  }
})

test.each([
  ['file', 'the letter is in the folder “mail” of its data directory'],
  ['console', 'the letter is in its log'],
] as const)('where mail is not sent (%s), the page says where the letter is', async (way, words) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'afterword-mail-'))
  const server = await startServer({ env: { MAIL_URL: way, DATA_DIR: folder } })
  try {
    expect(await server.call('GET /api/v1/sign-in')).toMatchObject({ mail: way, link: true })
    const page = await fetch(`${server.url}/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams({ way: 'link', email: 'ann@example.org' }),
    })
    expect(await page.text()).toContain(words)
  } finally {
    await server.close()
  }
})
