import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Problem } from '../../client/api.ts'
import type { Endpoint } from '../../server/contract/endpoint.ts'
import { type ErrorCode, errorStatus } from '../../server/contract/errors.ts'
import { endpoints, type Key } from '../../server/contract/index.ts'
import { startServer, type TestPerson, type TestServer } from '../support/start-server.ts'
import { at, suspend, type Target, type Wanted } from '../support/suspending.ts'
import { type Unguarded, unguarded, worldUnder } from '../support/unguarded.ts'

/**
 * What each write endpoint of the contract may do in each mode of commenting, by whom. The endpoints come from the
 * contract: a new one that writes fails here until its row is written.
 */
type Guarded =
  | 'POST /api/v1/stories/:id/comments'
  | 'PATCH /api/v1/comments/:id'
  | 'PUT /api/v1/comments/:id/reaction'
  | 'DELETE /api/v1/comments/:id/reaction'
  | 'POST /api/v1/comments/:id/decision'
  | 'POST /api/v1/queue/decisions'
const guarded: Record<Guarded, Endpoint['guard']> = {
  'POST /api/v1/stories/:id/comments': 'post',
  'PATCH /api/v1/comments/:id': 'edit',
  'PUT /api/v1/comments/:id/reaction': 'react',
  'DELETE /api/v1/comments/:id/reaction': 'react',
  'POST /api/v1/comments/:id/decision': 'release',
  'POST /api/v1/queue/decisions': 'release',
}
const writes = (Object.entries(endpoints) as [Key, Endpoint][]).filter(([key]) => !key.startsWith('GET '))

describe('every write endpoint', () => {
  it.each(writes)('%s says which guard it passes, and is in the table of this test', (key, { guard }) => {
    if (guard === undefined)
      throw new Error(`${key} writes: give it a \`guard\` in the contract ('none' if it may go on in every mode).`)
    const expected = key in guarded ? guarded[key as Guarded] : key in unguarded ? 'none' : undefined
    if (expected === undefined)
      throw new Error(
        `${key} is new and has the guard '${guard}': say in tests/api/guard.test.ts (or, for 'none', in ` +
          'tests/support/unguarded.ts) what it may do while commenting is suspended.',
      )
    expect(guard).toBe(expected)
  })

  it('is a write of the contract: the table has no row too many', () => {
    const known = new Set(writes.map(([key]) => key as string))
    expect([...Object.keys(guarded), ...Object.keys(unguarded)].filter((key) => !known.has(key))).toEqual([])
  })
})

const everyone = [
  ...['signed out', 'reader', 'member', 'author', 'author in an embed'],
  ...['moderator', 'moderator in an embed', 'owner'],
] as const
type Who = (typeof everyone)[number]

const modes = [
  'open',
  'slow',
  'premoderated',
  'members',
  'paused',
  'paused, edits allowed',
  'closed',
  'closed for good',
]
type Row = Record<Who, string>

/** The same for everybody, but those named. */
function row(all: string, over: Partial<Row> = {}): Row {
  const each = Object.fromEntries(everyone.map((who) => [who, all])) as Row
  return { ...each, 'signed out': '401 unauthenticated', ...over }
}
const office = (what: string) => ({ author: what, moderator: what, owner: what })
const member = (what: string) => ({ member: what, 'author in an embed': what, 'moderator in an embed': what })
const shut = '423 suspended'

const posting: Record<string, Row> = {
  open: row('visible'),
  // Everybody has written just before.
  slow: row('429 slowed', office('visible')),
  premoderated: row('pending', office('visible')),
  members: row(shut, { ...member('visible'), ...office('visible') }),
  paused: row(shut, office('visible, official')),
  'paused, edits allowed': row(shut, office('visible, official')),
  closed: row(shut),
  'closed for good': row(shut),
}
const editing: Record<string, Row> = {
  open: row('visible'),
  slow: row('visible'),
  premoderated: row(shut, office('visible')),
  members: row(shut, { ...member('visible'), ...office('visible') }),
  paused: row(shut, office('visible')),
  'paused, edits allowed': row('visible'),
  closed: row(shut),
  'closed for good': row(shut),
}
/** Whoever may agree with a comment may also do so no longer. */
const reacting: Record<string, Row> = {
  open: row('agreed'),
  slow: row('agreed'),
  premoderated: row('agreed'),
  members: row(shut, { ...member('agreed'), ...office('agreed') }),
  paused: row(shut, office('agreed')),
  'paused, edits allowed': row('agreed'),
  closed: row(shut),
  'closed for good': row(shut),
}

const staffOnly = (what: string) => row('403 forbidden', { moderator: what, owner: what })
const isShut = (mode: string) => mode.startsWith('paused') || mode.startsWith('closed')
const approve = { decision: 'approve', revision: 1 } as const
const bodyOf = {
  'let through': approve,
  'let through now': { ...approve, release: 'now' },
  'let through at reopening': { ...approve, release: 'at_reopening' },
  rejected: { decision: 'reject', revision: 1, rule: 'abuse', reason: 'This insults somebody.' },
} as const
const decisions = Object.keys(bodyOf) as (keyof typeof bodyOf)[]
function deciding(mode: string, decision: keyof typeof bodyOf): Row {
  if (decision === 'rejected') return staffOnly('rejected')
  if (!isShut(mode) || decision === 'let through now') return staffOnly('visible')
  return staffOnly(decision === 'let through' ? '400 invalid' : 'approved')
}

let server: TestServer
const people = {} as Record<Exclude<Who, 'signed out'>, TestPerson>
const as = (who: Who) => (who === 'signed out' ? server : people[who])
const modeOf: Record<string, Partial<Wanted>> = {
  slow: { mode: 'slow', slowSeconds: 600 },
  'paused, edits allowed': { allowsEdits: true },
}

beforeAll(async () => {
  server = await startServer({ env: { PRIVATE_NETWORK: 'on', MAIL_URL: 'console' } })
  const options: Partial<Record<Who, Parameters<TestServer['as']>[1]>> = {
    member: { role: 'member' },
    'author in an embed': { scope: 'embed' },
    moderator: { role: 'moderator' },
    'moderator in an embed': { role: 'moderator', scope: 'embed' },
    owner: { role: 'owner' },
  }
  for (const who of everyone) if (who !== 'signed out') people[who] = await server.as(who, options[who])
})
afterAll(() => server.close())

interface Scene {
  storyId: string
  /** The comment under which everything is written. */
  top: string
  /** A comment by none of those who try. */
  liked: string
  /** A comment of each person’s own. */
  own: Map<Who, string>
  /** Of one reader, waiting for a moderator. */
  held: string[]
}

async function posted(who: Who, storyId: string, parentId: string | null): Promise<string> {
  const input = { params: { id: storyId }, body: { body: `By the ${who}.`, parentId } }
  return (await as(who).call('POST /api/v1/stories/:id/comments', input)).id
}

async function begin(held: number): Promise<Scene> {
  const storyId = await server.story(`story-${crypto.randomUUID()}`)
  await Promise.all(
    (['author', 'author in an embed'] as const).map((who) => server.grant(people[who], 'author', storyId)),
  )
  const top = await posted('moderator', storyId, null)
  const outsider = await server.as('Outside')
  const liked = { params: { id: storyId }, body: { body: 'A good thought.', parentId: top } }
  const { id: likedId } = await outsider.call('POST /api/v1/stories/:id/comments', liked)
  const writers = everyone.filter((who) => who !== 'signed out')
  const ids = await Promise.all(writers.map((who) => posted(who, storyId, top)))
  const target: Target = { scope: 'story', storyId }
  const until = await suspended(target, { mode: 'premoderated' })
  const pending = await Promise.all(Array.from({ length: held }, () => posted('reader', storyId, top)))
  await until()
  return { storyId, top, liked: likedId, own: new Map(writers.map((who, i) => [who, ids[i] ?? ''])), held: pending }
}

/** Suspends; what is returned ends it. */
async function suspended(target: Target, over: Partial<Wanted> = {}): Promise<() => Promise<unknown>> {
  const { id } = await suspend(server.ctx, await people.moderator.reader(), target, over)
  return () => people.moderator.call('POST /api/v1/suspensions/:id/end', { params: { id }, body: {} })
}

async function enter(mode: string, storyId: string): Promise<void> {
  const { stories } = server.ctx.db.read.tables
  if (mode === 'closed for good')
    await server.ctx.db.transact('test', async (tx) => {
      await tx.update(stories).set({ baseMode: 'closed' }).where(eq(stories.id, storyId))
    })
  else if (mode !== 'open')
    await suspended({ scope: 'story', storyId }, modeOf[mode] ?? { mode: mode as Wanted['mode'] })
}

async function outcome(answer: Promise<{ state: string; isOfficial?: boolean }>): Promise<string> {
  return answer.then(
    ({ state, isOfficial }) => (isOfficial ? `${state}, official` : state),
    (problem: Problem) => `${problem.status} ${problem.code}`,
  )
}

/** What becomes of a comment of each person, of their correction of an earlier one, and of their agreeing, all at once. */
async function tryAll({
  storyId,
  top,
  liked,
  own,
}: Scene): Promise<Record<'posted' | 'edited' | 'agreed' | 'tookBack', Row>> {
  const each = async (attempt: (who: Who) => Promise<{ state: string }>) =>
    Object.fromEntries(await Promise.all(everyone.map(async (who) => [who, await outcome(attempt(who))]))) as Row
  const edit = (who: Who) =>
    as(who).call('PATCH /api/v1/comments/:id', {
      params: { id: own.get(who) ?? top },
      body: { body: 'Corrected.', revision: 1 },
    })
  const post = (who: Who) =>
    as(who).call('POST /api/v1/stories/:id/comments', {
      params: { id: storyId },
      body: { body: 'Written meanwhile.', parentId: top },
    })
  // Corrections first: a comment let in by slow mode would not change them, but labels are easier to tell apart.
  const edited = await each(edit)
  const react = (method: 'PUT' | 'DELETE') => async (who: Who) => {
    await as(who).call(`${method} /api/v1/comments/:id/reaction`, { params: { id: liked } })
    return { state: 'agreed' }
  }
  const agreed = await each(react('PUT'))
  return { edited, agreed, tookBack: await each(react('DELETE')), posted: await each(post) }
}

function decideOne(who: Who, id: string, decision: keyof typeof bodyOf) {
  return as(who).call('POST /api/v1/comments/:id/decision', { params: { id }, body: bodyOf[decision] })
}

async function decideAmongSeveral(who: Who, id: string, decision: keyof typeof bodyOf): Promise<{ state: string }> {
  const { revision, ...verdict } = bodyOf[decision]
  const body = { items: [{ id, revision }], verdict }
  const { decided, refused } = await as(who).call('POST /api/v1/queue/decisions', { body })
  const [one] = refused
  if (one) throw { status: errorStatus[one.code as ErrorCode], code: one.code }
  return decided[0] ?? { state: 'nothing' }
}

describe.each(modes)('while commenting on a story is %s', (mode) => {
  let scene: Scene
  beforeAll(async () => {
    scene = await begin(2 * decisions.length * everyone.length)
    await enter(mode, scene.storyId)
  })

  it('everybody may write and correct what the table says', async () => {
    const [posted, edited, agreed] = [posting[mode], editing[mode], reacting[mode]]
    expect(await tryAll(scene)).toEqual({ posted, edited, agreed, tookBack: agreed })
  })

  it('the refused are told by what, until when and by whose clock, and their text is kept', async () => {
    const input = { params: { id: scene.storyId }, body: { body: 'Kept for me?', parentId: scene.top } }
    const answer = await people.reader.call('POST /api/v1/stories/:id/comments', input).catch((error: Problem) => error)
    if (!('extra' in answer)) return
    const by =
      mode === 'closed for good' ? null : { mode: mode.split(',')[0], scope: 'story', endsAt: expect.any(String) }
    expect(answer.extra).toMatchObject({
      commenting: { mode: mode.startsWith('closed') ? 'closed' : mode.split(',')[0], others: [] },
      by,
      serverTime: expect.any(String),
      draft: { parentId: scene.top, body: expect.stringContaining('Kept for me?') },
    })
    const { drafts } = await people.reader.call('GET /api/v1/stories/:id/drafts', { params: { id: scene.storyId } })
    expect(drafts).toHaveLength(1)
    if (answer.code === 'slowed') {
      expect(answer.retryAfterMs).toBeGreaterThan(500_000)
      const retryAt = Date.parse(String(answer.extra.retryAt)) - Date.parse(String(answer.extra.serverTime))
      expect(answer.retryAfterMs).toBe(Math.ceil(retryAt / 1000) * 1000)
    }
  })

  it.each(['one', 'several'])(
    'staff let held comments through now, or at reopening, and nobody else does: %s',
    async (how) => {
      const tried = decisions.flatMap((decision) => everyone.map((who) => ({ decision, who })))
      const held = how === 'one' ? scene.held : scene.held.slice(tried.length)
      const decideOf = how === 'one' ? decideOne : decideAmongSeveral
      const done = tried.map(({ decision, who }, i) => outcome(decideOf(who, held[i] ?? '', decision)))
      const outcomes = await Promise.all(done)
      for (const decision of decisions) {
        const mine = tried.flatMap((one, i) => (one.decision === decision ? [[one.who, outcomes[i]]] : []))
        expect([decision, Object.fromEntries(mine)]).toEqual([decision, deciding(mode, decision)])
      }
    },
  )
})

describe('a pause', () => {
  it.each<[string, (scene: Scene) => Target]>([
    ['the site', () => ({ scope: 'site' })],
    ['a section', () => ({ scope: 'section', section: 'Harbour' })],
    ['a branch', ({ top }) => ({ scope: 'branch', commentId: top })],
  ])('of %s shuts what a story’s pause shuts', async (_, targetOf) => {
    const scene = await begin(0)
    const input = { params: { id: scene.storyId }, body: { section: 'Harbour' } }
    await people.moderator.call('PATCH /api/v1/stories/:id', input)
    const reopen = await suspended(targetOf(scene))
    const [posted, edited, agreed] = [posting.paused, editing.paused, reacting.paused]
    expect(await tryAll(scene)).toEqual({ posted, edited, agreed, tookBack: agreed })
    await reopen()
    expect(
      await outcome(
        people.reader.call('POST /api/v1/stories/:id/comments', {
          params: { id: scene.storyId },
          body: { body: 'Back.', parentId: scene.top },
        }),
      ),
    ).toBe('visible')
  })
})

describe.each(['paused', 'closed'] as const)('while the whole site is %s', (mode) => {
  let own: TestServer
  let world: Unguarded
  beforeAll(async () => {
    own = await startServer({ env: { PRIVATE_NETWORK: 'on', MAIL_URL: 'console' } })
    world = await worldUnder(own, { mode, endsAt: at(Date.now(), 60) })
  })
  afterAll(() => own.close())

  it('nobody can comment', async () => {
    const input = { params: { id: world.storyId }, body: { body: 'A word.' } }
    expect(await outcome(world.ann.call('POST /api/v1/stories/:id/comments', input))).toBe('423 suspended')
  })

  it.each(Object.entries(unguarded))('%s goes on', async (_, attempt) => {
    await attempt(world)
  })
})
