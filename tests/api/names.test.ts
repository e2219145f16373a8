import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { errorsFrom } from '../../client/account/rules.ts'
import { linkIn } from '../support/letters.ts'
import { type MailServer, startMailServer } from '../support/mail-server.ts'
import { problemOf, startServer, type TestPerson, type TestServer } from '../support/start-server.ts'

const password = 'correct horse battery'
/** As people are shown it, each is Olive Owner’s name. */
const disguises = ['Olive Owner', 'OIive  owner', 'Оlivе Оwner', 'Ölïve-Öwner', 'Moderator']

describe('a name that can be mistaken for somebody who works here', () => {
  let mail: MailServer
  let server: TestServer
  let owner: TestPerson
  let ann: TestPerson

  beforeAll(async () => {
    mail = await startMailServer()
    server = await startServer({ env: { MAIL_URL: mail.url, SITE_NAME: 'The Tide' } })
    owner = await server.as('Olive Owner', { role: 'owner' })
    ann = await server.as('Ann')
  })
  afterAll(async () => {
    await server?.close()
    await mail?.close()
  })

  const signUp = (name: string, email: string) =>
    server.call('POST /api/v1/people', { body: { name, email, password, next: '/' } })
  const nameOf = async (by: TestPerson) => (await by.call('GET /api/v1/me')).person?.name

  async function linkTo(email: string): Promise<string> {
    await server.jobs.runDue()
    return linkIn(mail.letters.filter(({ to }) => to?.some(({ address }) => address === email)).at(-1))
  }

  async function use(link: string, fields: Record<string, string>) {
    const answer = await fetch(`${server.url}/link`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams({ token: new URL(link).searchParams.get('token') ?? '', ...fields }),
    })
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const me = await fetch(`${server.url}/api/v1/me`, { headers: { cookie } })
    return { status: answer.status, html: await answer.text(), name: (await me.json()).person?.name }
  }

  test.each(disguises)('is not taken at sign-up, nor as a new name: %s', async (name) => {
    expect(await problemOf(signUp(name, 'new@example.org'))).toMatchObject({ code: 'conflict' })
    expect(await problemOf(ann.call('PATCH /api/v1/me', { body: { name } }))).toMatchObject({ code: 'conflict' })
    expect(await nameOf(ann)).toBe('Ann')
  })

  test('is refused at the field of the name', async () => {
    const problem = await problemOf(signUp('Olive Owner', 'field@example.org'))
    expect(errorsFrom(problem)).toEqual({ name: expect.stringContaining('Choose another.') })
  })

  test('is not taken by the account page without scripts, which says why', async () => {
    const headers = { cookie: `afterword=${ann.token}`, origin: server.url, 'sec-fetch-site': 'same-origin' }
    const page = await (await fetch(`${server.url}/account`, { headers })).text()
    const token = /name="token" value="([^"]*)"/.exec(page)?.[1] ?? ''
    const answer = await fetch(`${server.url}/account/profile`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ token, name: 'Olive Owner' }),
    })
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('This name can be mistaken for somebody who works here.')
  })

  test('is asked for anew on the page of a link that makes an account, which stays good', async () => {
    const email = 'link@example.org'
    await server.call('POST /api/v1/sessions/links', { body: { email, next: '/' } })
    const link = await linkTo(email)
    const refused = await use(link, { name: 'Olive Owner' })
    expect(refused).toMatchObject({ status: 409, name: undefined })
    expect(refused.html).toContain('Choose another.')
    expect(await use(link, { name: 'Link Lena' })).toMatchObject({ status: 303, name: 'Link Lena' })
  })

  test('is replaced by a neutral one where its person came to work here after somebody chose it', async () => {
    const email = 'later@example.org'
    await signUp('Pat Penny', email)
    await server.as('Pat Penny', { role: 'moderator' })
    expect(await use(await linkTo(email), { password })).toMatchObject({ status: 303, name: 'Reader' })
  })

  test('stays with whoever works here, and with whoever had it before', async () => {
    await owner.call('PATCH /api/v1/me', { body: { name: 'OLIVE OWNER' } })
    await owner.call('PATCH /api/v1/me', { body: { name: 'Olive Owner' } })
    const earlier = await server.as('Robin')
    await server.as('Robin', { role: 'moderator' })
    await earlier.call('PATCH /api/v1/me', { body: { name: 'Robin' } })
    expect(await nameOf(earlier)).toBe('Robin')
    const again = problemOf(earlier.call('PATCH /api/v1/me', { body: { name: 'ROBIN' } }))
    expect(await again).toMatchObject({ code: 'conflict' })
  })
})
