import { expect, test, vi } from 'vitest'
import { withAccount } from '../support/accounts.ts'
import { problemOf, startServer } from '../support/start-server.ts'

const spent = vi.hoisted(() => ({ hashes: 0 }))
vi.mock('@node-rs/argon2', async (load) => {
  const real = await load<typeof import('@node-rs/argon2')>()
  const counted =
    <A extends unknown[], R>(work: (...given: A) => R) =>
    (...given: A) => {
      spent.hashes += 1
      return work(...given)
    }
  return { ...real, hash: counted(real.hash), verify: counted(real.verify) }
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
