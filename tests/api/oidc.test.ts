import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { withAccount } from '../support/accounts.ts'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'
import {
  agree,
  allowProvider,
  clientSecret,
  type OpenIdProvider,
  startOpenIdProvider,
} from '../support/openid-provider.ts'
import { openReceiver } from '../support/receiver.ts'
import { problemOf, startServer, type TestPerson, type TestServer } from '../support/start-server.ts'

const HOUR = 60 * 60_000
// As the library names what it refuses.
const wrongClaim = 'OAUTH_JWT_CLAIM_COMPARISON_FAILED'
const wrongAnswer = 'OAUTH_INVALID_RESPONSE'
const notAnswering = 'The Tide does not answer as expected now.'

describe.each(dialects)('signing in with a provider, on %s', (dialect) => {
  let db: TestDatabase
  let provider: OpenIdProvider
  let server: TestServer
  let owner: TestPerson
  let log: string[]

  beforeAll(async () => {
    db = await freshDatabase(dialect)
    const toLog = pino({ level: 'warn' }, { write: (line) => log.push(line) })
    server = await startServer({ db, log: toLog, env: { PRIVATE_NETWORK: 'on' } })
    provider = await startOpenIdProvider(`${server.url}/sign-in/tide/back`)
    owner = await server.as('Olive', { role: 'owner' })
    await allowProvider(owner, provider, 'tide', 'The Tide')
  })
  afterAll(async () => {
    await server?.close()
    await Promise.all([provider?.close(), db?.close()])
  })
  beforeEach(() => {
    log = []
    Object.assign(provider, { fault: undefined, refusal: undefined })
  })

  function cookiesOf(answer: Response): string {
    return answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ')
  }

  interface Visit {
    back: string
    cookie: string
  }

  /** Leaves for the provider; answers with the address it sends people back to, and the cookies of the browser. */
  async function leave({ changed = (asked: URL) => asked, cookie = '' } = {}): Promise<Visit> {
    const next = encodeURIComponent('/stories/x#write')
    const left = await fetch(`${server.url}/sign-in/tide?next=${next}`, { redirect: 'manual', headers: { cookie } })
    expect(left.status).toBe(303)
    const asked = changed(new URL(left.headers.get('location') ?? ''))
    return { back: await provider.visit(asked.href), cookie: cookie || cookiesOf(left) }
  }

  async function comeBack({ back, cookie }: Visit) {
    const answer = await fetch(back, { redirect: 'manual', headers: { cookie } })
    const set = cookiesOf(answer)
    const me = await fetch(`${server.url}/api/v1/me`, { headers: { cookie: set } })
    const { person } = (await me.json()) as { person: { id: string; name: string; role: string } | null }
    return { status: answer.status, to: answer.headers.get('location'), html: await answer.text(), person }
  }

  async function through(person: OpenIdProvider['person']) {
    provider.person = person
    return comeBack(await leave())
  }

  /** Why the provider did not sign somebody in, as the owner finds it in the log. */
  const reasons = () => log.map((line) => JSON.parse(line)).map(({ code, said }) => said || code)

  async function rowOf(personId: string | undefined) {
    const rows = await db.read.select().from(db.read.tables.people)
    return rows.find(({ id }) => id === personId)
  }

  function withParameter(address: URL | string, name: string, value: string | null): URL {
    const changed = new URL(address)
    if (value === null) changed.searchParams.delete(name)
    else changed.searchParams.set(name, value)
    return changed
  }

  test('signs in whom the provider names, on to where they were, and the same person each time', async () => {
    const more = { email: 'petra@example.org', email_verified: true, picture: 'https://tide.example/petra.png' }
    const first = await through({ sub: 'petra', name: 'Petra', ...more })
    expect(first).toMatchObject({ status: 303, to: '/stories/x#write', person: { name: 'Petra', role: 'reader' } })
    const again = await through({ sub: 'petra', name: 'Petra Renamed' })
    expect(again.person?.id).toBe(first.person?.id)
    expect(await rowOf(first.person?.id)).toMatchObject({ email: 'petra@example.org', emailVerified: true })
  })

  test('believes nothing that is said of somebody else', async () => {
    provider.fault = { userinfo: { sub: 'another' } }
    expect((await through({ sub: 'mistaken', name: 'Somebody Else' })).person).toMatchObject({ name: 'Reader' })
  })

  test('asks with a challenge, a nonce and a state, for a code', async () => {
    const left = await fetch(`${server.url}/sign-in/tide`, { redirect: 'manual' })
    const asked = Object.fromEntries(new URL(left.headers.get('location') ?? '').searchParams)
    expect(asked).toMatchObject({
      ...{ client_id: 'afterword', response_type: 'code', code_challenge_method: 'S256' },
      ...{ redirect_uri: `${server.url}/sign-in/tide/back`, scope: 'openid profile email' },
    })
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked[name]?.length).toBeGreaterThanOrEqual(43)
  })

  test('an answer is taken once, and only by the browser that left', async () => {
    provider.person = { sub: 'once', name: 'Once Only' }
    const away = await leave()
    const other = await leave()
    expect(await comeBack({ back: away.back, cookie: other.cookie })).toMatchObject({ status: 410, person: null })
    expect(await comeBack({ back: other.back, cookie: '' })).toMatchObject({ status: 410, person: null })
    const good = await leave()
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => comeBack(good)))
    expect(outcomes.filter(({ person }) => person !== null)).toHaveLength(1)
    const late = await leave()
    server.clock.forward(HOUR)
    expect(await comeBack(late)).toMatchObject({ status: 410, person: null })
  })

  test.each([
    ['a nonce of another visit', 'nonce', 'another', 503, [wrongClaim]],
    ['a challenge to another verifier', 'code_challenge', 'a'.repeat(43), 503, ['invalid_grant']],
    ['no challenge at all', 'code_challenge', null, 403, []],
    ['another state', 'state', 'another', 410, []],
  ])('refuses a visit for which the provider was asked with %s', async (_what, name, value, status, why) => {
    provider.person = { sub: 'eve', name: 'Eve' }
    const refused = await comeBack(await leave({ changed: (asked) => withParameter(asked, name, value) }))
    expect(refused).toMatchObject({ status, person: null })
    expect(reasons()).toEqual(why)
  })

  test.each([
    ['a made-up code', 'code', 'made-up', 503, ['invalid_grant']],
    ['another state', 'state', 'made-up', 410, []],
    ['no state', 'state', null, 410, []],
    ['another issuer', 'iss', 'https://elsewhere.example', 503, [wrongAnswer]],
    ['no issuer', 'iss', null, 503, [wrongAnswer]],
  ])('refuses an answer that came back with %s', async (_what, name, value, status, why) => {
    provider.person = { sub: 'eve', name: 'Eve' }
    const { back, cookie } = await leave()
    const changed = withParameter(back, name, value).href
    expect(await comeBack({ back: changed, cookie })).toMatchObject({ status, person: null })
    expect(reasons()).toEqual(why)
  })

  test('a code of another visit of the same browser is refused', async () => {
    provider.person = { sub: 'eve', name: 'Eve' }
    const first = await leave()
    provider.person = { sub: 'victim', name: 'Victim' }
    const second = await leave({ cookie: first.cookie })
    const code = new URL(second.back).searchParams.get('code')
    const mixed = { back: withParameter(first.back, 'code', code).href, cookie: first.cookie }
    expect(await comeBack(mixed)).toMatchObject({ status: 503, person: null })
    expect(reasons()).toEqual(['invalid_grant'])
  })

  test.each([
    ['with the nonce of another visit', { idToken: { nonce: 'another' } }, wrongClaim],
    ['for somebody else', { idToken: { aud: 'somebody else' } }, wrongClaim],
    ['of another issuer', { idToken: { iss: 'https://elsewhere.example' } }, wrongClaim],
    ['that is over', { idToken: { exp: 1_000_000 } }, 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED'],
    ['signed with a key it has not made known', { isForged: true }, wrongAnswer],
  ])('refuses a provider’s ID token %s', async (_what, fault, why) => {
    provider.fault = fault
    const refused = await through({ sub: 'eve', name: 'Eve' })
    expect(refused).toMatchObject({ status: 503, person: null })
    expect(refused.html).toContain(notAnswering)
    expect(reasons()).toEqual([why])
  })

  test('says so where the person or the provider says no, and leads back to the way they were on', async () => {
    provider.refusal = 'access_denied'
    const denied = await through({ sub: 'unwilling' })
    expect(denied).toMatchObject({ status: 403, person: null })
    expect(denied.html).toContain('The Tide says that this was not allowed.')
    expect(denied.html).toContain('href="/sign-in?next=%2Fstories%2Fx%23write"')
    provider.refusal = 'temporarily_unavailable'
    expect(await through({ sub: 'unwilling' })).toMatchObject({ status: 403, person: null })
  })

  test('where the provider does not know the secret, readers are told, and the owner finds why', async () => {
    await agree(owner, 'tide', 'a secret of long ago')
    const refused = await through({ sub: 'early', name: 'Early' })
    await agree(owner, 'tide', clientSecret)
    expect(refused).toMatchObject({ status: 503, person: null })
    expect(refused.html).toContain(notAnswering)
    expect(reasons()).toEqual(['invalid_client'])
    expect((await through({ sub: 'early', name: 'Early' })).person).toMatchObject({ name: 'Early' })
  })

  test('many first visits of one person at once make one person', async () => {
    provider.person = { sub: 'newcomer', name: 'New Comer', email: 'new@example.org', email_verified: true }
    const away = await Promise.all(Array.from({ length: 8 }, () => leave()))
    const back = await Promise.all(away.map(comeBack))
    expect(new Set(back.map(({ person }) => person?.id)).size).toBe(1)
    expect(back.every(({ person }) => person !== null)).toBe(true)
  })

  test('never becomes somebody with an account, unless both sides have made sure of the address', async () => {
    const email = 'ann@example.org'
    const id = await withAccount(server, { name: 'Ann', email, password: 'correct horse battery' })
    const visit = (sub: string, email_verified: boolean) => through({ sub, name: 'Ann', email, email_verified })
    expect((await visit('stranger', true)).person?.id).not.toBe(id)
    await db.transact('test', async (tx) => {
      await tx.update(tx.tables.people).set({ emailVerified: true })
    })
    const unsure = await visit('unsure', false)
    expect(unsure.person?.id).not.toBe(id)
    expect(await rowOf(unsure.person?.id)).toMatchObject({ emailVerified: false })
    expect((await rowOf(unsure.person?.id))?.email).not.toBe(email)
    expect((await visit('sure', true)).person?.id).toBe(id)
  })

  test('an e-mail address is never shown as a name', async () => {
    const { person } = await through({ sub: 'bare', preferred_username: 'bare@example.org' })
    expect(person?.name).toBe('Reader')
  })

  test('a name that can be mistaken for somebody who works here makes a neutral one, and signs in', async () => {
    expect(await through({ sub: 'sly', name: 'Оlive' })).toMatchObject({ status: 303, person: { name: 'Reader' } })
  })

  test('where the provider cannot be reached, at the start or on the way back, the page says so', async () => {
    const lost = await startOpenIdProvider(`${server.url}/sign-in/lost/back`)
    await allowProvider(owner, lost, 'lost', 'Lost Island')
    const sayLost = async (path: string, cookie = '') => {
      const answer = await fetch(new URL(path, server.url), { redirect: 'manual', headers: { cookie } })
      expect(answer.status).toBe(503)
      expect(await answer.text()).toContain('Lost Island does not answer as expected now.')
    }
    const left = await fetch(`${server.url}/sign-in/lost`, { redirect: 'manual' })
    const back = await lost.visit(left.headers.get('location') ?? '')
    await lost.close()
    await sayLost(back, cookiesOf(left))
    server.clock.forward(HOUR)
    await sayLost('/sign-in/lost')
    expect(reasons()).toEqual(['ECONNREFUSED', 'ECONNREFUSED'])
    expect((await fetch(`${server.url}/sign-in/nobody`, { redirect: 'manual' })).status).toBe(404)
  })

  test('providers are asked at public addresses alone, unless the owner’s setting says otherwise', async () => {
    server.ctx.config.PRIVATE_NETWORK = false
    const left = await fetch(`${server.url}/sign-in/tide`, { redirect: 'manual' })
    const problem = await problemOf(allowProvider(owner, provider, 'tide', 'The Tide'))
    server.ctx.config.PRIVATE_NETWORK = true
    expect(left.status).toBe(503)
    expect(await left.text()).toContain('The Tide is at an address that this server does not ask.')
    expect(reasons()).toEqual([expect.stringContaining('PRIVATE_NETWORK')])
    expect(problem).toMatchObject({ code: 'invalid' })
    expect(JSON.stringify(problem.extra)).toMatch(/body\.signIn\.providers\.\d\.issuer/)
  })

  test('what a provider names of itself is asked under the same rule', async () => {
    const sly = await openReceiver()
    try {
      const issuer = new URL(sly.url).origin
      const inner = { token_endpoint: 'http://169.254.169.254/token', jwks_uri: 'http://169.254.169.254/keys' }
      const said = { issuer, authorization_endpoint: `${issuer}/ask`, response_types_supported: ['code'], ...inner }
      const headers = { 'content-type': 'application/json' }
      sly.reply = { status: 200, headers, body: JSON.stringify(said) }
      await allowProvider(owner, { issuer }, 'sly', 'Sly Fox')
      const left = await fetch(`${server.url}/sign-in/sly`, { redirect: 'manual' })
      const state = new URL(left.headers.get('location') ?? '').searchParams.get('state')
      const back = `${server.url}/sign-in/sly/back?code=any&state=${state}`
      const { status, html } = await comeBack({ back, cookie: cookiesOf(left) })
      expect(status).toBe(503)
      expect(html).toContain('Sly Fox is at an address that this server does not ask.')
    } finally {
      sly.close()
    }
  })

  test('a provider’s secret is never sent to another issuer: it goes with the one it was for', async () => {
    const kept = async () => (await owner.call('GET /api/v1/site/sign-in')).providersWithSecret
    const { settings } = await owner.call('GET /api/v1/site')
    const { signIn } = settings
    const save = (providers: typeof signIn.providers) =>
      owner.call('PATCH /api/v1/site/settings', { body: { signIn: { ...signIn, providers } } })
    await allowProvider(owner, provider, 'brief', 'Briefly')
    const { settings: now } = await owner.call('GET /api/v1/site')
    await save(now.signIn.providers.map((one) => ({ ...one, name: `${one.name}, renamed` })))
    expect(await kept()).toEqual(expect.arrayContaining(['brief', 'tide']))
    await save(
      now.signIn.providers.map((one) => (one.id === 'brief' ? { ...one, issuer: 'https://other.example' } : one)),
    )
    expect(await kept()).not.toContain('brief')
    await save(now.signIn.providers)
    const left = await fetch(`${server.url}/sign-in/brief`, { redirect: 'manual' })
    expect(await left.text()).toContain('Signing in with Briefly is not set up to its end here yet.')
    await allowProvider(owner, provider, 'brief', 'Briefly')
    await save(signIn.providers)
    expect(await kept()).not.toContain('brief')
    expect(await kept()).toContain('tide')
  })

  test('a provider’s secret is told to nobody', async () => {
    const [site, setUp] = [await owner.call('GET /api/v1/site'), await owner.call('GET /api/v1/site/sign-in')]
    expect(setUp.providersWithSecret).toContain('tide')
    for (const told of [site, setUp]) expect(JSON.stringify(told)).not.toContain(clientSecret)
    const mo = await server.as('Mo', { role: 'moderator' })
    const input = { params: { id: 'tide' }, body: { secret: 'mine' } }
    expect((await problemOf(mo.call('PUT /api/v1/site/sign-in/providers/:id/secret', input))).code).toBe('forbidden')
  })
})
