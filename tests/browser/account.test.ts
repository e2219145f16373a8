import { Secret, TOTP } from 'otpauth'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAccount } from '../../server/people/accounts.ts'
import { complaintsOf, openBrowser } from '../support/browser.ts'
import { seriousBarriers } from '../support/console.ts'
import { startServer, type TestPerson, type TestServer } from '../support/start-server.ts'

const PASSWORD = 'a long enough password'
const MINUTE = 60_000

describe('one’s account, in a browser', () => {
  let server: TestServer
  let browser: Browser

  beforeAll(async () => {
    server = await startServer()
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  async function open(path: string, { person, scripts }: { person?: TestPerson; scripts: boolean }) {
    const context = await browser.newContext({ javaScriptEnabled: scripts, viewport: { width: 1000, height: 900 } })
    if (person) await context.addCookies([{ name: 'afterword', value: person.token, url: server.url }])
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    const complaints = complaintsOf(page)
    await page.goto(server.url + path)
    return { page, complaints }
  }

  async function withPassword(name: string) {
    const email = `${crypto.randomUUID()}@example.org`
    await createAccount(server.ctx, { name, email, password: PASSWORD }, { key: email, after: async () => undefined })
    return email
  }

  async function signIn(page: Page, email: string) {
    await page.getByLabel('E-mail address').fill(email)
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  }

  it.each([false, true])('name, second factor and data, by plain forms (scripts: %s)', async (scripts) => {
    const email = await withPassword('Ann Before')
    const { page, complaints } = await open('/account', { scripts })
    await signIn(page, email)
    await page.getByLabel('Name').fill('x')
    await page.getByRole('button', { name: 'Change name' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('2 to 60 characters')
    await page.getByLabel('Name').fill('Ann After')
    await page.getByRole('button', { name: 'Change name' }).click()
    expect(await page.getByRole('status').textContent()).toContain('Your name is changed')

    await page.getByRole('link', { name: 'Signing in' }).click()
    await page.getByText('this one').waitFor()
    await page.getByRole('button', { name: 'Set up' }).click()
    const secret = (await page.locator('.account-secret').textContent())!.replaceAll(' ', '')
    const code = () => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: server.ctx.now() })
    if (scripts) expect(await seriousBarriers(page)).toEqual([])
    await page.getByLabel('Code').fill(code())
    await page.getByRole('button', { name: 'Switch on' }).click()
    const recovery = await page.locator('.account-codes code').allTextContents()
    expect(recovery).toHaveLength(10)
    await page.getByRole('link', { name: 'I have kept them' }).click()
    await page.getByText('10 recovery codes are left').waitFor()

    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.goto(`${server.url}/sign-in?next=/account/data`)
    await signIn(page, email)
    await page.getByLabel('Code').fill('000000')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('This code is not right').waitFor()
    await page.getByLabel('Code').fill(recovery[0]!)
    await page.getByRole('button', { name: 'Sign in' }).click()

    await page.getByLabel('Keep them, without my name.').check()
    server.clock.forward(20 * MINUTE)
    await page.getByRole('button', { name: 'Erase my account' }).click()
    await page.getByRole('heading', { name: 'Confirm that it is you' }).waitFor()
    await page.getByLabel('Code').fill(code())
    await page.getByRole('button', { name: 'Confirm' }).click()
    await page.getByLabel('Delete my words.').check()
    await page.getByRole('button', { name: 'Erase my account' }).click()
    await page.getByText('Your account will be erased after').waitFor()
    if (scripts) expect(await seriousBarriers(page)).toEqual([])
    await page.getByRole('button', { name: 'Keep my account' }).click()
    expect(await page.getByRole('status').textContent()).toContain('Your account stays')
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('another site cannot send its forms, nor a page of another session', async () => {
    const person = await server.as('Ann')
    const send = (headers: Record<string, string>, token: string) =>
      fetch(`${server.url}/account/profile`, {
        method: 'POST',
        headers: { ...headers, cookie: `afterword=${person.token}` },
        body: new URLSearchParams({ token, name: 'Changed' }),
        redirect: 'manual',
      })
    expect((await send({ 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, 'x')).status).toBe(403)
    expect((await send({ 'sec-fetch-site': 'same-origin', origin: server.url }, 'x')).status).toBe(403)
    expect((await person.call('GET /api/v1/me')).person?.name).toBe('Ann')
  })

  it('mutes a person in the thread, here and in the account, and nobody is told', async () => {
    const id = await server.story('muted')
    const [loud, ann] = [await server.as('Loud'), await server.as('Ann')]
    const post = (by: TestPerson, body: string, parentId: string | null = null) =>
      by.call('POST /api/v1/stories/:id/comments', { params: { id }, body: { body, parentId } })
    await post(loud, 'All of you are wrong.')
    await post(ann, 'A calm word.')
    // Signed out: kept in this browser.
    const { page, complaints } = await open(`/stories/${id}`, { scripts: true })
    const comment = page.getByRole('article', { name: 'Comment by Loud' })
    await comment.getByRole('button', { name: 'Mute Loud' }).click()
    await comment.getByText('All of you').waitFor({ state: 'hidden' })
    await page.reload()
    await comment.getByText('Muted:').waitFor()
    await comment.getByRole('button', { name: /show once/ }).click()
    await comment.getByText('All of you').waitFor()
    expect(await page.locator('.count').first().textContent()).toBe('2')
    expect(complaints).toEqual([])
    await page.context().close()

    // Signed in: kept with the account.
    await ann.call('PUT /api/v1/me/mutes/:id', { params: { id: loud.id } })
    const mine = await open('/account/muted', { person: ann, scripts: false })
    await mine.page.getByText('Loud', { exact: true }).waitFor()
    await mine.page.getByRole('button', { name: /^Show again/ }).click()
    await mine.page.getByText('You have muted nobody').waitFor()
    await mine.page.context().close()
    expect(JSON.stringify(await loud.call('GET /api/v1/me'))).not.toContain(ann.id)
  })
})
