import { createHmac } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAccount } from '../../server/people/accounts.ts'
import { beginSession } from '../../server/people/session.ts'
import { type Dialect, dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'
import { problemOf, startServer, type TestPerson, type TestServer } from '../support/start-server.ts'

const MINUTE = 60_000
const PASSWORD = 'a long enough password'

/** One server for each database: what is promised of codes and sessions rests on rows. */
describe.each(dialects)('%s', (dialect: Dialect) => {
  let db: TestDatabase
  let server: TestServer
  beforeAll(async () => {
    db = await freshDatabase(dialect)
    server = await startServer({ db })
  })
  afterAll(async () => {
    await server.close()
    await db.close()
  })

  /** Somebody with a password, signed in with it. */
  async function withPassword(name: string) {
    const email = `${crypto.randomUUID()}@example.org`
    const details = { name, email, password: PASSWORD }
    await createAccount(server.ctx, details, { key: `person:${email}`, after: async () => undefined })
    return { email, ...(await server.call('POST /api/v1/sessions', { body: { email, password: PASSWORD } })) }
  }
  const as = (token: string) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    return (method: string, path: string, body?: object) =>
      fetch(server.url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
  }
  /** What the app shows now. */
  const appOf = (secret: string) => new TOTP({ secret: Secret.fromBase32(secret) })
  const shown = (secret: string) => appOf(secret).generate({ timestamp: server.ctx.now() })

  async function withSecondFactor(person: TestPerson) {
    const { secret } = await person.call('POST /api/v1/me/second-factor')
    const { recoveryCodes } = await person.call('POST /api/v1/me/second-factor/confirm', {
      body: { code: shown(secret) },
    })
    return { secret, recoveryCodes }
  }

  /** Asks for a page by cookie, or sends a form of it, as a browser would. */
  function sendForm({ token }: Pick<TestPerson, 'token'>, path: string, fields?: Record<string, string>) {
    const formToken = createHmac('sha256', token).update('afterword forms').digest('base64url')
    return fetch(server.url + path, {
      redirect: 'manual',
      headers: { cookie: `afterword=${token}`, 'sec-fetch-site': 'same-origin' },
      ...(fields && { method: 'POST', body: new URLSearchParams({ token: formToken, ...fields }) }),
    })
  }

  test('sessions are told in words; one ends, and then all others', async () => {
    const { email, token } = await withPassword('Ann')
    const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'
    const second = await fetch(`${server.url}/api/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': firefox },
      body: JSON.stringify({ email, password: PASSWORD }),
    }).then((answer) => answer.json())
    const embedded = await as(token)('POST', '/api/v1/sessions/codes', { origin: 'https://news.example' })
      .then((answer) => answer.json())
      .then(({ code }) =>
        fetch(`${server.url}/api/v1/sessions/exchange`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', origin: 'https://news.example' },
          body: JSON.stringify({ code }),
        }),
      )
      .then((answer) => answer.json())
    const { sessions } = await (await as(token)('GET', '/api/v1/me/sessions')).json()
    expect(sessions).toHaveLength(3)
    expect(sessions.filter((one: { isCurrent: boolean }) => one.isCurrent)).toHaveLength(1)
    const onWindows = sessions.find((one: { device: string }) => one.device === 'Firefox on Windows')
    expect(sessions.map((one: { site: string | null }) => one.site).sort()).toContain('https://news.example')
    expect((await as(embedded.token)('GET', '/api/v1/me/sessions')).status).toBe(403)

    expect((await as(token)('DELETE', `/api/v1/me/sessions/${onWindows.id}`)).status).toBe(204)
    expect((await as(second.token)('GET', '/api/v1/me/sessions')).status).toBe(401)
    expect((await as(token)('DELETE', '/api/v1/me/sessions')).status).toBe(200)
    expect((await as(embedded.token)('GET', '/api/v1/me/notices')).status).toBe(401)
    expect((await as(token)('GET', '/api/v1/me/sessions')).status).toBe(200)
  })

  test('of very many sessions those used last are listed, and all others end at once', async () => {
    const ann = await server.as('Ann')
    const now = server.ctx.now()
    const embedded = { personId: ann.id, scope: 'embed' as const, userAgent: null, now: now - MINUTE * 60 }
    await db.transact(`person:${ann.id}`, async (tx) => {
      for (let n = 0; n < 105; n++) await beginSession(tx, embedded)
    })
    const { sessions, isCut } = await ann.call('GET /api/v1/me/sessions')
    expect([sessions.length, isCut, sessions.some((one) => one.isCurrent)]).toEqual([100, true, true])
    const page = await (await sendForm(ann, '/account/signing-in')).text()
    expect(page).toContain('The 100 used last are listed here; there are more.')
    expect(await ann.call('DELETE /api/v1/me/sessions')).toEqual({ ended: 105 })
    expect(await ann.call('GET /api/v1/me/sessions')).toMatchObject({ sessions: [{ isCurrent: true }], isCut: false })
  })

  test('nobody ends another person’s session', async () => {
    const [ann, eve] = [await server.as('Ann'), await server.as('Eve')]
    const { sessions } = await ann.call('GET /api/v1/me/sessions')
    const ended = eve.call('DELETE /api/v1/me/sessions/:id', { params: { id: sessions[0]!.id } })
    expect((await problemOf(ended)).code).toBe('not_found')
    await expect(ann.call('GET /api/v1/me/sessions')).resolves.toBeDefined()
  })

  test('another password needs the present one and ends the other sessions', async () => {
    const { email, token } = await withPassword('Ann')
    const other = await server.call('POST /api/v1/sessions', { body: { email, password: PASSWORD } })
    const change = (present: string) =>
      as(token)('PUT', '/api/v1/me/password', { present, password: 'another long password' })
    expect((await (await change('not the password')).json()).code).toBe('wrong_password')
    expect((await change(PASSWORD)).status).toBe(204)
    expect((await as(other.token)('GET', '/api/v1/me/sessions')).status).toBe(401)
    expect((await as(token)('GET', '/api/v1/me/sessions')).status).toBe(200)
    const again = server.call('POST /api/v1/sessions', { body: { email, password: PASSWORD } })
    expect((await problemOf(again)).code).toBe('unauthenticated')
  })

  test('a new name stands over what was written before, and over what is written next', async () => {
    const ann = await server.as('Ann Before')
    const id = await server.story(`renamed-${dialect}`)
    const post = (body: string) =>
      ann.call('POST /api/v1/stories/:id/comments', { params: { id }, body: { body, parentId: null } })
    await post('Before.')
    await server.call('GET /api/v1/stories/:id/thread', { params: { id }, query: {} })
    await ann.call('PATCH /api/v1/me', { body: { name: 'Ann After' } })
    await server.jobs.runDue()
    await post('After.')
    const { comments } = await server.call('GET /api/v1/stories/:id/thread', { params: { id }, query: {} })
    expect(comments.map(({ author }) => author?.name)).toEqual(['Ann After', 'Ann After'])
  })

  test('with a second factor, a password alone signs nobody in', async () => {
    const { email, token, person } = await withPassword('Ann')
    const ann = { ...(await server.as('x')), id: person.id }
    const begun = await (await as(token)('POST', '/api/v1/me/second-factor')).json()
    expect(begun.uri).toMatch(/^otpauth:\/\/totp\//)
    const wrong = await as(token)('POST', '/api/v1/me/second-factor/confirm', { code: '000000' })
    expect(wrong.status).toBe(403)
    const before = await server.call('POST /api/v1/sessions', { body: { email, password: PASSWORD } })
    expect(before.person.id).toBe(ann.id)
    const code = shown(begun.secret)
    const on = await as(token)('POST', '/api/v1/me/second-factor/confirm', { code })
    const { recoveryCodes } = await on.json()
    expect(new Set(recoveryCodes).size).toBe(10)

    const challenged = () => problemOf(server.call('POST /api/v1/sessions', { body: { email, password: PASSWORD } }))
    const first = await challenged()
    expect(first).toMatchObject({ code: 'second_factor', status: 401 })
    const answer = (problem: { extra: Record<string, unknown> }, given: string) =>
      server.call('POST /api/v1/sessions/second-factor', {
        body: { challenge: String(problem.extra.challenge), code: given },
      })
    // The code that switched it on was used with that.
    expect((await problemOf(answer(first, code))).code).toBe('wrong_code')
    server.clock.forward(MINUTE)
    expect((await answer(first, shown(begun.secret))).person.id).toBe(ann.id)
    expect((await problemOf(answer(first, shown(begun.secret)))).code).toBe('unauthenticated')
    expect((await answer(await challenged(), ` ${recoveryCodes[0].toLowerCase()} `)).person.id).toBe(ann.id)
    expect((await problemOf(answer(await challenged(), recoveryCodes[0]))).code).toBe('wrong_code')
    const late = await challenged()
    server.clock.forward(11 * MINUTE)
    expect((await problemOf(answer(late, recoveryCodes[1]))).code).toBe('unauthenticated')
  })

  test('a code and a recovery code that are sent ten times at once work once', async () => {
    const ann = await server.as('Ann')
    const { secret, recoveryCodes } = await withSecondFactor(ann)
    server.clock.forward(MINUTE)
    for (const code of [shown(secret), recoveryCodes[0]!]) {
      const tries = Array.from({ length: 10 }, () => ann.call('POST /api/v1/me/confirm', { body: { code } }))
      const outcomes = await Promise.allSettled(tries)
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    }
  })

  test('wrong codes are counted, and after ten even a right one waits', async () => {
    const ann = await server.as('Ann')
    const { secret } = await withSecondFactor(ann)
    server.clock.forward(MINUTE)
    const confirm = (code: string) => ann.call('POST /api/v1/me/confirm', { body: { code } })
    const wrong = () => (shown(secret) === '123456' ? '654321' : '123456')
    for (let n = 0; n < 10; n++) expect((await problemOf(confirm(wrong()))).code).toBe('wrong_code')
    expect((await problemOf(confirm(shown(secret)))).code).toBe('rate_limited')
    server.clock.forward(15 * MINUTE)
    await confirm(shown(secret))
  })

  test('what is worth making sure asks for a proof of this quarter of an hour', async () => {
    const owner = await server.as('Olga', { role: 'owner' })
    const ann = await server.as('Ann')
    const grants = () => owner.call('PUT /api/v1/people/:id/grants', { params: { id: ann.id }, body: { grants: [] } })
    const { secret } = await withSecondFactor(owner)
    await withSecondFactor(ann)
    await grants()
    server.clock.forward(16 * MINUTE)
    expect((await problemOf(grants())).code).toBe('confirm_first')
    expect((await problemOf(owner.call('DELETE /api/v1/me/second-factor'))).code).toBe('confirm_first')
    await owner.call('POST /api/v1/me/confirm', { body: { code: shown(secret) } })
    await grants()
    await owner.call('DELETE /api/v1/people/:id/second-factor', { params: { id: ann.id } })
    await owner.call('DELETE /api/v1/me/second-factor')
  })

  test('so does who signs people in, each new secret, and each address that is sent what is written', async () => {
    const owner = await server.as('Olga', { role: 'owner' })
    const { secret } = await withSecondFactor(owner)
    server.clock.forward(16 * MINUTE)
    const { settings } = await owner.call('GET /api/v1/site')
    const external = { kind: 'external' as const, url: 'https://checker.example/' }
    const doing: (() => Promise<unknown>)[] = [
      () => owner.call('PATCH /api/v1/site/settings', { body: { signIn: settings.signIn } }),
      () => owner.call('PATCH /api/v1/site/settings', { body: { secondFactor: { isRequired: false } } }),
      () => owner.call('POST /api/v1/site/sign-in/secret'),
      () => owner.call('POST /api/v1/keys', { body: { name: 'The CMS' } }),
      () => owner.call('POST /api/v1/webhooks', { body: { url: 'https://hooks.example/', events: ['case.opened'] } }),
      () => owner.call('POST /api/v1/screening/rules', { body: { name: 'Checker', check: external } }),
    ]
    const codesOf = (calls: typeof doing) =>
      Promise.all(
        calls.map((call) =>
          call().then(
            () => 'done',
            ({ code }) => code,
          ),
        ),
      )
    expect(await codesOf(doing)).toEqual(doing.map(() => 'confirm_first'))
    await owner.call('PATCH /api/v1/site/settings', { body: { openFlagLimit: settings.openFlagLimit } })
    await owner.call('POST /api/v1/me/confirm', { body: { code: shown(secret) } })
    expect(await codesOf(doing)).toEqual(doing.map(() => 'done'))
    const { webhooks } = await owner.call('GET /api/v1/webhooks')
    const { rules } = await owner.call('GET /api/v1/screening/rules')
    const hook = { params: { id: webhooks[0]?.id ?? '' } }
    const rule = { name: 'Checker', check: { ...external, url: 'https://elsewhere.example/' } }
    const changing: typeof doing = [
      () => owner.call('PATCH /api/v1/webhooks/:id', { ...hook, body: { url: 'https://elsewhere.example/' } }),
      () => owner.call('POST /api/v1/webhooks/:id/secret', hook),
      () =>
        owner.call('PUT /api/v1/screening/rules/:id', {
          params: { id: rules[0]?.id ?? '' },
          body: { version: 1, rule },
        }),
      () =>
        owner.call('PUT /api/v1/site/sign-in/providers/:id/secret', {
          params: { id: 'none' },
          body: { secret: 'new' },
        }),
    ]
    server.clock.forward(16 * MINUTE)
    expect(await codesOf(changing)).toEqual(changing.map(() => 'confirm_first'))
    await owner.call('PATCH /api/v1/webhooks/:id', { ...hook, body: { state: 'paused' } })
    await owner.call('POST /api/v1/me/confirm', { body: { code: shown(secret) } })
    expect(await codesOf(changing)).toEqual(['done', 'done', 'done', 'not_found'])
    for (const { id } of rules) await owner.call('DELETE /api/v1/screening/rules/:id', { params: { id } })
    await owner.call('DELETE /api/v1/webhooks/:id', hook)
  })

  test('whoever finds a screen open cannot make a second factor of their own the proof', async () => {
    const owner = await server.as('Olga', { role: 'owner' })
    const begin = () => owner.call('POST /api/v1/me/second-factor')
    const { secret } = await begin()
    server.clock.forward(16 * MINUTE)
    expect((await problemOf(begin())).code).toBe('confirm_first')
    const switchOn = owner.call('POST /api/v1/me/second-factor/confirm', { body: { code: shown(secret) } })
    expect((await problemOf(switchOn)).code).toBe('confirm_first')
    for (const [form, fields] of [
      ['second-factor', {}],
      ['second-factor-on', { code: shown(secret) }],
    ] as const) {
      const answer = await sendForm(owner, `/account/${form}`, fields)
      expect(answer.headers.get('location')).toBe('/account/confirm?next=%2Faccount%2Fsigning-in')
    }
    const { secondFactors } = db.read.tables
    const rows = await db.read.select().from(secondFactors)
    expect(rows.filter(({ personId }) => personId === owner.id)).toMatchObject([{ confirmedAt: null }])
  })

  test('a session of a publisher’s page opens none of the account’s pages, be it sent as a cookie', async () => {
    const ann = await server.as('Ann', { scope: 'embed' })
    const send = (path: string, fields?: Record<string, string>) => sendForm(ann, path, fields)
    const answers = [
      await send('/account/data.json'),
      await send('/account/signing-in'),
      await send('/account/erase', { words: 'delete' }),
      await send('/account/second-factor', {}),
      await send('/account/profile', { name: 'Somebody Else' }),
    ]
    for (const answer of answers) {
      expect(answer.status).toBe(303)
      expect(answer.headers.get('location')).toMatch(/^\/sign-in\?next=/)
    }
    const { secondFactors, erasures, people } = db.read.tables
    expect(await db.read.select().from(erasures)).toEqual([])
    expect((await db.read.select().from(secondFactors)).filter((row) => row.personId === ann.id)).toEqual([])
    expect((await db.read.select().from(people)).find((row) => row.id === ann.id)?.name).toBe('Ann')
  })

  test('staff of whom it is required are readers until they have one', async () => {
    const owner = await server.as('Olga', { role: 'owner' })
    const moderator = await server.as('Mo', { role: 'moderator' })
    const ofSection = await server.as('Sec', { role: 'moderator', section: 'Harbour' })
    const require = (isRequired: boolean) =>
      owner.call('PATCH /api/v1/site/settings', { body: { secondFactor: { isRequired } } })
    expect((await problemOf(require(true))).code).toBe('conflict')
    await withSecondFactor(owner)
    await require(true)
    const me = await moderator.call('GET /api/v1/me')
    expect(me).toMatchObject({ person: { role: 'reader' }, lacksSecondFactor: true })
    expect((await problemOf(moderator.call('GET /api/v1/site'))).code).toBe('forbidden')
    await withSecondFactor(moderator)
    await expect(moderator.call('GET /api/v1/site')).resolves.toBeDefined()
    expect((await problemOf(moderator.call('DELETE /api/v1/me/second-factor'))).code).toBe('forbidden')
    // Who moderates one section is a moderator too.
    const lacking = await ofSection.call('GET /api/v1/me')
    expect(lacking).toMatchObject({ person: { role: 'reader', sections: [] }, lacksSecondFactor: true })
    expect((await problemOf(ofSection.call('GET /api/v1/queue'))).code).toBe('forbidden')
    await withSecondFactor(ofSection)
    expect((await ofSection.call('GET /api/v1/me')).person).toMatchObject({ sections: ['Harbour'] })
    await expect(ofSection.call('GET /api/v1/queue')).resolves.toBeDefined()
    expect((await problemOf(ofSection.call('DELETE /api/v1/me/second-factor'))).code).toBe('forbidden')
    await require(false)
  })
})
