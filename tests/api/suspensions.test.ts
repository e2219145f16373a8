import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Input, Key } from '../../server/contract/index.ts'
import { problemOf, startServer, type TestPerson, type TestServer } from '../support/start-server.ts'
import { at, type Target, type Wanted, wanted, whyText } from '../support/suspending.ts'

let server: TestServer
let ann: TestPerson
let mo: TestPerson
let olive: TestPerson
let storyId: string
let topId: string
beforeAll(async () => {
  server = await startServer()
  ann = await server.as('Ann Reader')
  mo = await server.as('Mona Moderator', { role: 'moderator' })
  olive = await server.as('Olive Owner', { role: 'owner' })
  storyId = await server.story()
  await mo.call('PATCH /api/v1/stories/:id', { params: { id: storyId }, body: { section: 'Harbour' } })
  topId = await comment('The top.')
})
afterAll(() => server.close())

async function comment(body: string, by = ann): Promise<string> {
  return (await by.call('POST /api/v1/stories/:id/comments', { params: { id: storyId }, body: { body } })).id
}
const now = () => server.ctx.now()
const make = (target: Target, over: Partial<Wanted> = {}) =>
  mo.call('POST /api/v1/suspensions', { body: wanted(now(), target, over) })
const end = (id: string) => mo.call('POST /api/v1/suspensions/:id/end', { params: { id }, body: {} })
const story = (): Target => ({ scope: 'story', storyId })

test('moderators see what runs, is planned and ended, with who made it and what for; readers see none of it', async () => {
  const note = 'Two people keep insulting each other.'
  const [running, planned, ended] = [
    await make({ scope: 'branch', commentId: topId }, { note }),
    await make(story(), { startsAt: at(now(), 60), mode: 'slow', slowSeconds: 60 }),
    await make({ scope: 'section', section: 'Harbour' }),
  ]
  await end(ended.id)
  await ann.call('POST /api/v1/suspensions/:id/reopening-requests', { params: { id: running.id } })
  const { suspensions, timeZone } = await mo.call('GET /api/v1/suspensions', { query: { storyId } })
  expect(timeZone).toBe('UTC')
  expect(suspensions.map(({ id, state }) => [id, state]).sort()).toEqual(
    [
      [running.id, 'running'],
      [planned.id, 'planned'],
      [ended.id, 'ended'],
    ].sort(),
  )
  expect(suspensions.find(({ id }) => id === running.id)).toMatchObject({
    ...{ scope: 'branch', commentId: topId, note, createdBy: 'Mona Moderator', reopeningRequests: 1 },
    ...{ storyTitle: 'About the ferry', followsId: null },
  })
  const shown = await server.call('GET /api/v1/stories/:id', { params: { id: storyId } })
  expect(JSON.stringify(shown)).toContain(whyText)
  expect(JSON.stringify(shown)).not.toMatch(/insulting|Mona/)
  await end(running.id)
  await end(planned.id)
})

test('effects are told of each scope before anything is done', async () => {
  const { id } = await make(story(), { mode: 'premoderated' })
  await comment('Held.')
  const effects = await Promise.all(
    [
      { scope: 'site' as const },
      { scope: 'section' as const, section: 'Harbour' },
      { scope: 'story' as const, storyId },
      { scope: 'branch' as const, commentId: topId },
    ].map((query) => mo.call('GET /api/v1/suspensions/effects', { query })),
  )
  expect(effects.map(({ stories, held }) => [stories, held])).toEqual([
    [1, 1],
    [1, 1],
    [1, 1],
    [1, 0],
  ])
  expect(effects.map(({ standing }) => standing.length)).toEqual([0, 0, 1, 1])
  const queue = await mo.call('GET /api/v1/queue', { query: {} })
  expect(queue).toMatchObject({ items: [{ author: 'Ann Reader', storyId }] })
  expect(queue.items[0]?.commenting.mode).toBe('premoderated')
  const { held } = await ann.call('GET /api/v1/stories/:id/held', { params: { id: storyId } })
  expect(held).toMatchObject([{ body: 'Held.', comment: { state: 'pending' } }])
  const { stories, automatic } = await mo.call('GET /api/v1/heat')
  expect([stories[0]?.storyId, automatic]).toEqual([storyId, []])
  await end(id)
})

test('the site has settings that its owner changes, and moderators read', async () => {
  const before = await mo.call('GET /api/v1/site')
  expect(before.sections).toEqual([{ section: 'Harbour', stories: 1 }])
  expect(before.settings).toMatchObject({ timeZone: 'UTC', automaticPause: { isOn: false }, openFlagLimit: 5 })
  const body = { timeZone: 'Europe/Dublin', release: { count: 3, everySeconds: 30 } }
  const after = await olive.call('PATCH /api/v1/site/settings', { body })
  expect(after).toEqual({ ...before.settings, ...body })
  expect((await mo.call('GET /api/v1/site')).settings).toEqual(after)
  for (const wrong of [
    { timeZone: 'Mars/Olympus' },
    { timeZone: '' },
    { automaticPause: { isOn: true, minutes: 61 } },
    { release: { count: 0, everySeconds: 30 } },
    { heat: { comments: 0, flags: 1, rejections: 1 } },
  ])
    expect((await problemOf(olive.call('PATCH /api/v1/site/settings', { body: wrong }))).code).toBe('invalid')
  await olive.call('PATCH /api/v1/site/settings', { body: { timeZone: 'UTC' } })
})

test('a schedule is made, shown and stopped', async () => {
  const made = await mo.call('POST /api/v1/schedules', {
    body: {
      ...{ kind: 'weekly', target: { scope: 'site' }, mode: 'paused', days: [7, 1], from: '22:00', until: '06:00' },
      ...{ reasonCode: 'staffing', reason: 'Nobody is at the desk.' },
    },
  })
  expect(made).toMatchObject({ kind: 'weekly', scope: 'site', days: [1, 7], afterDays: null, storyTitle: null })
  expect(made.next.length).toBeGreaterThanOrEqual(2)
  const { schedules } = await mo.call('GET /api/v1/suspensions', { query: {} })
  expect(schedules).toMatchObject([{ id: made.id }])
  await mo.call('DELETE /api/v1/schedules/:id', { params: { id: made.id } })
  expect((await mo.call('GET /api/v1/suspensions', { query: {} })).schedules).toEqual([])
})

describe('a suspension is refused', () => {
  const dated = { endsAt: '2099-01-01T00:00:00.000Z' }
  const body = (over: object) => ({ ...wanted(now(), story()), ...over }) as never
  test.each<[string, () => object]>([
    ['without a reason', () => ({ reason: '' })],
    ['with a reason of blanks', () => ({ reason: '            ' })],
    ['without a reason code', () => ({ reasonCode: undefined })],
    ['without an end or a review date', () => ({ endsAt: undefined })],
    ['with both', () => ({ reviewAt: at(now(), 60) })],
    ['with an end that is past', () => ({ endsAt: at(now(), -1) })],
    ['with an end that is years ahead', () => dated],
    ['in slow mode without seconds', () => ({ mode: 'slow' })],
    ['with seconds but no slow mode', () => ({ slowSeconds: 60 })],
    ['in slow mode with one second', () => ({ mode: 'slow', slowSeconds: 1 })],
    ['in a mode that is none', () => ({ mode: 'frozen' })],
    ['of a scope that is none', () => ({ target: { scope: 'planet' } })],
    ['of a section without a name', () => ({ target: { scope: 'section', section: ' ' } })],
    ['that keeps more than a story open', () => ({ target: { scope: 'site' }, mode: 'open' })],
    [
      'that is followed by something stricter',
      () => ({ mode: 'premoderated', followedBy: { mode: 'members', endsAt: at(now(), 90) } }),
    ],
    ['that is followed by something without an end', () => ({ followedBy: { mode: 'members' } })],
  ])('%s', async (_, over) => {
    const problem = await problemOf(mo.call('POST /api/v1/suspensions', { body: body(over()) }))
    expect(problem).toMatchObject({ status: 400, code: 'invalid' })
    const { commenting } = await server.call('GET /api/v1/stories/:id', { params: { id: storyId } })
    expect(commenting).toEqual({ mode: 'open', suspension: null, others: [] })
  })
})

test('only staff suspend, and only the owner changes settings; nobody does from an embedded page', async () => {
  const author = await server.as('Ada Author')
  await server.grant(author, 'author', storyId)
  const embedded = await server.as('Emma Embedded', { role: 'owner', scope: 'embed' })
  const id = storyId
  const asked: [Key, object][] = [
    ['POST /api/v1/suspensions', { body: wanted(now(), story()) }],
    ['POST /api/v1/suspensions/:id/end', { params: { id }, body: {} }],
    ['POST /api/v1/suspensions/:id/extend', { params: { id }, body: { version: 1, endsAt: at(now(), 60) } }],
    ['GET /api/v1/suspensions', { query: {} }],
    ['GET /api/v1/suspensions/effects', { query: { scope: 'site' } }],
    ['DELETE /api/v1/schedules/:id', { params: { id } }],
    ['GET /api/v1/queue', { query: {} }],
    ['GET /api/v1/heat', {}],
    ['GET /api/v1/site', {}],
    ['PATCH /api/v1/site/settings', { body: { openFlagLimit: 1 } }],
  ]
  for (const [key, input] of asked) {
    const codes = await Promise.all(
      [server, ann, author, embedded].map(
        async (by) => (await problemOf(by.call(key, input as Input<typeof key>))).code,
      ),
    )
    expect([key, codes]).toEqual([key, ['unauthenticated', 'forbidden', 'forbidden', 'forbidden']])
  }
  expect((await problemOf(mo.call('PATCH /api/v1/site/settings', { body: { openFlagLimit: 1 } }))).code).toBe(
    'forbidden',
  )
})
