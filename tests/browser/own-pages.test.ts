import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { complaintsOf, openBrowser } from '../support/browser.ts'
import { startServer, type TestPerson, type TestServer } from '../support/start-server.ts'

/** The widget on the server's own pages, whose words it takes the place of. */

let server: TestServer
let browser: Browser
let bea: TestPerson
const complaints: string[][] = []
let stories = 0

beforeAll(async () => {
  server = await startServer()
  browser = await openBrowser()
  bea = await server.as('Bea Second')
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
  expect(complaints.splice(0).flat()).toEqual([])
})

const thread = (page: Page) => page.locator('afterword-thread')
const composer = (page: Page) => thread(page).getByRole('textbox', { name: 'Your comment' })
const button = (page: Page, name: string | RegExp) => thread(page).getByRole('button', { name })
const shows = (locator: Locator) => locator.waitFor({ state: 'visible' })
const writes = (page: Page, name: string) => thread(page).getByText(`Writing as ${name} · Sign out`)
const newStory = () => server.story(`own-${++stories}`)

function post(person: TestPerson, storyId: string, body: string) {
  return person.call('POST /api/v1/stories/:id/comments', { params: { id: storyId }, body: { body } })
}

/** A browser in which somebody has signed in on the server's own pages. */
async function browserOf(person: TestPerson | null): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1000, height: 800 }, reducedMotion: 'reduce' })
  if (person) await carry(context, person)
  return context
}

async function carry(context: BrowserContext, person: TestPerson): Promise<void> {
  await context.addCookies([{ name: 'afterword', value: person.token, url: server.url, httpOnly: true }])
}

/** A story's page, with the widget where the words of the page were. */
async function read(context: BrowserContext, storyId: string, hash = ''): Promise<Page> {
  const page = await context.newPage()
  complaints.push(complaintsOf(page))
  page.setDefaultTimeout(20_000)
  await page.goto(`${server.url}/stories/${storyId}${hash}`)
  await taken(page)
  return page
}

/** Waits until the widget shows its own thread. */
async function taken(page: Page): Promise<void> {
  await thread(page).scrollIntoViewIfNeeded()
  await shows(composer(page))
  await page.waitForFunction(() => {
    const root = document.querySelector('afterword-thread')?.shadowRoot
    return root && !root.querySelector('slot') && root.querySelector('textarea')
  })
}

describe('who has signed in on the server’s own pages', () => {
  it('writes in the widget there without being asked again', async () => {
    const id = await newStory()
    const ann = await server.as('Ann First')
    const page = await read(await browserOf(ann), id)
    // Never another thread in between: it says so as soon as it is there.
    expect(await writes(page, 'Ann First').isVisible()).toBe(true)
    await composer(page).fill('Written without signing in anew.')
    await button(page, 'Post comment').click()
    await shows(thread(page).getByRole('article', { name: 'Comment by Ann First' }))

    // One session for all visits, and it holds no more than a reader's rights.
    await page.reload()
    await taken(page)
    const { sessions } = await ann.call('GET /api/v1/me/sessions')
    expect(sessions.length).toBe(2)
    const token = await page.evaluate((base) => JSON.parse(localStorage[`afterword:token:${base}`]), server.url)
    const ask = (cookie: string, headers: Record<string, string>) =>
      fetch(`${server.url}/api/v1/sessions/codes`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: `afterword=${cookie}`, ...headers },
        body: JSON.stringify({ origin: server.url }),
      })
    expect((await ask(token, { 'sec-fetch-site': 'same-origin' })).status).toBe(403)
    for (const site of ['cross-site', 'same-site'])
      expect((await ask(ann.token, { 'sec-fetch-site': site, origin: server.url })).status).toBe(401)
    expect((await ask(ann.token, { origin: 'https://news.example' })).status).toBe(401)
  })

  it('is signed out there by signing out in the widget, and the other way round', async () => {
    const id = await newStory()
    const ann = await server.as('Ann First')
    const context = await browserOf(ann)
    const page = await read(context, id)
    await button(page, 'Sign out').click()
    await shows(button(page, 'Sign in to post'))
    await expect
      .poll(() =>
        ann.call('GET /api/v1/me').then(
          ({ person }) => person,
          () => null,
        ),
      )
      .toBe(null)
    await page.reload()
    await taken(page)
    await shows(button(page, 'Sign in to post'))

    const ben = await server.as('Ben Third')
    await carry(context, ben)
    await page.reload()
    await taken(page)
    expect(await writes(page, 'Ben Third').isVisible()).toBe(true)
    await context.clearCookies()
    await page.reload()
    await taken(page)
    await shows(button(page, 'Sign in to post'))
  })

  it('is whoever signed in last, and whom another device signed out of the widget', async () => {
    const id = await newStory()
    const [ann, ben] = [await server.as('Ann First'), await server.as('Ben Third')]
    const context = await browserOf(ann)
    const page = await read(context, id)
    await shows(writes(page, 'Ann First'))
    await carry(context, ben)
    await page.reload()
    await taken(page)
    expect(await writes(page, 'Ben Third').isVisible()).toBe(true)
    const { sessions } = await ann.call('GET /api/v1/me/sessions')
    expect(sessions.length).toBe(1)

    const token = await page.evaluate((base) => JSON.parse(localStorage[`afterword:token:${base}`]), server.url)
    await fetch(`${server.url}/api/v1/sessions/current`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${token}` },
    })
    await page.reload()
    await taken(page)
    expect(await writes(page, 'Ben Third').isVisible()).toBe(true)
    expect(
      await thread(page)
        .getByText(/session has ended/)
        .count(),
    ).toBe(0)
  })
})
