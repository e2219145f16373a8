import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { ask, dial, type Line } from '../support/listen.ts'
import { startServer, type TestPerson, type TestServer } from '../support/start-server.ts'
import { wanted } from '../support/suspending.ts'

let server: TestServer
let owner: TestPerson
beforeAll(async () => {
  server = await startServer()
  owner = await server.as('Olive Owner', { role: 'owner' })
})
afterAll(() => server.close())

const lines: Line[] = []
afterEach(() => {
  for (const line of lines.splice(0)) line.close()
})
async function connected(extraHeaders: Record<string, string> = {}) {
  const line = await dial(server.url, { extraHeaders, reconnection: false })
  lines.push(line)
  return line
}

function ended(line: Line) {
  return new Promise((resolve) => line.once('disconnect', resolve))
}

function setRoles(person: TestPerson, grants: { role: 'moderator'; storyId: null }[]) {
  return owner.call('PUT /api/v1/people/:id/grants', { params: { id: person.id }, body: { grants } })
}

async function pause(storyId: string) {
  const moderator = await server.as('Pat Pauser', { role: 'moderator' })
  const body = wanted(Date.now(), { scope: 'story', storyId })
  await moderator.call('POST /api/v1/suspensions', { body })
}

test('moderators, owners and authors hear that the queues changed; readers and embedded pages are refused', async () => {
  const author = await server.as('Ada Author')
  await server.grant(author, 'author', await server.story('by-ada'))
  const embedded = await server.as('Emma Embedded', { role: 'moderator', scope: 'embed' })
  const reader = await server.as('Rob Reader')
  const moderator = await server.as('Mona Moderator', { role: 'moderator' })

  const codes = await Promise.all(
    [undefined, 'x'.repeat(43), reader.token, embedded.token].map(async (token) => {
      const { ok, code } = await ask(await connected(), 'desk', token === undefined ? {} : { token })
      return ok ? 'ok' : code
    }),
  )
  expect(codes).toEqual(['unauthenticated', 'unauthenticated', 'forbidden', 'forbidden'])

  const rings: string[] = []
  for (const { name, token } of [author, moderator, owner]) {
    const line = await connected()
    line.on('desk', () => rings.push(name))
    expect(await ask(line, 'desk', { token })).toEqual({ ok: true })
  }
  const outside = await connected()
  outside.on('desk', () => rings.push('outside'))
  await pause(await server.story('heated'))
  await expect.poll(() => [...new Set(rings)].sort()).toEqual(['Ada Author', 'Mona Moderator', 'Olive Owner'])
})

test('a page of ours is known by its cookie, a page of another site is not', async () => {
  const { token } = await server.as('Mick Moderator', { role: 'moderator' })
  const cookie = `afterword=${token}`
  const own = await connected({ cookie, origin: server.url })
  expect(await ask(own, 'desk', {})).toEqual({ ok: true })
  for (const headers of [
    { origin: 'https://news.example' },
    { 'sec-fetch-site': 'same-site', origin: server.url },
    {},
  ]) {
    const line = await connected({ cookie, ...headers } as Record<string, string>)
    expect(await ask(line, 'desk', {})).toMatchObject({ ok: false, code: 'unauthenticated' })
  }
})

test('whoever loses the role loses the open connection', async () => {
  const moderator = await server.as('Max Moderator', { role: 'moderator' })
  const [desk, thread] = [await connected(), await connected()]
  await ask(desk, 'desk', { token: moderator.token })
  const gone = ended(desk)
  await setRoles(moderator, [{ role: 'moderator', storyId: null }])
  expect(desk.connected).toBe(true)
  await setRoles(moderator, [])
  expect(await gone).toBe('io server disconnect')
  expect(thread.connected).toBe(true)
})

test('so does whoever signs out', async () => {
  const moderator = await server.as('Mia Moderator', { role: 'moderator' })
  const desk = await connected()
  await ask(desk, 'desk', { token: moderator.token })
  const gone = ended(desk)
  await moderator.call('DELETE /api/v1/sessions/current')
  expect(await gone).toBe('io server disconnect')
})
