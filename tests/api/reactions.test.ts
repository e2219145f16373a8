import { afterAll, beforeAll, expect, test } from 'vitest'
import { problemOf, startServer, type TestPerson, type TestServer } from '../support/start-server.ts'

let server: TestServer
let ann: TestPerson
let bob: TestPerson
beforeAll(async () => {
  server = await startServer()
  ;[ann, bob] = [await server.as('Ann', { scope: 'embed' }), await server.as('Bob')]
})
afterAll(() => server?.close())

async function scene() {
  const storyId = await server.story(`story-${crypto.randomUUID()}`)
  const input = { params: { id: storyId }, body: { body: 'It was noon.' } }
  const { id } = await ann.call('POST /api/v1/stories/:id/comments', input)
  return { story: { params: { id: storyId } }, comment: { params: { id } }, id }
}

test('who agrees is told to nobody: pages hold the count, and what is one’s own comes apart', async () => {
  const { story, comment, id } = await scene()
  const page = () => server.call('GET /api/v1/stories/:id/thread', { ...story, query: {} })
  expect((await page()).comments).toMatchObject([{ id, agreed: 0 }])
  expect(await bob.call('PUT /api/v1/comments/:id/reaction', comment)).toEqual({ agreed: 1 })
  server.clock.forward(2_000)
  await server.jobs.runDue()
  const shown = await page()
  expect(shown.comments).toMatchObject([{ agreed: 1 }])
  expect(JSON.stringify(shown)).not.toContain(bob.id)
  expect(await bob.call('GET /api/v1/stories/:id/mine', story)).toEqual({
    agreed: [id],
    isSubscribed: false,
    level: null,
    sanctions: [],
  })
  expect(await ann.call('GET /api/v1/stories/:id/mine', story)).toEqual({
    agreed: [],
    isSubscribed: false,
    level: null,
    sanctions: [],
  })
  const { events } = await server.call('GET /api/v1/stories/:id/events', { ...story, query: { since: 1 } })
  expect(events.at(-1)).toMatchObject({ type: 'comment.reacted', commentId: id, agreed: 1 })
})

test('one has to be signed in, and nobody agrees with themselves', async () => {
  const { story, comment } = await scene()
  for (const attempt of [
    server.call('PUT /api/v1/comments/:id/reaction', comment),
    server.call('DELETE /api/v1/comments/:id/reaction', comment),
    server.call('PUT /api/v1/stories/:id/subscription', story),
    server.call('GET /api/v1/stories/:id/mine', story),
    server.call('GET /api/v1/me/notices', { query: {} }),
    server.call('POST /api/v1/me/notices/read', { body: { ids: [] } }),
  ])
    expect(await problemOf(attempt)).toMatchObject({ code: 'unauthenticated' })
  expect(await problemOf(ann.call('PUT /api/v1/comments/:id/reaction', comment))).toMatchObject({ code: 'forbidden' })
})

test('whoever follows a story is told once of an update, and marks it as read', async () => {
  const { story } = await scene()
  const author = await server.as('Art')
  await server.grant(author, 'author', story.params.id)
  expect(await bob.call('PUT /api/v1/stories/:id/subscription', story)).toEqual({ isSubscribed: true })
  await author.call('POST /api/v1/stories/:id/updates', { ...story, body: { kind: 'correction', body: 'At noon.' } })
  await server.jobs.runDue()
  const told = await bob.call('GET /api/v1/me/notices', { query: {} })
  expect(told).toMatchObject({ unread: 1, next: null, notices: [{ kind: 'clarification', number: 1, isRead: false }] })
  expect(JSON.stringify(told), 'references, no words').not.toContain('At noon')

  expect(await problemOf(bob.call('POST /api/v1/me/notices/read', { body: {} }))).toMatchObject({ code: 'invalid' })
  const until = told.notices[0]?.at
  expect(await bob.call('POST /api/v1/me/notices/read', { body: { until } })).toEqual({ unread: 0 })
  expect(await bob.call('DELETE /api/v1/stories/:id/subscription', story)).toEqual({ isSubscribed: false })
})
