import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withAccount } from '../support/accounts.ts'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'
import { allowProvider, type Provider, startProvider } from '../support/provider.ts'
import { problemOf, startServer, type TestPerson, type TestServer } from '../support/start-server.ts'

const HOUR = 60 * 60_000

describe.each(dialects)('signing in with a provider, on %s', (dialect) => {
  let db: TestDatabase
  let provider: Provider
  let server: TestServer
  let owner: TestPerson

  beforeAll(async () => {
    ;[db, provider] = await Promise.all([freshDatabase(dialect), startProvider()])
    server = await startServer({ db })
    owner = await server.as('Olive', { role: 'owner' })
    await allowProvider(owner, provider, 'tide', 'The Tide')
  })
  afterAll(async () => {
    await server?.close()
    await Promise.all([provider?.close(), db?.close()])
  })

  function cookiesOf(answer: Response): string {
    return answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ')
  }

  /** Leaves for the provider; answers with where it sends people back to, and the cookies of the browser. */
  async function leave(id = 'tide', next = '/stories/x#write') {
    const left = await fetch(`${server.url}/sign-in/${id}?next=${encodeURIComponent(next)}`, { redirect: 'manual' })
    expect(left.status).toBe(303)
    const there = await fetch(left.headers.get('location') ?? '', { redirect: 'manual' })
    return { back: there.headers.get('location') ?? '', cookie: cookiesOf(left) }
  }

  async function comeBack({ back, cookie }: { back: string; cookie: string }) {
    const answer = await fetch(back, { redirect: 'manual', headers: { cookie } })
    const set = cookiesOf(answer)
    const me = await fetch(`${server.url}/api/v1/me`, { headers: { cookie: set } })
    const { person } = (await me.json()) as { person: { id: string; name: string; role: string } | null }
    return { status: answer.status, to: answer.headers.get('location'), html: await answer.text(), person }
  }

  async function through(claims: Record<string, unknown>) {
    provider.claims = claims
    return comeBack(await leave())
  }

  test('signs in whom the provider names, on to where they were, and the same person each time', async () => {
    const first = await through({ sub: 'petra', name: 'Petra', email: 'petra@example.org', email_verified: true })
    expect(first).toMatchObject({ status: 303, to: '/stories/x#write', person: { name: 'Petra', role: 'reader' } })
    const again = await through({ sub: 'petra', name: 'Petra Renamed' })
    expect(again.person?.id).toBe(first.person?.id)
    const rows = await db.read.select().from(db.read.tables.people)
    expect(rows.find(({ id }) => id === first.person?.id)).toMatchObject({
      email: 'petra@example.org',
      emailVerified: true,
    })
  })

  test('asks once more for a name, and believes nothing that is said of somebody else', async () => {
    provider.userinfo = { sub: 'quiet', name: 'Quiet Quentin' }
    expect((await through({ sub: 'quiet' })).person).toMatchObject({ name: 'Quiet Quentin' })
    expect((await through({ sub: 'other' })).person).toMatchObject({ name: 'Reader' })
    provider.userinfo = {}
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
    provider.claims = { sub: 'once', name: 'Once Only' }
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
    ['a nonce of another visit', { nonce: 'another' }],
    ['another audience', { aud: 'somebody else' }],
    ['another issuer', { iss: 'https://elsewhere.example' }],
    ['a token that is over', { exp: 1_000_000 }],
  ])('refuses %s, in words', async (_what, wrong) => {
    const refused = await through({ sub: 'eve', name: 'Eve', ...wrong })
    expect(refused).toMatchObject({ status: 503, person: null })
    expect(refused.html).toContain('The Tide does not answer as expected now.')
  })

  test('says so where the person or the provider says no, and leads back to the way they were on', async () => {
    provider.refusal = 'access_denied'
    const denied = await through({})
    expect(denied).toMatchObject({ status: 403, person: null })
    expect(denied.html).toContain('The Tide says that this was not allowed.')
    expect(denied.html).toContain('href="/sign-in?next=%2Fstories%2Fx%23write"')
    provider.refusal = 'server_error'
    expect(await through({})).toMatchObject({ status: 403, person: null })
    provider.refusal = undefined
  })

  test('many first visits of one person at once make one person', async () => {
    provider.claims = { sub: 'newcomer', name: 'New Comer', email: 'new@example.org', email_verified: true }
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
    expect((await visit('unsure', false)).person?.id).not.toBe(id)
    expect((await visit('sure', true)).person?.id).toBe(id)
  })

  test('an e-mail address is never shown as a name', async () => {
    const { person } = await through({ sub: 'bare', preferred_username: 'bare@example.org' })
    expect(person?.name).toBe('Reader')
  })

  test('where the provider cannot be reached or is not set up to its end, the page says so', async () => {
    const lost = await startProvider()
    await allowProvider(owner, lost, 'lost', 'Lost Island')
    await lost.close()
    const answer = await fetch(`${server.url}/sign-in/lost`, { redirect: 'manual' })
    expect(answer.status).toBe(503)
    expect(await answer.text()).toContain('Lost Island does not answer as expected now.')
    expect((await fetch(`${server.url}/sign-in/nobody`, { redirect: 'manual' })).status).toBe(404)
  })

  test('a provider’s secret is told to nobody', async () => {
    const [site, setUp] = [await owner.call('GET /api/v1/site'), await owner.call('GET /api/v1/site/sign-in')]
    expect(setUp.providersWithSecret).toContain('tide')
    for (const told of [site, setUp]) expect(JSON.stringify(told)).not.toContain('a secret between the two')
    const mo = await server.as('Mo', { role: 'moderator' })
    const input = { params: { id: 'tide' }, body: { secret: 'mine' } }
    expect((await problemOf(mo.call('PUT /api/v1/site/sign-in/providers/:id/secret', input))).code).toBe('forbidden')
  })
})
