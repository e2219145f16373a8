import { expect, test } from 'vitest'
import { offerSetup } from '../../server/people/offer-setup.ts'
import { signedUp } from '../support/accounts.ts'
import { problemOf, startServer } from '../support/start-server.ts'

const DAY = 24 * 60 * 60_000
const password = 'correct horse battery'

let made = 0
function details() {
  made += 1
  return { name: 'Ann Reader', email: `ann${made}@example.org`, password }
}

async function freshServer() {
  const fresh = await startServer()
  const link = async () => new URL((await offerSetup(fresh.ctx))!).searchParams.get('token')!
  return { fresh, link }
}

test('whoever signs up first is a plain reader; the link makes one owner, once', async () => {
  const { fresh, link } = await freshServer()
  try {
    const first = await signedUp(fresh, details())
    expect(first.person.role).toBe('reader')
    const token = await link()
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () =>
        fresh.call('POST /api/v1/setup', { body: { token, ...details() } }).then(
          ({ person }) => person.role,
          (problem) => problem.code,
        ),
      ),
    )
    expect(outcomes.filter((outcome) => outcome === 'owner')).toHaveLength(1)
    expect(outcomes.filter((outcome) => outcome === 'gone')).toHaveLength(9)
    expect(await offerSetup(fresh.ctx)).toBeNull()
    expect((await problemOf(fresh.call('POST /api/v1/setup', { body: { token, ...details() } }))).code).toBe('gone')
  } finally {
    await fresh.close()
  }
})

test('ten requests with one address: one owner, nine are told that the link is gone', async () => {
  const { fresh, link } = await freshServer()
  try {
    const body = { token: await link(), ...details() }
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () =>
        fresh.call('POST /api/v1/setup', { body }).then(
          ({ person }) => person.role,
          (problem) => problem.code,
        ),
      ),
    )
    expect(outcomes.sort()).toEqual([...Array(9).fill('gone'), 'owner'])
  } finally {
    await fresh.close()
  }
})

test('a wrong link, one replaced by a later start, and one of last week do nothing', async () => {
  const { fresh, link } = await freshServer()
  try {
    const setUp = (token: string) => problemOf(fresh.call('POST /api/v1/setup', { body: { token, ...details() } }))
    const older = await link()
    const newer = await link()
    expect((await setUp('a'.repeat(43))).code).toBe('gone')
    expect((await setUp(older)).code).toBe('gone')
    fresh.clock.forward(7 * DAY)
    expect((await setUp(newer)).code).toBe('gone')
    const { person } = await fresh.call('POST /api/v1/setup', { body: { token: await link(), ...details() } })
    expect(person.role).toBe('owner')
  } finally {
    await fresh.close()
  }
})
