import { afterAll, beforeAll, expect, it } from 'vitest'
import { startServer, type TestPerson, type TestServer } from '../support/start-server.ts'

let server: TestServer
let mo: TestPerson

beforeAll(async () => {
  server = await startServer()
  mo = await server.as('Mo Derator', { role: 'moderator' })
})
afterAll(() => server?.close())

const why = 'Moderators are reading the papers first.'

/** The words of a page, as somebody has them whose browser runs no scripts. */
async function words(path: string): Promise<string> {
  const html = await (await fetch(server.url + path)).text()
  return html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}

/** A story with a comment, suspended until 18:00 tomorrow. */
async function suspended(
  mode: 'slow' | 'premoderated' | 'members' | 'paused' | 'closed',
  more: object,
): Promise<string> {
  const storyId = await server.story(mode)
  const body = { body: 'A comment.' }
  await mo.call('POST /api/v1/stories/:id/comments', { params: { id: storyId }, headers: {}, body })
  const tomorrow = new Date(server.ctx.now() + 24 * 3_600_000).toISOString().slice(0, 10)
  const target = { scope: 'story', storyId } as const
  const wanted = {
    target,
    mode,
    reasonCode: 'heated',
    reason: why,
    endsAt: `${tomorrow}T18:00:00.000Z`,
    ...more,
  } as const
  await mo.call('POST /api/v1/suspensions', { body: wanted })
  return storyId
}

it.each([
  ['paused', {}, 'Comments on this story are paused until', 'Comments paused until'],
  ['closed', {}, 'Comments on this story are closed until', 'Comments closed until'],
  ['members', {}, 'Comments on this story are for members only until', 'Members only until'],
  ['premoderated', {}, 'Comments on this story are checked before they appear, until', 'Comments checked first until'],
  ['slow', { slowSeconds: 300 }, 'One comment per person in 5 minutes, until', 'Slow mode until'],
] as const)('the pages say “%s”, why, and exactly until when, without JavaScript', async (mode, more, title, mark) => {
  const page = await words(`/stories/${await suspended(mode, more)}`)
  expect(page).toMatch(new RegExp(`${title} \\d+ \\w+ \\d{4}, 18:00 UTC`))
  expect(page).toContain(why)
  expect(page).toContain('Log of decisions')
  expect(await words('/archive')).toMatch(new RegExp(`${mark} \\d+ \\w+ \\d{4}, 18:00 UTC`))
})

it('tells of a suspension of the whole site on every story, and what follows it', async () => {
  const storyId = await server.story('quiet')
  const [start, end, last] = [1, 30, 90].map((n) => new Date(server.ctx.now() + n * 60_000).toISOString())
  const target = { scope: 'site' } as const
  const body = { target, mode: 'paused', reasonCode: 'staffing', reason: why, startsAt: start, endsAt: end } as const
  const { id } = await mo.call('POST /api/v1/suspensions', {
    body: { ...body, followedBy: { mode: 'premoderated', endsAt: last } },
  })
  expect(await words(`/stories/${storyId}`)).toMatch(/Comments on all stories of this site pause at .* UTC\./)
  server.clock.forward(2 * 60_000)
  const page = await words(`/stories/${storyId}`)
  expect(page).toMatch(/Comments on all stories of this site are paused until .* UTC\./)
  expect(page).toMatch(/After that: comments are checked before they appear on the whole site, until .* UTC\./)
  await mo.call('POST /api/v1/suspensions/:id/end', { params: { id }, body: {} })
})
