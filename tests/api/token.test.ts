import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { grantsOf } from '../../db/roles.ts'
import { sessionsOf } from '../../db/sessions.ts'
import { withAccount } from '../support/accounts.ts'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'
import { allowTokens, claimsFor, signed } from '../support/publisher-token.ts'
import { problemOf, startServer, type TestPerson, type TestServer } from '../support/start-server.ts'

const EMBEDDING = 'https://news.example'
const DAY = 24 * 60 * 60_000

describe.each(dialects)('a publisher’s token, on %s', (dialect) => {
  let db: TestDatabase
  let server: TestServer
  let owner: TestPerson
  let secret = ''

  beforeAll(async () => {
    db = await freshDatabase(dialect)
    server = await startServer({ db })
    owner = await server.as('Olive', { role: 'owner' })
    secret = await allowTokens(owner, { badges: ['Subscriber', 'Founder'] })
  })
  afterAll(async () => {
    await server?.close()
    await db?.close()
  })

  const exchange = (token: string, origin = EMBEDDING) =>
    server.call('POST /api/v1/sessions/token', { headers: { origin }, body: { token } })
  const claims = (user?: Record<string, unknown>, over: Record<string, unknown> = {}) => ({
    ...claimsFor(server.ctx, user),
    ...over,
  })
  const refusal = async (token: string) => (await problemOf(exchange(token))).status

  function as(token: string) {
    return fetch(`${server.url}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } })
      .then((answer) => answer.json())
      .then(({ person }) => person)
  }

  async function people() {
    return db.read.select().from(db.read.tables.people)
  }

  test('signs a reader in with a reader’s rights, and is the same person each time', async () => {
    const first = await exchange(await signed(claims({ id: 'rita', name: 'Rita' }), secret))
    expect(first.person).toMatchObject({ name: 'Rita', role: 'reader', isMember: false, authorOf: [] })
    const again = await exchange(await signed(claims({ id: 'rita', name: 'Rita Renamed' }), secret))
    expect(again.person).toEqual({ ...first.person, name: 'Rita Renamed' })
    expect(await as(first.token)).toMatchObject({ name: 'Rita Renamed' })
    const codes = await fetch(`${server.url}/api/v1/sessions/codes`, {
      method: 'POST',
      headers: { authorization: `Bearer ${first.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ origin: EMBEDDING }),
    })
    expect(codes.status).toBe(403)
  })

  test('keeps the name the publisher vouches for, be it that of somebody who works here', async () => {
    const { person } = await exchange(await signed(claims({ id: 'olive', name: 'Olive' }), secret))
    expect(person.name).toBe('Olive')
  })

  test('one token used twenty times at once signs in once, and never again', async () => {
    const token = await signed(claims({ id: 'once' }), secret)
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () =>
        exchange(token).then(
          () => 201,
          ({ status }) => status,
        ),
      ),
    )
    expect(outcomes.filter((status) => status === 201)).toHaveLength(1)
    expect(outcomes.filter((status) => status === 401)).toHaveLength(19)
    expect(await refusal(token)).toBe(401)
  })

  test('ten first tokens of one reader at once make one person', async () => {
    const tokens = await Promise.all(Array.from({ length: 10 }, () => signed(claims({ id: 'newcomer' }), secret)))
    const begun = await Promise.all(tokens.map((token) => exchange(token)))
    expect(new Set(begun.map(({ person }) => person.id)).size).toBe(1)
  })

  test.each([
    ['wrong audience', { aud: 'https://elsewhere.example' }],
    ['wrong issuer', { iss: 'https://elsewhere.example' }],
    ['no end', { exp: undefined }],
    ['no beginning', { iat: undefined }],
    ['no id', { jti: undefined }],
    ['good for too long', { exp: Math.floor(Date.now() / 1000) + 3600 }],
    ['over', { iat: Math.floor(Date.now() / 1000) - 500, exp: Math.floor(Date.now() / 1000) - 100 }],
    ['from the future', { iat: Math.floor(Date.now() / 1000) + 300, exp: Math.floor(Date.now() / 1000) + 500 }],
    ['old', { iat: Math.floor(Date.now() / 1000) - 4000 }],
    ['not valid yet', { nbf: Math.floor(Date.now() / 1000) + 200 }],
    ['without a reader', { user: undefined }],
    ['a name that cannot be seen', { user: { id: 'x', name: '\u202egnp' } }],
  ])('is refused: %s', async (_what, over) => {
    expect(await refusal(await signed(claims({}, over), secret))).toBe(401)
  })

  test('is refused unsigned, signed with another secret, changed, or of another kind', async () => {
    const key = new TextEncoder().encode(secret)
    expect(await refusal(new UnsecuredJWT(claims()).encode())).toBe(401)
    expect(await refusal(await signed(claims(), 'another secret of some length, 32 bytes'))).toBe(401)
    const strange = await new SignJWT(claims()).setProtectedHeader({ alg: 'HS512' }).sign(key)
    expect(await refusal(strange)).toBe(401)
    const [head, , signature] = (await signed(claims(), secret)).split('.')
    const payload = Buffer.from(JSON.stringify(claims({ id: 'someone else' }))).toString('base64url')
    expect(await refusal([head, payload, signature].join('.'))).toBe(401)
    expect(await refusal(`${'a'.repeat(30)}`)).toBe(401)
    expect(await refusal(await signed(claims({ id: 'x'.repeat(9000) }), secret))).toBe(400)
    expect(await refusal(await signed(claims({ id: 'x'.repeat(300) }), secret))).toBe(401)
  })

  test('is not taken from a page that may not embed threads', async () => {
    const token = await signed(claims(), secret)
    expect((await problemOf(exchange(token, 'https://evil.example'))).code).toBe('forbidden')
    await exchange(token)
  })

  test('never becomes somebody with an account, unless both sides have made sure of the address', async () => {
    const email = 'ann@example.org'
    const id = await withAccount(server, { name: 'Ann', email, password: 'correct horse battery' })
    const user = { id: 'ann-there', name: 'Ann', email, email_verified: true }
    const stranger = await exchange(await signed(claims(user), secret))
    expect(stranger.person.id).not.toBe(id)
    await db.transact('test', async (tx) => {
      await tx.update(tx.tables.people).set({ emailVerified: true })
    })
    const unsure = await exchange(await signed(claims({ ...user, id: 'unsure', email_verified: false }), secret))
    expect(unsure.person.id).not.toBe(id)
    const sure = await exchange(await signed(claims({ ...user, id: 'sure' }), secret))
    expect(sure.person.id).toBe(id)
    const held = (await people()).filter((person) => person.email === email)
    expect(held.map((person) => person.id)).toEqual([id])
  })

  // SQLite has one writer, which everybody waits for.
  if (dialect === 'postgres')
    test('waits for nobody’s roles but its own', async () => {
      const token = await signed(claims({ id: 'in-a-crowd' }), secret)
      const begun = await db.transact('roles', () => exchange(token))
      expect(begun.person).toMatchObject({ role: 'reader' })
    })

  test('takes no role away that an owner gives at the same moment', async () => {
    for (let round = 0; round < 6; round += 1) {
      const id = `promoted-${round}`
      const { person } = await exchange(await signed(claims({ id }), secret))
      const moderator = { role: 'moderator' as const, storyId: null, section: null }
      const again = await signed(claims({ id, roles: ['member'] }), secret)
      await Promise.all([
        exchange(again),
        owner.call('PUT /api/v1/people/:id/grants', { params: { id: person.id }, body: { grants: [moderator] } }),
      ])
      const held = (await grantsOf(db.read, [person.id])).get(person.id) ?? []
      expect(held.map(({ role }) => role)).toContain('moderator')
    }
  })

  test('is listed among the sessions with the page it was for', async () => {
    const { person } = await exchange(await signed(claims({ id: 'listed' }), secret))
    const [session] = await sessionsOf(db.read, person.id, server.ctx.now(), 9)
    expect(session).toMatchObject({ scope: 'embed', origin: EMBEDDING })
  })

  test('gives the roles the owner allows, takes them back, and leaves those given here', async () => {
    const storyId = await server.story('roles')
    const url = 'https://news.example/roles?utm_source=letter'
    const user = { id: 'wri', name: 'Wri Ter', roles: ['member', 'author', 'moderator', 'owner'], author_of: [url] }
    const { person } = await exchange(await signed(claims(user), secret))
    expect(person).toMatchObject({ role: 'reader', isMember: true, authorOf: [storyId] })
    const grants = async () => {
      const { people } = await owner.call('GET /api/v1/people', { query: { search: 'Wri Ter' } })
      return people[0]?.grants.map(({ role }) => role).sort()
    }
    expect(await grants()).toEqual(['author', 'member'])
    await server.grant(person, 'moderator')
    await exchange(await signed(claims({ ...user, roles: ['member'] }), secret))
    expect(await grants()).toEqual(['member', 'moderator'])
    await exchange(await signed(claims({ ...user, roles: [] }), secret))
    expect(await grants()).toEqual(['moderator'])
  })

  test('shows the labels the owner lists beside what is written from then on', async () => {
    const storyId = await server.story('labels')
    const user = { id: 'sub', name: 'Sub Scriber', badges: ['Editor in chief', 'Subscriber'] }
    const { token } = await exchange(await signed(claims(user), secret))
    const answer = await fetch(`${server.url}/api/v1/stories/${storyId}/comments`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ body: 'With a label.' }),
    })
    expect((await answer.json()).author).toMatchObject({ name: 'Sub Scriber', label: 'Subscriber', badge: null })
  })

  test('a new secret is told once; the one before works for another day', async () => {
    const before = secret
    secret = (await owner.call('POST /api/v1/site/sign-in/secret')).secret
    expect(Buffer.from(secret).length).toBeGreaterThanOrEqual(32)
    await exchange(await signed(claims({ id: 'old-secret' }), before))
    await exchange(await signed(claims({ id: 'new-secret' }), secret))
    const [site, setUp] = [await owner.call('GET /api/v1/site'), await owner.call('GET /api/v1/site/sign-in')]
    for (const told of [site, setUp]) expect(JSON.stringify(told)).not.toContain(secret)
    expect(setUp.tokenSecretAt).not.toBeNull()
    server.clock.forward(DAY)
    expect(await refusal(await signed(claims({ id: 'old-secret' }), before))).toBe(401)
    await exchange(await signed(claims({ id: 'new-secret' }), secret))
  })

  test('nothing but owners sets it up; switched off, nothing signs in', async () => {
    const mo = await server.as('Mo', { role: 'moderator' })
    expect((await problemOf(mo.call('POST /api/v1/site/sign-in/secret'))).code).toBe('forbidden')
    expect((await problemOf(mo.call('GET /api/v1/site/sign-in'))).code).toBe('forbidden')
    await owner.proveAgain()
    const { settings } = await owner.call('GET /api/v1/site')
    const { signIn } = settings
    const off = { ...signIn, token: { ...signIn.token, isOn: false } }
    await owner.call('PATCH /api/v1/site/settings', { body: { signIn: off } })
    expect((await problemOf(exchange(await signed(claims(), secret)))).code).toBe('forbidden')
    await owner.call('PATCH /api/v1/site/settings', { body: { signIn } })
  })
})

describe('tokens by a publisher’s public keys', () => {
  let server: TestServer
  let keys: Server
  let published: object[] = []
  let asked = 0
  let body: string | undefined

  beforeAll(async () => {
    keys = createServer((_request, response) => {
      asked += 1
      response.setHeader('content-type', 'application/json').end(body ?? JSON.stringify({ keys: published }))
    })
    await new Promise<void>((resolve) => keys.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => keys.close())

  async function keyPair(alg: string, kid: string) {
    const pair = await generateKeyPair(alg, { extractable: true })
    return { ...pair, alg, kid, jwk: { ...(await exportJWK(pair.publicKey)), kid, alg, use: 'sig' } }
  }

  /** A server of its own, since keys are kept by their address. */
  async function withKeys(path: string, work: (exchange: (token: string) => Promise<number>) => Promise<void>) {
    server = await startServer({ env: { PRIVATE_NETWORK: 'on' } })
    try {
      const keysUrl = `http://127.0.0.1:${(keys.address() as AddressInfo).port}/${path}`
      const owner = await server.as('Olive', { role: 'owner' })
      await allowTokens(owner, { check: 'keys', keysUrl })
      await work((token) =>
        server.call('POST /api/v1/sessions/token', { headers: { origin: EMBEDDING }, body: { token } }).then(
          () => 201,
          ({ status }) => status,
        ),
      )
    } finally {
      await server.close()
    }
  }
  const by = ({ alg, kid, privateKey }: Awaited<ReturnType<typeof keyPair>>, user?: Record<string, unknown>) =>
    new SignJWT(claimsFor(server.ctx, user)).setProtectedHeader({ alg, kid }).sign(privateKey)

  test('take RS256, ES256 and EdDSA, and ask for the keys once', async () => {
    const pairs = await Promise.all(['RS256', 'ES256', 'EdDSA'].map((alg) => keyPair(alg, alg)))
    published = pairs.map(({ jwk }) => jwk)
    asked = 0
    await withKeys('all', async (exchange) => {
      for (const pair of pairs) expect(await exchange(await by(pair))).toBe(201)
      expect(asked).toBe(1)
    })
  })

  test('a public key is no secret: HS256 with it is refused, and so is a key nobody published', async () => {
    const pair = await keyPair('RS256', 'public')
    published = [pair.jwk]
    await withKeys('confused', async (exchange) => {
      const pem = Buffer.from(await exportSPKI(pair.publicKey))
      for (const secret of [pem, Buffer.from(JSON.stringify(pair.jwk))]) {
        const head = { alg: 'HS256', kid: 'public' }
        expect(await exchange(await new SignJWT(claimsFor(server.ctx)).setProtectedHeader(head).sign(secret))).toBe(401)
      }
      const { jwk } = await keyPair('RS256', 'own')
      const own = await keyPair('RS256', 'own')
      const head = { alg: 'RS256', jwk, kid: 'own' }
      expect(
        await exchange(await new SignJWT(claimsFor(server.ctx)).setProtectedHeader(head).sign(own.privateKey)),
      ).toBe(401)
    })
  })

  test('unknown keys make the publisher’s be fetched anew, but not for every made-up one', async () => {
    const [first, unknown] = [await keyPair('ES256', 'first'), await keyPair('ES256', 'unknown')]
    published = [first.jwk]
    asked = 0
    await withKeys('rotated', async (exchange) => {
      expect(await exchange(await by(first))).toBe(201)
      for (let i = 0; i < 5; i += 1) expect(await exchange(await by(unknown))).toBe(401)
      expect(asked).toBeLessThanOrEqual(2)
    })
  })

  test('are asked for at public addresses alone, unless the owner’s setting says otherwise', async () => {
    const pair = await keyPair('ES256', 'inner')
    published = [pair.jwk]
    asked = 0
    await withKeys('inner', async (exchange) => {
      server.ctx.config.PRIVATE_NETWORK = false
      const owner = await server.as('Olive', { role: 'owner' })
      const { settings } = await owner.call('GET /api/v1/site')
      const saving = problemOf(owner.call('PATCH /api/v1/site/settings', { body: { signIn: settings.signIn } }))
      expect(await saving).toMatchObject({
        ...{ code: 'invalid', detail: expect.stringContaining('PRIVATE_NETWORK') },
        ...{ extra: { issues: [expect.objectContaining({ path: 'body.signIn.token.keysUrl' })] } },
      })
      expect(await exchange(await by(pair))).toBe(503)
      expect(asked).toBe(0)
      server.ctx.config.PRIVATE_NETWORK = true
      expect(await exchange(await by(pair))).toBe(201)
    })
  })

  test('keys that cannot be had are said to be so', async () => {
    const pair = await keyPair('ES256', 'lost')
    for (const answer of ['<!doctype html>', '{"keys":7}', `{"keys":[],"more":"${'x'.repeat(200_000)}"}`]) {
      body = answer
      await withKeys(`lost-${answer.length}`, async (exchange) => expect(await exchange(await by(pair))).toBe(503))
    }
    body = undefined
  })
})
