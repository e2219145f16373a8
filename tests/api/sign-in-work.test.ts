import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { changePassword } from '../../server/people/password.ts'
import { withAccount } from '../support/accounts.ts'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'
import { problemOf, startServer, type TestServer } from '../support/start-server.ts'

const spent = vi.hoisted(() => ({ hashes: 0 }))
/** What happens between a password's being found right and whatever is then done for its owner. */
const meanwhile = vi.hoisted(() => ({ once: undefined as (() => Promise<unknown>) | undefined }))
vi.mock('@node-rs/argon2', async (load) => {
  const real = await load<typeof import('@node-rs/argon2')>()
  const counted =
    <A extends unknown[], R>(work: (...given: A) => R) =>
    (...given: A) => {
      spent.hashes += 1
      return work(...given)
    }
  const verify = async (...given: Parameters<typeof real.verify>) => {
    const fits = await real.verify(...given)
    const { once } = meanwhile
    meanwhile.once = undefined
    await once?.()
    return fits
  }
  return { ...real, hash: counted(real.hash), verify: counted(verify) }
})

test('a sign-in costs as much for an unknown address as for a known one: one password hash', async () => {
  const server = await startServer()
  const email = 'ann@example.org'
  await withAccount(server, { name: 'Ann', email, password: 'a long enough password' })
  const costs: number[] = []
  for (const address of [email, 'nobody@example.org']) {
    const before = spent.hashes
    await problemOf(server.call('POST /api/v1/sessions', { body: { email: address, password: 'wrong one' } }))
    costs.push(spent.hashes - before)
  }
  expect(costs).toEqual([1, 1])
  await server.close()
})

describe.each(dialects)('who is let in when things change while they sign in, on %s', (dialect) => {
  const [before, after] = ['a long enough password', 'another one, long enough']
  let db: TestDatabase
  let server: TestServer
  let count = 0

  beforeAll(async () => {
    db = await freshDatabase(dialect)
    server = await startServer({ db })
  })
  afterAll(async () => {
    await server?.close()
    await db?.close()
  })

  async function someone() {
    const email = `ann${++count}@example.org`
    const id = await withAccount(server, { name: 'Ann', email, password: before })
    const signIn = (password: string) => server.call('POST /api/v1/sessions', { body: { email, password } })
    const { token } = await signIn(before)
    const ask = async (path: string, body: object) => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
      const answer = await fetch(server.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
      return answer.json()
    }
    const change = async () => {
      const reader = { personId: id, name: 'Ann' } as Parameters<typeof changePassword>[1]
      await changePassword(server.ctx, reader, null, { present: before, password: after })
    }
    return { id, email, signIn, ask, change }
  }

  async function sessionsOf(personId: string) {
    const rows = await db.read.select().from(db.read.tables.sessions)
    return rows.filter((row) => row.personId === personId)
  }

  test('a password that was right is good for nothing once it is changed', async () => {
    const ann = await someone()
    meanwhile.once = ann.change
    expect(await problemOf(ann.signIn(before))).toMatchObject({ code: 'unauthenticated' })
    expect(await sessionsOf(ann.id)).toEqual([])
    await ann.signIn(after)
  })

  test('nor is what was begun with it, and waits for a second factor', async () => {
    const ann = await someone()
    const { secret } = await ann.ask('/api/v1/me/second-factor', {})
    const app = new TOTP({ secret: Secret.fromBase32(secret) })
    const code = () => app.generate({ timestamp: server.ctx.now() })
    await ann.ask('/api/v1/me/second-factor/confirm', { code: code() })
    server.clock.forward(60_000)
    const { extra } = await problemOf(ann.signIn(before))
    await ann.change()
    const body = { challenge: String(extra.challenge), code: code() }
    const answering = server.call('POST /api/v1/sessions/second-factor', { body })
    expect(await problemOf(answering)).toMatchObject({ code: 'unauthenticated' })
    expect(await sessionsOf(ann.id)).toEqual([])
  })

  test('a code for a publisher’s page ends with the session that made it', async () => {
    const ann = await someone()
    const origin = 'https://news.example'
    const { code } = await ann.ask('/api/v1/sessions/codes', { origin })
    await ann.change()
    const exchanging = server.call('POST /api/v1/sessions/exchange', { headers: { origin }, body: { code } })
    expect(await problemOf(exchanging)).toMatchObject({ code: 'unauthenticated' })
    expect(await sessionsOf(ann.id)).toEqual([])
  })
})
