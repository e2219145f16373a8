import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { withAccount } from '../support/accounts.ts'
import { complaintsOf, openBrowser } from '../support/browser.ts'
import { seriousBarriers, visitConsole } from '../support/console.ts'
import { linkIn } from '../support/letters.ts'
import { type MailServer, startMailServer } from '../support/mail-server.ts'
import { allowProvider, type OpenIdProvider, startOpenIdProvider } from '../support/openid-provider.ts'
import { type Publisher, startPublisher } from '../support/publisher.ts'
import { allowTokens, claimsFor, signed } from '../support/publisher-token.ts'
import { withSecondFactor } from '../support/second-factor.ts'
import { startServer, type TestPerson, type TestServer } from '../support/start-server.ts'

const password = 'correct horse battery'
const words = 'Written before signing in.'

describe('what was written before signing in, on another site’s page', () => {
  let server: TestServer
  let publisher: Publisher
  let provider: OpenIdProvider
  let mail: MailServer
  let browser: Browser
  let owner: TestPerson
  let context: BrowserContext
  let page: Page
  let complaints: string[]
  let secret = ''
  let url = ''

  beforeAll(async () => {
    publisher = await startPublisher(() => server.url)
    mail = await startMailServer()
    // The publisher's page is at 127.0.0.1, the server at localhost: two sites, as browsers see it.
    const origins = { HOST: 'localhost', ALLOWED_ORIGINS: `https://news.example,${publisher.origin}` }
    server = await startServer({ env: { ...origins, MAIL_URL: mail.url, PRIVATE_NETWORK: 'on' } })
    owner = await server.as('Olive Owner', { role: 'owner' })
    provider = await startOpenIdProvider(`${server.url}/sign-in/tide/back`)
    await allowProvider(owner, provider, 'tide', 'The Tide')
    secret = await allowTokens(owner)
    const { settings } = await owner.call('GET /api/v1/site')
    await owner.call('PATCH /api/v1/site/settings', { body: { signIn: { ...settings.signIn, guests: 'confirmed' } } })
    const id = await server.story('ways-in')
    url = (await server.call('GET /api/v1/stories/:id', { params: { id } })).url
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
    await Promise.all([publisher?.close(), provider?.close(), mail?.close()])
  })
  afterEach(async () => {
    await context?.close()
    expect(complaints).toEqual([])
  })

  const thread = () => page.locator('afterword-thread')
  const composer = () => thread().getByRole('textbox', { name: 'Your comment' })

  /** A browser that lets no site but the one in its address bar keep cookies. */
  async function write(more: { token?: string } = {}) {
    context = await browser.newContext()
    page = await context.newPage()
    page.setDefaultTimeout(20_000)
    complaints = complaintsOf(page)
    const protocol = await context.newCDPSession(page)
    await protocol.send('Network.setCookieControls', {
      enableThirdPartyCookieRestriction: true,
    })
    await page.goto(publisher.page(url, more))
    await thread().scrollIntoViewIfNeeded()
    await composer().fill(words)
  }

  async function openWindow(): Promise<Page> {
    const opening = page.waitForEvent('popup')
    await thread().getByRole('button', { name: 'Sign in to post' }).click()
    const popup = await opening
    complaints.push(...complaintsOf(popup))
    return popup
  }

  async function allow(popup: Page, name: string) {
    const closed = popup.waitForEvent('close')
    await popup.getByRole('button', { name: `Continue as ${name}` }).click()
    await closed
  }

  async function isPosted(name: string) {
    expect(await composer().inputValue()).toBe(words)
    await thread().getByRole('button', { name: 'Post comment' }).click()
    const posted = thread().getByRole('article', { name: `Comment by ${name}` })
    await posted.getByText(words).waitFor()
  }

  it('survives a password', async () => {
    await withAccount(server, { name: 'Paula', email: 'paula@example.org', password })
    await write()
    const popup = await openWindow()
    await popup.getByLabel('E-mail address').fill('paula@example.org')
    await popup.getByLabel('Password', { exact: true }).fill(password)
    await popup.getByRole('button', { name: 'Sign in', exact: true }).click()
    await allow(popup, 'Paula')
    await isPosted('Paula')
    const cookies = await context.cookies(publisher.origin)
    expect(cookies).toEqual([])
  })

  it('survives a second factor, asked for in the window after the password and on the page of a letter', async () => {
    const email = 'prue@example.org'
    const [first = '', second = ''] = await withSecondFactor(
      server,
      await withAccount(server, { name: 'Prue', email, password }),
    )
    await write()
    const popup = await openWindow()
    await popup.getByLabel('E-mail address').fill(email)
    await popup.getByLabel('Password', { exact: true }).fill(password)
    await popup.getByRole('button', { name: 'Sign in', exact: true }).click()
    await popup.getByLabel('Code').fill(first)
    await popup.getByRole('button', { name: 'Sign in', exact: true }).click()
    await popup.getByRole('button', { name: 'Use another account' }).click()
    await popup.getByRole('button', { name: 'Send me a link instead' }).click()
    await popup.getByLabel('E-mail address').fill(email)
    await popup.getByRole('button', { name: 'Send me a link' }).click()
    await popup.getByRole('heading', { name: 'Look in your mail' }).waitFor()
    await server.jobs.runDue()
    const letter = await context.newPage()
    await letter.goto(linkIn(mail.letters.at(-1)))
    await letter.getByRole('button', { name: 'Sign in' }).click()
    await letter.getByLabel('Code').fill(second)
    await letter.getByRole('button', { name: 'Sign in' }).click()
    await letter.waitForURL(`${server.url}/`)
    await letter.close()
    await allow(popup, 'Prue')
    await isPosted('Prue')
  })

  it('survives a link by e-mail, opened beside the window that waits', async () => {
    await write()
    const popup = await openWindow()
    await popup.getByRole('button', { name: 'Send me a link instead' }).click()
    await popup.getByLabel('E-mail address').fill('lina@example.org')
    await popup.getByRole('button', { name: 'Send me a link' }).click()
    await popup.getByRole('heading', { name: 'Look in your mail' }).waitFor()
    await server.jobs.runDue()
    const letter = await context.newPage()
    await letter.goto(linkIn(mail.letters.at(-1)))
    await letter.getByLabel('Name').fill('Lina')
    await letter.getByRole('button', { name: 'Make my account' }).click()
    await letter.getByRole('heading', { name: 'You are signed in as Lina' }).waitFor()
    await letter.close()
    await allow(popup, 'Lina')
    await isPosted('Lina')
  })

  it('survives a provider, and a refusal by it on the way', async () => {
    provider.person = { sub: 'petra', name: 'Petra' }
    await write()
    const popup = await openWindow()
    provider.refusal = 'access_denied'
    await popup.getByRole('link', { name: 'Continue with The Tide' }).click()
    await popup.getByRole('alert').getByText('this was not allowed').waitFor()
    provider.refusal = undefined
    await popup.getByRole('link', { name: 'Back to signing in' }).click()
    await popup.getByRole('link', { name: 'Continue with The Tide' }).click()
    await allow(popup, 'Petra')
    await isPosted('Petra')
  })

  it('survives a token that comes while somebody writes', async () => {
    await write({ token: '' })
    const token = await signed(claimsFor(server.ctx, { id: 'tom', name: 'Tom' }), secret)
    await thread().evaluate((element, given) => element.setAttribute('token', given), token)
    await thread().getByRole('button', { name: 'Post comment' }).waitFor()
    await isPosted('Tom')
    await page.goto(publisher.page(url, { token }))
    await thread().scrollIntoViewIfNeeded()
    await thread().getByText('Writing as Tom').waitFor()
    await page.goto(publisher.page(url, { token: '' }))
    await thread().scrollIntoViewIfNeeded()
    await thread().getByRole('button', { name: 'Sign in to post' }).waitFor()
  })

  it('survives going on as a guest, and is shown once the address is confirmed', async () => {
    await write()
    await thread().getByRole('button', { name: 'Write as a guest' }).click()
    expect(await seriousBarriers(page)).toEqual([])
    await thread().getByLabel('Your name').fill('olive 0wner')
    await thread().getByLabel('Your e-mail address').fill('gwen@example.org')
    await page.keyboard.press('Enter')
    await thread().getByRole('alert').getByText('can be mistaken for somebody who works here').waitFor()
    await thread().getByLabel('Your name').fill('Gwen')
    await thread().getByRole('button', { name: 'Go on as a guest' }).click()
    await thread().getByText('Writing as Gwen').waitFor()
    expect(await composer().inputValue()).toBe(words)
    await thread().getByRole('button', { name: 'Post comment' }).click()
    await thread().getByText('once you have opened the link in the letter').waitFor()
    await server.jobs.runDue()
    const letter = await context.newPage()
    await letter.goto(linkIn(mail.letters.at(-1)))
    await letter.getByRole('button', { name: 'Confirm' }).click()
    await letter.getByRole('heading', { name: 'Your e-mail address is confirmed' }).waitFor()
    await server.jobs.runDue()
    const posted = thread().getByRole('article', { name: 'Comment by Gwen' })
    await posted.getByText('Guest', { exact: true }).waitFor()
  })

  it('is set up on a page of the console', async () => {
    const visit = await visitConsole(browser, server, owner, '/console/settings/sign-in')
    context = visit.page.context()
    complaints = visit.complaints
    const console = visit.page
    await console.getByRole('checkbox', { name: /^Link by e-mail/ }).uncheck()
    await console.getByRole('button', { name: 'Make a new secret' }).click()
    expect((await console.getByRole('textbox', { name: 'The secret' }).inputValue()).length).toBeGreaterThanOrEqual(32)
    await console.getByRole('button', { name: 'I have kept it' }).click()
    await console.getByRole('button', { name: 'Add a provider' }).click()
    await console.getByRole('button', { name: 'Save' }).click()
    const second = console.getByRole('group', { name: 'Provider 2' })
    await second.getByLabel('Name on the button').fill('Second')
    await console.getByRole('button', { name: 'Remove Second' }).click()
    expect(await seriousBarriers(console)).toEqual([])
    await console.getByRole('button', { name: 'Save' }).click()
    await console.getByText('Nothing to save.').waitFor()
    expect(await server.call('GET /api/v1/sign-in')).toMatchObject({ link: false, password: true })
  })
})
