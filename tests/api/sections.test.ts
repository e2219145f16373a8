import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import type { Endpoint } from '../../server/contract/endpoint.ts'
import { endpoints, type Key } from '../../server/contract/index.ts'
import { mayJoinDesk } from '../../server/people/rules.ts'
import { beginStory } from '../../server/stories/begin-story.ts'
import { setStoryText } from '../../server/stories/set-text.ts'
import { publishFinding } from '../support/cases.ts'
import { decideCase } from '../support/console.ts'
import { articleText } from '../support/context.ts'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'
import { sanctionReason, wantedSanction } from '../support/sanctioning.ts'
import { problemOf, startServer, type TestPerson, type TestServer } from '../support/start-server.ts'
import { at, wanted } from '../support/suspending.ts'

/** What there is in a section, each thing for one act alone. */
interface Side {
  section: string
  storyId: string
  /** Waits for a moderator. */
  heldId: string
  /** Cases about comments. */
  toStep: string
  toNote: string
  toDecide: string
  /** About a post elsewhere. */
  toName: string
  suspension: { id: string; version: number }
  toEnd: string
  scheduleId: string
  updateId: string
  /** Public, for what leaves it so. */
  publicId: string
  /** Public, until it is folded. */
  toMeasure: string
  /** Waits, to be decided with others. */
  toSettle: string
  /** Of another moderator. */
  pinId: string
  /** Of the section, all about one person. */
  toChange: Sanctioned
  toLift: Sanctioned
  appealed: Sanctioned
}
interface Sanctioned {
  id: string
  personId: string
  version: number
}

type Attempt = (by: TestPerson, side: Side, now: number) => Promise<unknown>
const night = { reasonCode: 'staffing', reason: 'Nobody is awake.' } as const
const weekly = { ...({ kind: 'weekly', mode: 'paused', from: '00:00', until: '06:00', ...night } as const), days: [7] }
const why = 'Looked at again, it was too much.'

/** What a moderator does with one thing. */
const acts: Partial<Record<Key, Attempt>> = {
  'POST /api/v1/comments/:id/decision': (by, { heldId: id }) =>
    by.call('POST /api/v1/comments/:id/decision', { params: { id }, body: { decision: 'approve', revision: 1 } }),
  'POST /api/v1/cases/:id/steps': (by, { toStep: id }) =>
    by.call('POST /api/v1/cases/:id/steps', { params: { id }, body: { version: 1, step: 'take' } }),
  'POST /api/v1/cases/:id/decision': (by, { toDecide: id }) =>
    by.call('POST /api/v1/cases/:id/decision', {
      params: { id },
      body: { version: 1, finding: 'fair_paraphrase', explanation: 'Both say the same thing.', action: 'none' },
    }),
  'POST /api/v1/cases/:id/notes': (by, { toNote: id }) =>
    by.call('POST /api/v1/cases/:id/notes', { params: { id }, body: { body: 'To be looked at.' } }),
  'PATCH /api/v1/cases/:id/post': (by, { toName: id }) =>
    by.call('PATCH /api/v1/cases/:id/post', { params: { id }, body: { postedBy: '@another', originatedBy: '' } }),
  'POST /api/v1/suspensions': async (by, { storyId, section }, now) => {
    const slow = { mode: 'slow' as const, slowSeconds: 60 }
    await by.call('POST /api/v1/suspensions', { body: wanted(now, { scope: 'section', section }, slow) })
    return by.call('POST /api/v1/suspensions', { body: wanted(now, { scope: 'story', storyId }, slow) })
  },
  'GET /api/v1/suspensions/effects': (by, { storyId }) =>
    by.call('GET /api/v1/suspensions/effects', { query: { scope: 'story', storyId } }),
  'POST /api/v1/suspensions/:id/extend': (by, { suspension: { id, version } }, now) =>
    by.call('POST /api/v1/suspensions/:id/extend', { params: { id }, body: { version, endsAt: at(now, 600) } }),
  'POST /api/v1/suspensions/:id/end': (by, { toEnd: id }) =>
    by.call('POST /api/v1/suspensions/:id/end', { params: { id }, body: {} }),
  'POST /api/v1/schedules': (by, { section }) =>
    by.call('POST /api/v1/schedules', { body: { ...weekly, target: { scope: 'section', section } } }),
  'DELETE /api/v1/schedules/:id': (by, { scheduleId: id }) =>
    by.call('DELETE /api/v1/schedules/:id', { params: { id } }),
  'GET /api/v1/queue/:id': (by, { heldId: id }) => by.call('GET /api/v1/queue/:id', { params: { id } }),
  'PUT /api/v1/queue/:id/claim': (by, { publicId: id }) =>
    by.call('PUT /api/v1/queue/:id/claim', { params: { id }, body: { takeOver: true } }),
  'DELETE /api/v1/queue/:id/claim': (by, { publicId: id }) =>
    by.call('DELETE /api/v1/queue/:id/claim', { params: { id } }),
  'POST /api/v1/comments/:id/measure': (by, { toMeasure: id }) =>
    by.call('POST /api/v1/comments/:id/measure', {
      params: { id },
      body: { action: 'collapse', revision: 1, rule: 'off_topic', explanation: 'This is about another matter.' },
    }),
  'POST /api/v1/comments/:id/notes': (by, { publicId: id }) =>
    by.call('POST /api/v1/comments/:id/notes', { params: { id }, body: { body: 'Seen.' } }),
  'PUT /api/v1/comments/:id/pin': (by, { publicId: id }) =>
    by.call('PUT /api/v1/comments/:id/pin', { params: { id }, body: { isPinned: false } }),
  'POST /api/v1/people/:id/sanctions': (by, { toChange: { personId: id }, section }, now) =>
    by.call('POST /api/v1/people/:id/sanctions', {
      params: { id },
      body: wantedSanction(now, { kind: 'warn', section }),
    }),
  'PATCH /api/v1/sanctions/:id': (by, { toChange: { id, version } }, now) =>
    by.call('PATCH /api/v1/sanctions/:id', {
      params: { id },
      body: { version, endsAt: at(now, 600), reason: sanctionReason, why },
    }),
  'POST /api/v1/sanctions/:id/end': (by, { toLift: { id, version } }) =>
    by.call('POST /api/v1/sanctions/:id/end', { params: { id }, body: { version, why } }),
  'POST /api/v1/sanctions/:id/appeal-decision': (by, { appealed: { id, version } }) =>
    by.call('POST /api/v1/sanctions/:id/appeal-decision', {
      params: { id },
      body: { version, decision: 'lift', answer: why },
    }),
}

/** What a moderator reads of everything that is theirs. */
const lists: Partial<Record<Key, (by: TestPerson, params: { id: string }) => Promise<unknown>>> = {
  'GET /api/v1/queue': (by) => by.call('GET /api/v1/queue', { query: {} }),
  'GET /api/v1/suspensions': (by) => by.call('GET /api/v1/suspensions', { query: {} }),
  'GET /api/v1/heat': (by) => by.call('GET /api/v1/heat'),
  'GET /api/v1/site': (by) => by.call('GET /api/v1/site'),
  'GET /api/v1/decisions': (by) => by.call('GET /api/v1/decisions', { query: {} }),
  'GET /api/v1/sanctions': (by) => by.call('GET /api/v1/sanctions', { query: {} }),
  'GET /api/v1/people/:id/standing': (by, params) => by.call('GET /api/v1/people/:id/standing', { params }),
  'GET /api/v1/people/:id/comments': (by, params) => by.call('GET /api/v1/people/:id/comments', { params, query: {} }),
}

/** What is numbers, of no section, or of several at once: each has a test of its own. */
const apart: Key[] = [
  'GET /api/v1/desk',
  'GET /api/v1/desk/rules',
  'POST /api/v1/queue/decisions',
  'POST /api/v1/decisions/undo',
  'POST /api/v1/people/:id/notes',
  'DELETE /api/v1/people/:id/notes/:note',
]

test('every endpoint for moderators answers those of a section too, and stands in the lists of this file', () => {
  const forModerators = (Object.entries(endpoints) as [Key, Endpoint][]).filter(([, { role }]) => role === 'moderator')
  for (const [key, { about }] of forModerators) expect(about, `${key} does not say what it is about`).toBeDefined()
  expect(forModerators.map(([key]) => key as string).sort()).toEqual(
    [...Object.keys(acts), ...Object.keys(lists), ...apart].sort(),
  )
})

describe.each(dialects)('a moderator of one section (%s)', (dialect) => {
  let db: TestDatabase
  let server: TestServer
  let owner: TestPerson
  let mo: TestPerson
  let sec: TestPerson
  let ann: TestPerson
  let rob: TestPerson
  let harbour: Side
  let town: Side
  beforeAll(async () => {
    db = await freshDatabase(dialect)
    server = await startServer({ db })
    owner = await server.as('Olive', { role: 'owner' })
    mo = await server.as('Mo', { role: 'moderator' })
    ann = await server.as('Ann')
    rob = await server.as('Rob')
    sec = await server.as('Sec')
    const grants = [{ role: 'moderator' as const, storyId: null, section: 'Harbour' }]
    const given = await owner.call('PUT /api/v1/people/:id/grants', { params: { id: sec.id }, body: { grants } })
    expect(given).toMatchObject({
      role: 'reader',
      sections: ['Harbour'],
      memberOf: ['Harbour'],
      isMember: false,
      grants,
    })
    ;[harbour, town] = [await furnish('Harbour'), await furnish('Town')]
  })
  afterAll(async () => {
    await server.close()
    await db.close()
  })
  const now = () => server.ctx.now()

  async function furnish(section: string): Promise<Side> {
    const { id: storyId } = await beginStory(server.ctx, {
      url: `https://news.example/${section}`,
      title: `The story of ${section}`,
      section,
    })
    await setStoryText(server.ctx, storyId, `<p>${articleText}</p>`)
    const params = { id: storyId }
    const post = async (body: string, by = ann) =>
      (await by.call('POST /api/v1/stories/:id/comments', { params, body: { body } })).id
    const flagger = await server.as(`Flo of ${section}`)
    const quotes = { claim: { exact: 'left at midnight' }, source: { exact: 'left the harbour at noon' } }
    const flag = { ...quotes, type: 'misquoted' as const, explanation: 'The story gives another time.' }
    const flagged = async (body: string) => {
      const id = await post(`${body} It left at midnight.`)
      const sent = { params: { id }, body: { kind: 'misrepresentation' as const, ...flag } }
      return (await flagger.call('POST /api/v1/comments/:id/flags', sent)).id
    }
    const url = `https://social.example/${section}`
    const elsewhere = { url, postedBy: '@a', text: 'It left at midnight.', language: 'en' }
    const [toStep, toNote, toDecide] = [await flagged('One.'), await flagged('Two.'), await flagged('Three.')]
    const reported = await flagger.call('POST /api/v1/stories/:id/outside-flags', {
      params,
      body: { post: elsewhere, ...flag },
    })
    const [publicId, toMeasure] = [await post('In public.', rob), await post('Of something else.')]
    const pinned = await mo.call('PUT /api/v1/comments/:id/pin', { params: { id: publicId }, body: { isPinned: true } })
    const suspend = (mode: 'premoderated' | 'members') =>
      mo.call('POST /api/v1/suspensions', { body: wanted(now(), { scope: 'story', storyId }, { mode }) })
    const suspension = await suspend('premoderated')
    const heldId = await post(`Held words of ${section}.`)
    const toSettle = await post('More of them.')
    const { id: toEnd } = await suspend('members')
    const schedule = await mo.call('POST /api/v1/schedules', {
      body: { ...weekly, target: { scope: 'story', storyId } },
    })
    const update = await mo.call('POST /api/v1/stories/:id/updates', { params, body: { body: 'It was noon.' } })
    const sanctioned = async (over: object): Promise<Sanctioned> =>
      mo.call('POST /api/v1/people/:id/sanctions', {
        params: { id: rob.id },
        body: wantedSanction(now(), { section, commentIds: [publicId], ...over }),
      })
    const [toChange, toLift] = [await sanctioned({}), await sanctioned({ kind: 'limit' })]
    const slowed = await sanctioned({ kind: 'limit', slowSeconds: 60 })
    const appeal = { params: { id: slowed.id }, body: { words: 'I am not that fast.' } }
    await rob.call('POST /api/v1/me/sanctions/:id/appeal', appeal)
    const about = { toChange, toLift, appealed: { ...slowed, version: slowed.version + 1 } }
    const desk = { publicId, toMeasure, toSettle, pinId: pinned.actId ?? '' }
    const cases = { toStep, toNote, toDecide, toName: reported.id }
    return {
      section,
      storyId,
      heldId,
      ...cases,
      ...desk,
      ...about,
      suspension,
      toEnd,
      scheduleId: schedule.id,
      updateId: update.id,
    }
  }

  it.each(Object.keys(lists))('%s has what is of their section, and nothing of another', async (key) => {
    const list = lists[key as Key]!
    const params = { id: rob.id }
    const [all, own] = [JSON.stringify(await list(mo, params)), JSON.stringify(await list(sec, params))]
    for (const words of ['Harbour', 'Town']) expect(all).toContain(words)
    expect(own).toContain('Harbour')
    expect(own).not.toContain('Town')
    expect(own).not.toContain(town.storyId)
  })

  it('sees the cases of their section as a moderator, and no others', async () => {
    const { cases, counts } = await sec.call('GET /api/v1/cases', { query: {} })
    expect(new Set(cases.map(({ storyId }) => storyId))).toEqual(new Set([harbour.storyId]))
    expect(cases[0]!.flagCount).toBe(1)
    expect(counts.open).toBe(4)
    const file = await sec.call('GET /api/v1/cases/:id', { params: { id: harbour.toNote } })
    expect(file.staff?.flags).toHaveLength(1)
    const foreign = sec.call('GET /api/v1/cases/:id', { params: { id: town.toNote } })
    expect((await problemOf(foreign)).code).toBe('not_found')
    const asked = sec.call('GET /api/v1/cases', { query: { storyId: town.storyId } })
    expect((await problemOf(asked)).code).toBe('forbidden')
    expect((await sec.call('GET /api/v1/queue', { query: { storyId: town.storyId } })).items).toEqual([])
  })

  it('counts as one under the stories of their section only: in what they write, publish and change', async () => {
    const write = (id: string) =>
      sec.call('POST /api/v1/stories/:id/comments', { params: { id }, body: { body: 'From the desk.' } })
    expect(await write(harbour.storyId)).toMatchObject({ state: 'visible', author: { badge: 'moderator' } })
    expect((await problemOf(write(town.storyId))).code).toBe('suspended')
    const publish = (id: string) =>
      sec.call('POST /api/v1/stories/:id/updates', { params: { id }, body: { body: 'It was one.' } })
    expect(await publish(harbour.storyId)).toMatchObject({ state: 'published' })
    expect((await problemOf(publish(town.storyId))).code).toBe('forbidden')
    const reason = 'Our clock was wrong.'
    const withdraw = ({ updateId: id }: Side) =>
      sec.call('POST /api/v1/updates/:id/withdraw', { params: { id }, body: { reason } })
    expect(await withdraw(harbour)).toMatchObject({ state: 'withdrawn' })
    expect((await problemOf(withdraw(town))).code).toBe('forbidden')
    const rename = (id: string) => sec.call('PATCH /api/v1/stories/:id', { params: { id }, body: { title: 'Anew' } })
    expect(await rename(harbour.storyId)).toMatchObject({ title: 'Anew' })
    expect((await problemOf(rename(town.storyId))).code).toBe('forbidden')
  })

  it.each(Object.keys(acts))('%s is done in their section, and refused in another', async (key) => {
    const act = acts[key as Key]!
    expect((await problemOf(act(sec, town, now()))).code).toBe('forbidden')
    await act(sec, harbour, now())
  })

  it('reads of a writer at the desk numbers of everywhere, and words of their section', async () => {
    const writerFor = async (by: TestPerson) =>
      (await by.call('GET /api/v1/queue/:id', { params: { id: harbour.publicId } })).writer
    const [all, own] = [await writerFor(mo), await writerFor(sec)]
    expect(all?.latest).toMatchObject([{ id: town.publicId }])
    expect(own?.latest).toEqual([])
    expect(own?.counts).toEqual(all?.counts)
  })

  it('reads in a standing of the findings of everywhere, and has the cases of their section', async () => {
    await publishFinding(server.ctx, await mo.reader(), town.toStep)
    const standing = (by: TestPerson) => by.call('GET /api/v1/people/:id/standing', { params: { id: ann.id } })
    const [all, own] = [await standing(mo), await standing(sec)]
    expect(all.cases).toMatchObject([{ id: town.toStep }])
    expect(own).toMatchObject({ cases: [], counts: all.counts, findings: all.findings })
    expect(all.findings).toMatchObject([{ count: 1 }])
  })

  it('counts what waits in their section', async () => {
    const [all, own] = [await mo.call('GET /api/v1/desk'), await sec.call('GET /api/v1/desk')]
    const { items } = await sec.call('GET /api/v1/queue', { query: {} })
    expect(own.pending).toBe(items.length)
    expect(all.pending).toBeGreaterThan(own.pending)
    expect(all.misrepresentation).toBeGreaterThan(own.misrepresentation)
  })

  it('decides several comments of their section, and is refused each of another', async () => {
    const items = [town, harbour].map(({ toSettle: id }) => ({ id, revision: 1 }))
    const verdict = { decision: 'approve', release: 'now' } as const
    const { decided, refused } = await sec.call('POST /api/v1/queue/decisions', { body: { items, verdict } })
    expect(decided).toMatchObject([{ id: harbour.toSettle }])
    expect(refused).toMatchObject([{ id: town.toSettle, code: 'forbidden' }])
    const ids = [decided[0]?.actId ?? '', harbour.pinId, town.pinId]
    const taken = await sec.call('POST /api/v1/decisions/undo', { body: { ids } })
    expect(taken.undone).toEqual([decided[0]?.actId])
    expect(taken.refused.map(({ code }) => code)).toEqual(['forbidden', 'forbidden'])
  })

  it('takes nothing back in a section that is not theirs any more', async () => {
    const moved = await server.as('Moved', { role: 'moderator', section: 'Harbour' })
    const pin = { params: { id: harbour.publicId }, body: { isPinned: true } }
    const { actId } = await moved.call('PUT /api/v1/comments/:id/pin', pin)
    const grants = [{ role: 'moderator' as const, storyId: null, section: 'Town' }]
    await owner.call('PUT /api/v1/people/:id/grants', { params: { id: moved.id }, body: { grants } })
    const { refused } = await moved.call('POST /api/v1/decisions/undo', { body: { ids: [actId ?? ''] } })
    expect(refused).toMatchObject([{ code: 'forbidden' }])
  })

  it('notes something about anybody, reads what others noted, and deletes their own', async () => {
    const params = { id: rob.id }
    const [own, others] = [
      await sec.call('POST /api/v1/people/:id/notes', { params, body: { body: 'Asked politely.' } }),
      await mo.call('POST /api/v1/people/:id/notes', { params, body: { body: 'Asked again.' } }),
    ]
    const { notes } = await sec.call('GET /api/v1/people/:id/standing', { params })
    expect(notes.map(({ body, mayDelete }) => [body, mayDelete])).toEqual([
      ['Asked again.', false],
      ['Asked politely.', true],
    ])
    const drop = (note: string) => sec.call('DELETE /api/v1/people/:id/notes/:note', { params: { ...params, note } })
    await drop(own.id)
    expect((await problemOf(drop(others.id))).code).toBe('forbidden')
  })

  it('sanctions nobody on the whole site, by what happened elsewhere, or from beside or above', async () => {
    const ban = (person: TestPerson, over: object) =>
      sec.call('POST /api/v1/people/:id/sanctions', {
        params: { id: person.id },
        body: wantedSanction(now(), { section: 'Harbour', ...over }),
      })
    const peer = await server.as('Peer', { role: 'moderator', section: 'Harbour' })
    const attempts: [TestPerson, object][] = [
      [ann, { section: null }],
      [ann, { kind: 'warn', section: null }],
      [ann, { commentIds: [town.toMeasure] }],
      [ann, { caseIds: [town.toNote] }],
      [peer, {}],
      [mo, {}],
    ]
    for (const [person, over] of attempts) expect((await problemOf(ban(person, over))).code).toBe('forbidden')
    const standing = (person: TestPerson) => sec.call('GET /api/v1/people/:id/standing', { params: { id: person.id } })
    expect((await standing(peer)).barred).toContain('of the whole site')
    expect((await standing(ann)).barred).toBeNull()
    // One of the whole site they see, and leave as it is.
    const body = wantedSanction(now(), { commentIds: [town.toMeasure, harbour.toMeasure] })
    const { id, version } = await mo.call('POST /api/v1/people/:id/sanctions', { params: { id: ann.id }, body })
    expect((await standing(ann)).sanctions).toMatchObject([
      { id, mayChange: false, comments: [{ id: harbour.toMeasure }] },
    ])
    const end = (by: TestPerson) =>
      by.call('POST /api/v1/sanctions/:id/end', { params: { id }, body: { version, why } })
    expect((await problemOf(end(sec))).code).toBe('forbidden')
    await end(mo)
  })

  it('reads the figures of their section', async () => {
    const posted = async (by: TestPerson, query: object) =>
      (await by.call('GET /api/v1/figures', { query })).period.comments.posted
    const own = await posted(mo, { section: 'Harbour' })
    expect(await posted(mo, {})).toBeGreaterThan(own)
    for (const query of [{}, { section: 'Harbour' }, { storyId: harbour.storyId }])
      expect(await posted(sec, query)).toBe(own)
    for (const query of [{ section: 'Town' }, { storyId: town.storyId }])
      expect((await problemOf(posted(sec, query))).code).toBe('forbidden')
  })

  it('counts what each rule holds in their section', async () => {
    const check = { kind: 'words' as const, phrases: ['lighthouse'] }
    const { id } = await owner.call('POST /api/v1/screening/rules', { body: { name: 'Lighthouses', check } })
    const lou = await server.as('Lou')
    for (const section of ['Harbour', 'Town']) {
      const url = `https://news.example/lighthouse-${section}`
      const { id: storyId } = await beginStory(server.ctx, {
        url,
        title: 'Lights',
        section,
        publishedAt: server.ctx.now(),
      })
      const body = { body: 'The lighthouse.', parentId: null }
      await lou.call('POST /api/v1/stories/:id/comments', { params: { id: storyId }, body })
    }
    const held = async (by: TestPerson) =>
      (await by.call('GET /api/v1/desk/rules')).rules.find((rule) => rule.id === id)?.pending
    const listed = async (by: TestPerson) =>
      (await by.call('GET /api/v1/queue', { query: { ruleId: id } })).items.length
    expect([await held(mo), await held(sec), await listed(mo), await listed(sec)]).toEqual([2, 1, 2, 1])
    await owner.call('DELETE /api/v1/screening/rules/:id', { params: { id } })
  })

  it('touches nothing of the whole site', async () => {
    const refused = async (asked: Promise<unknown>) => expect((await problemOf(asked)).code).toBe('forbidden')
    await refused(sec.call('POST /api/v1/suspensions', { body: wanted(now(), { scope: 'site' }) }))
    await refused(sec.call('GET /api/v1/suspensions/effects', { query: { scope: 'site' } }))
    await refused(sec.call('POST /api/v1/schedules', { body: { ...weekly, target: { scope: 'site' } } }))
    const site = await mo.call('POST /api/v1/suspensions', {
      body: wanted(now(), { scope: 'site' }, { mode: 'members' }),
    })
    await refused(sec.call('POST /api/v1/suspensions/:id/end', { params: { id: site.id }, body: {} }))
    await mo.call('POST /api/v1/suspensions/:id/end', { params: { id: site.id }, body: {} })
    await refused(sec.call('PATCH /api/v1/site/settings', { body: { openFlagLimit: 7 } }))
    await refused(sec.call('GET /api/v1/webhooks'))
  })

  it('hears at the desk, but not from a publisher’s page, where they are a reader', async () => {
    const reader = await sec.reader()
    expect(mayJoinDesk(reader)).toBe(true)
    const embedded = await server.as('Emb', { scope: 'embed', role: 'moderator', section: 'Harbour' })
    expect(mayJoinDesk(await embedded.reader())).toBe(false)
    expect((await problemOf(embedded.call('GET /api/v1/queue', { query: {} }))).code).toBe('forbidden')
    const { person } = await embedded.call('GET /api/v1/me')
    expect(person).toMatchObject({ role: 'reader', sections: [], memberOf: ['Harbour'] })
  })

  it('is none any more from the next request on', async () => {
    const gone = await server.as('Gone', { role: 'moderator', section: 'Harbour' })
    await gone.call('GET /api/v1/queue', { query: {} })
    await owner.call('PUT /api/v1/people/:id/grants', { params: { id: gone.id }, body: { grants: [] } })
    expect((await problemOf(gone.call('GET /api/v1/queue', { query: {} }))).code).toBe('forbidden')
    const grants = [{ role: 'owner' as const, storyId: null, section: 'Harbour' }]
    const wrong = owner.call('PUT /api/v1/people/:id/grants', { params: { id: gone.id }, body: { grants } })
    expect((await problemOf(wrong)).code).toBe('invalid')
  })

  it('may be a moderator of all, who decides in each, and a member writes where only members may', async () => {
    await decideCase(mo, town.toDecide)
    const { id } = await beginStory(server.ctx, { url: 'https://news.example/m', title: 'Members', section: 'Quay' })
    await mo.call('POST /api/v1/suspensions', {
      body: wanted(now(), { scope: 'story', storyId: id }, { mode: 'members' }),
    })
    const write = (by: TestPerson) =>
      by.call('POST /api/v1/stories/:id/comments', { params: { id }, body: { body: 'A word.' } })
    const member = await server.as('Mae', { role: 'member', section: 'Quay', scope: 'embed' })
    const elsewhere = await server.as('Abe', { role: 'member', section: 'Town' })
    expect(await write(member)).toMatchObject({ state: 'visible', author: { badge: null } })
    expect((await problemOf(write(elsewhere))).code).toBe('suspended')
  })
})
