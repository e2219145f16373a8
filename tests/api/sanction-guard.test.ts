import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Problem } from '../../client/api.ts'
import type { Endpoint } from '../../server/contract/endpoint.ts'
import { endpoints, type Key } from '../../server/contract/index.ts'
import { wantedSanction } from '../support/sanctioning.ts'
import { startServer, type TestPerson, type TestServer } from '../support/start-server.ts'
import { at } from '../support/suspending.ts'
import { type Unguarded, unguarded, worldUnder } from '../support/unguarded.ts'

/**
 * What each write endpoint of the contract answers to somebody whom a moderator has warned, limited or banned. The
 * endpoints come from the contract: a new one fails here until it is said whether it goes on.
 */
const kinds = ['free', 'warn', 'limit', 'interval', 'ban'] as const
type Kind = (typeof kinds)[number]
const no = '403 sanctioned'
const barred = {
  'POST /api/v1/stories/:id/comments': { free: 'visible', warn: no, limit: 'pending', interval: no, ban: no },
  'PATCH /api/v1/comments/:id': { free: 'visible', warn: no, limit: no, interval: 'visible', ban: no },
  'PUT /api/v1/comments/:id/reaction': { free: 'done', warn: no, limit: 'done', interval: 'done', ban: no },
  'DELETE /api/v1/comments/:id/reaction': { free: 'done', warn: no, limit: 'done', interval: 'done', ban: no },
  'POST /api/v1/comments/:id/flags': { free: 'done', warn: no, limit: 'done', interval: 'done', ban: no },
  'POST /api/v1/stories/:id/outside-flags': { free: 'done', warn: no, limit: 'done', interval: 'done', ban: no },
} satisfies Partial<Record<Key, Record<Kind, string>>>
/** Of staff, in their office. */
const office: Key[] = ['POST /api/v1/comments/:id/decision', 'POST /api/v1/queue/decisions']
const goesOn = Object.entries(unguarded).filter(([key]) => !(key in barred))

const writes = (Object.entries(endpoints) as [Key, Endpoint][]).filter(([key]) => !key.startsWith('GET '))

describe('every write endpoint', () => {
  it.each(writes)('%s says whether it goes on for somebody who is warned, limited or banned', (key, { errors }) => {
    const isKnown = key in barred || key in unguarded || office.includes(key)
    if (!isKnown)
      throw new Error(
        `${key} is new: if people write with it, let its action ask \`guard\` or \`refuseSanctioned\`, name the error ` +
          '`sanctioned` in the contract and give it a row here; if not, add it to tests/support/unguarded.ts.',
      )
    expect(errors.includes('sanctioned')).toBe(key in barred)
  })
})

const sanctions: Record<Exclude<Kind, 'free'>, object> = {
  warn: { kind: 'warn' },
  limit: { kind: 'limit' },
  interval: { kind: 'limit', slowSeconds: 3600 },
  ban: {},
}

/** A world in which nobody is kept from writing for the first time. */
function openWorld(server: TestServer): Promise<Unguarded> {
  return worldUnder(server, { mode: 'slow', slowSeconds: 60, endsAt: at(server.ctx.now(), 60) })
}

async function apply(world: Unguarded, person: TestPerson, kind: Kind): Promise<void> {
  if (kind === 'free') return
  const body = wantedSanction(world.server.ctx.now(), sanctions[kind])
  await world.mo.call('POST /api/v1/people/:id/sanctions', { params: { id: person.id }, body })
}

describe.each(kinds)('somebody under “%s”', (kind) => {
  let server: TestServer
  let world: Unguarded
  let cy: TestPerson
  let own: string
  beforeAll(async () => {
    server = await startServer({ env: { PRIVATE_NETWORK: 'on', MAIL_URL: 'console' } })
    world = await openWorld(server)
    cy = await server.as('Cy')
    const input = { params: { id: await server.story('elsewhere') }, body: { body: 'It left at noon.' } }
    own = (await cy.call('POST /api/v1/stories/:id/comments', input)).id
    for (const person of [cy, world.ann, world.bob]) await apply(world, person, kind)
  })
  afterAll(() => server.close())

  const quoted = { claim: { exact: 'left at midnight' }, source: { exact: 'left the harbour at noon' } }
  const explanation = 'The story gives another time.'
  const tries: Record<keyof typeof barred, () => Promise<unknown>> = {
    'POST /api/v1/stories/:id/comments': () =>
      cy.call('POST /api/v1/stories/:id/comments', { params: { id: world.storyId }, body: { body: 'A word.' } }),
    'PATCH /api/v1/comments/:id': () =>
      cy.call('PATCH /api/v1/comments/:id', { params: { id: own }, body: { body: 'Corrected.', revision: 1 } }),
    'PUT /api/v1/comments/:id/reaction': () =>
      cy.call('PUT /api/v1/comments/:id/reaction', { params: { id: world.toFlag } }),
    'DELETE /api/v1/comments/:id/reaction': () =>
      cy.call('DELETE /api/v1/comments/:id/reaction', { params: { id: world.toFlag } }),
    'POST /api/v1/comments/:id/flags': () =>
      cy.call('POST /api/v1/comments/:id/flags', { params: { id: world.toFlag }, body: { kind: 'spam' } }),
    'POST /api/v1/stories/:id/outside-flags': () =>
      cy.call('POST /api/v1/stories/:id/outside-flags', {
        params: { id: world.storyId },
        body: {
          ...{ type: 'misquoted', ...quoted, explanation },
          post: {
            ...{ url: 'https://social.example/posts/9', postedBy: '@somebody', language: 'en' },
            text: 'The paper says that it left at midnight.',
          },
        },
      }),
  }

  it.each(Object.keys(barred) as (keyof typeof barred)[])('%s answers what the table says', async (key) => {
    const outcome = await tries[key]().then(
      (answer) => (Object(answer) as { state?: string }).state ?? 'done',
      (problem: Problem) => `${problem.status} ${problem.code}`,
    )
    expect(outcome).toBe(barred[key][kind])
  })

  if (kind === 'ban' || kind === 'warn')
    it.each(goesOn)('%s goes on', async (_, attempt) => {
      await attempt(world)
    })
})
