import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sourceOf } from '../../server/cases/look-up.ts'
import { feedPath } from '../../server/pages/feeds/addresses.ts'
import { looksLike } from '../../server/people/look-alike.ts'
import { endSuspension } from '../../server/suspensions/end-suspension.ts'
import { claim, decideCase, explanation, passage, stepCase } from '../support/console.ts'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'
import { linkIn } from '../support/letters.ts'
import { type MailServer, startMailServer } from '../support/mail-server.ts'
import { sanction } from '../support/sanctioning.ts'
import { problemOf, startServer, type TestPerson, type TestServer } from '../support/start-server.ts'
import { suspend } from '../support/suspending.ts'
import { hasTidied } from '../support/tidying.ts'

type Allowed = 'off' | 'name' | 'email' | 'confirmed'

describe.each(dialects)('guests, on %s', (dialect) => {
  let db: TestDatabase
  let mail: MailServer
  let server: TestServer
  let owner: TestPerson

  beforeAll(async () => {
    ;[db, mail] = await Promise.all([freshDatabase(dialect), startMailServer()])
    server = await startServer({ db, env: { MAIL_URL: mail.url, SITE_NAME: 'The Tide' } })
    owner = await server.as('Olive Owner', { role: 'owner' })
  })
  afterAll(async () => {
    await server?.close()
    await Promise.all([mail?.close(), db?.close()])
  })

  async function allow(guests: Allowed) {
    const { settings } = await owner.call('GET /api/v1/site')
    await owner.call('PATCH /api/v1/site/settings', { body: { signIn: { ...settings.signIn, guests } } })
  }

  const begin = (name: string, email?: string) =>
    server.call('POST /api/v1/sessions/guest', { body: { name, ...(email && { email }) } })

  async function ask(token: string, method: string, path: string, body?: unknown) {
    const answer = await fetch(server.url + path, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: answer.status, body: await answer.json().catch(() => null) }
  }

  const post = (token: string, storyId: string, body: string) =>
    ask(token, 'POST', `/api/v1/stories/${storyId}/comments`, { body })

  async function shown(storyId: string) {
    const input = { params: { id: storyId }, query: {} }
    const { comments } = await server.call('GET /api/v1/stories/:id/thread', input)
    return comments.filter(({ state }) => state === 'visible').map(({ author }) => author)
  }

  async function lastLink(email: string): Promise<string> {
    await server.jobs.runDue()
    return linkIn(mail.letters.filter(({ to }) => to?.some(({ address }) => address === email)).at(-1))
  }

  async function confirm(link: string) {
    await fetch(`${server.url}/link`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams({ token: new URL(link).searchParams.get('token') ?? '' }),
    })
    await server.jobs.runDue()
  }

  test('are refused unless the site allows them', async () => {
    await allow('off')
    expect((await problemOf(begin('Gwen'))).code).toBe('forbidden')
  })

  test('write, edit and delete with a name alone, labelled as guests, and may do nothing else', async () => {
    await allow('name')
    const storyId = await server.story('guests')
    const { token, person } = await begin('Gwen Passing')
    expect(person).toMatchObject({ role: 'reader', isMember: false, guest: { mustConfirm: false } })
    const posted = await post(token, storyId, 'Only passing.')
    expect(posted).toMatchObject({ status: 201, body: { state: 'visible' } })
    expect(await shown(storyId)).toMatchObject([{ name: 'Gwen Passing', badge: 'guest' }])
    const path = `/api/v1/comments/${posted.body.id}`
    expect((await ask(token, 'PATCH', path, { body: 'Still passing.', revision: 1 })).status).toBe(200)
    const other = await begin('Gwen Passing')
    expect((await ask(other.token, 'DELETE', path)).status).toBe(403)
    for (const [method, refused, body] of [
      ['PUT', `${path}/reaction`, undefined],
      ['POST', '/api/v1/sessions/codes', { origin: 'https://news.example' }],
      ['POST', '/api/v1/me/confirmation', undefined],
    ] as const)
      expect((await ask(other.token, method, refused, body)).status).toBe(403)
    expect((await ask(token, 'DELETE', path)).status).toBe(200)
    const { people } = await owner.call('GET /api/v1/people', { query: { search: 'Gwen' } })
    expect(people).toEqual([])
  })

  test('answer what is alleged of a comment of theirs, and appeal what was found', async () => {
    await allow('name')
    const storyId = await server.story('heard')
    const flagger = await server.as('Flo Flagger')
    const { token } = await begin('Heard Guest')
    const { body: comment } = await post(token, storyId, `I read that ${claim}.`)
    const { id } = await flagger.call('POST /api/v1/comments/:id/flags', {
      params: { id: comment.id },
      body: {
        ...{ kind: 'misrepresentation', type: 'overstated', explanation },
        ...{ claim: { exact: claim }, source: { exact: passage } },
      },
    })
    const judge = await server.as('Ju Dge', { role: 'moderator' })
    await stepCase(judge, id, {
      step: 'ask_reply',
      allegation: 'Your comment says more than the story does.',
      hours: 24,
    })
    const path = `/api/v1/me/cases/${id}`
    const answered = await ask(token, 'POST', `${path}/reply`, { reply: 'I had it from the radio.' })
    expect(answered).toMatchObject({ status: 200, body: { reply: 'I had it from the radio.' } })
    await decideCase(judge, id, { finding: 'overstates', action: 'note' })
    await stepCase(judge, id, { step: 'publish' })
    const appealed = await ask(token, 'POST', `${path}/appeal`, { reason: 'The radio said so in as many words.' })
    expect(appealed).toMatchObject({ status: 200, body: { stage: 'appealed', mayAppeal: false } })
  })

  test('are screened, and never taken for staff: by a rule that is tried, in a feed, where their words are quoted', async () => {
    await allow('name')
    const storyId = await server.story('passing')
    const { token } = await begin('Gwen Passing')
    const written = (await post(token, storyId, 'You dastard, the ferry left late.')).body.id
    const scope = { sections: [], storyIds: [storyId] }
    const rule = { name: 'Insults', scope, check: { kind: 'words' as const, phrases: ['dastard'] } }
    const run = await owner.call('POST /api/v1/screening/dry-run', { body: { rule } })
    expect(run.comments.map(({ author }) => author)).toEqual(['Gwen Passing'])
    const feed = await (await fetch(server.url + feedPath('comments', 'json', storyId))).json()
    expect(feed.items).toMatchObject([{ title: 'Gwen Passing (guest)' }])
    const quoted = await sourceOf(db.read, storyId, 'comment', written)
    expect(quoted.isOfSite).toBe(false)
  })

  test('a role given to a guest by mistake gives nothing', async () => {
    const { token, person } = await begin('Gwen Again')
    await server.grant(person, 'owner')
    expect((await ask(token, 'GET', '/api/v1/people')).status).toBe(403)
    expect((await ask(token, 'GET', '/api/v1/me')).body.person).toMatchObject({ role: 'reader', isMember: false })
    await owner.call('PUT /api/v1/people/:id/grants', { params: { id: person.id }, body: { grants: [] } })
  })

  test('give an address where the site wants one; it is shown to nobody', async () => {
    await allow('email')
    expect((await problemOf(begin('Gwen'))).code).toBe('invalid')
    const storyId = await server.story('addresses')
    const { token } = await begin('Gwen', 'gwen@example.org')
    const posted = await post(token, storyId, 'With an address.')
    expect(JSON.stringify(posted.body)).not.toContain('gwen@example.org')
    expect(posted.body.state).toBe('visible')
  })

  test('confirm the address before what they write is shown', async () => {
    await allow('confirmed')
    const storyId = await server.story('confirmed')
    const { token, person } = await begin('Gwen Careful', 'careful@example.org')
    expect(person.guest).toEqual({ mustConfirm: true })
    const link = await lastLink('careful@example.org')
    for (const words of ['One.', 'Two.']) expect((await post(token, storyId, words)).body.state).toBe('pending')
    expect(await shown(storyId)).toEqual([])
    expect(await (await fetch(link)).text()).toContain('Confirm your comment')
    expect(await shown(storyId)).toEqual([])
    await Promise.all([confirm(link), confirm(link), confirm(link)])
    expect(await shown(storyId)).toHaveLength(2)
    expect((await ask(token, 'GET', '/api/v1/me')).body.person.guest).toEqual({ mustConfirm: false })
    expect((await post(token, storyId, 'Three.')).body.state).toBe('visible')
  })

  test('what waits for a moderator as well is not shown by confirming, nor what nobody may write now', async () => {
    const [read, shut] = [await server.story('premoderated'), await server.story('shut')]
    const { token } = await begin('Gwen Patient', 'patient@example.org')
    const mo = await (await server.as('Mo', { role: 'moderator' })).reader()
    await post(token, shut, 'Before the pause.')
    const input = { mode: 'premoderated' as const }
    await suspend(server.ctx, mo, { scope: 'story', storyId: read }, input)
    await suspend(server.ctx, mo, { scope: 'story', storyId: shut })
    expect((await post(token, read, 'Read me first.')).body.state).toBe('pending')
    await confirm(await lastLink('patient@example.org'))
    expect(await shown(read)).toEqual([])
    expect(await shown(shut)).toEqual([])
    const { items } = await owner.call('GET /api/v1/queue', { query: { storyId: read } })
    expect(items).toHaveLength(1)
  })

  test.each(['a ban', 'a ban while it waits for a pause to end', 'a suspension that leaves members alone'])(
    '%s keeps what they wrote before from being shown by confirming',
    async (what) => {
      await allow('confirmed')
      const storyId = await server.story(what.replaceAll(' ', '-'))
      const email = `unwelcome-${what.length}@example.org`
      const { token, person } = await begin('Gwen Unwelcome', email)
      const mo = await (await server.as('Mo', { role: 'moderator' })).reader()
      await post(token, storyId, 'Before.')
      const link = await lastLink(email)
      const target = { scope: 'story' as const, storyId }
      const pause = what.includes('pause') && (await suspend(server.ctx, mo, target))
      if (pause) await confirm(link)
      if (what.includes('members')) await suspend(server.ctx, mo, target, { mode: 'members' })
      else await sanction(server.ctx, mo, { personId: person.id })
      if (pause) await endSuspension(server.ctx, mo, pause.id)
      else await confirm(link)
      server.clock.forward(60_000)
      await server.jobs.runDue()
      expect(await shown(storyId)).toEqual([])
      const { items } = await owner.call('GET /api/v1/queue', { query: { storyId } })
      expect(items).toHaveLength(1)
    },
  )

  test('what a rule holds as well is not shown by confirming, be it in what was posted or in new words', async () => {
    await allow('confirmed')
    const storyId = await server.story('ruled')
    const rule = { name: 'Watches', isOn: true, check: { kind: 'words' as const, phrases: ['cheap watches'] } }
    await owner.call('POST /api/v1/screening/rules', { body: rule })
    const { token } = await begin('Gwen Screened', 'screened@example.org')
    expect((await post(token, storyId, 'Buy cheap watches.')).body.state).toBe('pending')
    const changed = await post(token, storyId, 'Harmless.')
    const body = { body: 'Harmless cheap watches.', revision: 1 }
    expect((await ask(token, 'PATCH', `/api/v1/comments/${changed.body.id}`, body)).status).toBe(200)
    await post(token, storyId, 'Only words.')
    await confirm(await lastLink('screened@example.org'))
    expect(await shown(storyId)).toHaveLength(1)
    const { items } = await owner.call('GET /api/v1/queue', { query: { storyId } })
    expect(items).toHaveLength(2)
  })

  test('posting and confirming at the same moment leaves nothing behind', async () => {
    const stories = await Promise.all(['a', 'b', 'c', 'd'].map((name) => server.story(`at-once-${name}`)))
    const { token } = await begin('Gwen Quick', 'quick@example.org')
    const link = await lastLink('quick@example.org')
    await Promise.all([...stories.map((id) => post(token, id, 'At once.')), confirm(link)])
    await server.jobs.runDue()
    for (const id of stories) expect(await shown(id)).toHaveLength(1)
  })

  test('a guest who is warned can write again once they have read it', async () => {
    await allow('name')
    const storyId = await server.story('warned')
    const { token, person } = await begin('Gwen Warned')
    const mo = await server.as('Mo', { role: 'moderator' })
    const warning = { kind: 'warn', rule: 'abuse', reason: 'Insults are not welcome.' } as const
    const { id } = await mo.call('POST /api/v1/people/:id/sanctions', { params: { id: person.id }, body: warning })
    expect((await post(token, storyId, 'Again.')).status).toBe(403)
    await ask(token, 'POST', `/api/v1/me/sanctions/${id}/acknowledge`)
    expect((await post(token, storyId, 'Again.')).status).toBe(201)
  })

  test.each([
    'Olive Owner',
    'olive owner',
    'OIive Owner',
    'Оlive Оwner',
    'Ölive-Owner',
    'Ｍoderator',
    'The Tide',
    'Adm1n',
  ])('may not be called %s', async (name) => {
    await allow('name')
    expect((await problemOf(begin(name))).code).toBe('conflict')
  })

  test('leave no address behind: without a comment when their session is over, else when an owner erases them', async () => {
    await allow('email')
    const storyId = await server.story('forgotten')
    const silent = await begin('Gwen Silent', 'silent@example.org')
    const { token, person } = await begin('Gwen Erased', 'erased@example.org')
    await post(token, storyId, 'My words.')
    server.clock.forward(31 * 24 * 60 * 60_000)
    await hasTidied(server)
    const { guests, people } = db.read.tables
    const left = async () => (await db.read.select().from(guests)).map(({ personId }) => personId)
    expect(await left()).toContain(person.id)
    expect(await left()).not.toContain(silent.person.id)
    owner = await server.as('Olive Owner', { role: 'owner' })
    const reader = await server.as('Ann')
    const erase = (id: string) =>
      owner.call('PUT /api/v1/people/:id/erasure', { params: { id }, body: { words: 'keep' } })
    expect((await problemOf(erase(reader.id))).code).toBe('not_found')
    await erase(person.id)
    await server.jobs.runDue()
    expect(await shown(storyId)).toMatchObject([{ id: null, name: 'Former reader' }])
    expect(await left()).not.toContain(person.id)
    expect((await db.read.select().from(people)).map(({ id }) => id)).not.toContain(person.id)
  })
})

test('names that only share letters with those of others are nobody’s', () => {
  for (const name of ['Oliver Own', 'Maude Rator', '李小龍', 'Ann'])
    expect(looksLike(name, ['Olive Owner', 'Bo'])).toBe(false)
})

test('a guest writes with the plain form of a story’s page', async () => {
  const server = await startServer()
  try {
    const owner = await server.as('Olive', { role: 'owner' })
    const { settings } = await owner.call('GET /api/v1/site')
    await owner.call('PATCH /api/v1/site/settings', { body: { signIn: { ...settings.signIn, guests: 'email' } } })
    const id = await server.story('plain')
    const page = await (await fetch(`${server.url}/stories/${id}`)).text()
    expect(page).toContain('Post as a guest')
    const send = (fields: Record<string, string>) =>
      fetch(`${server.url}/stories/${id}/comments`, {
        method: 'POST',
        redirect: 'manual',
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin: server.url },
        body: new URLSearchParams({ key: 'a-key-of-the-form', ...fields }),
      })
    const refused = await send({ body: 'Plain words.', name: 'Gwen', email: 'nowhere' })
    expect(refused.status).toBe(400)
    const again = await refused.text()
    for (const kept of ['Plain words.', 'value="Gwen"', 'value="nowhere"']) expect(again).toContain(kept)
    const taken = await send({ body: 'Plain words.', name: 'Gwen', email: 'gwen@example.org' })
    expect(taken.status).toBe(303)
    const cookie = taken.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const after = await (await fetch(`${server.url}/stories/${id}`, { headers: { cookie } })).text()
    expect(after).toContain('Writing as')
    expect(after).toContain('Guest')
  } finally {
    await server.close()
  }
})
