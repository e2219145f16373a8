import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { complaintsOf, openBrowser } from '../support/browser.ts'
import { type Publisher, startPublisher } from '../support/publisher.ts'
import { startServer, type TestServer } from '../support/start-server.ts'

let server: TestServer
let publisher: Publisher
let browser: Browser
let complaints: string[] = []
let count = 0

beforeAll(async () => {
  publisher = await startPublisher(() => server.url)
  server = await startServer({ env: { ALLOWED_ORIGINS: publisher.origin, TRUST_PROXY: '127.0.0.1' } })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await publisher?.close()
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
  expect(complaints.splice(0)).toEqual([])
})

const article = (words: string) => `<article class="story" data-visit="${Math.random()}">
  <div class="body">
    <h2 class="x">The harbour</h2><p id="p${Math.random()}">${words} <a href="/more" data-x="1">More</a></p>
    <nav>Home News</nav><script type="application/json">{"not": "words"}</script><p hidden>Subscribe now</p>
    <aside><button type="button">Share</button></aside>
  </div></article>`

/** A reader in another network opens the page. @returns what was sent, once the browser has asked and done so. */
async function visit(url: string, network: string, text: string): Promise<string[]> {
  const page = await browser.newPage()
  await page.route(/\/page-text$/, (route) =>
    route.continue({ headers: { ...route.request().headers(), 'x-forwarded-for': network } }),
  )
  complaints = complaintsOf(page)
  page.setDefaultTimeout(20_000)
  const sent: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/page-text')) sent.push(request.postData() ?? '')
  })
  const asked = page.waitForResponse((response) => response.url().includes('/page-text?'))
  const taken = page
    .waitForResponse((response) => response.url().endsWith('/page-text') && response.request().method() === 'POST')
    .then((response) => response.status())
    .catch(() => null)
  await page.goto(publisher.page(url, { text }))
  await page.locator('afterword-thread').scrollIntoViewIfNeeded()
  const { wanted } = await (await asked).json()
  if (wanted) expect(await taken).toBe(200)
  return sent
}

async function begin(): Promise<{ id: string; url: string }> {
  const url = `${publisher.origin}/story-${++count}`
  const { id } = await server.call('POST /api/v1/stories', { body: { url, title: 'A story' } })
  return { id, url }
}
const textOf = (id: string) => server.call('GET /api/v1/stories/:id/text', { params: { id } })

it('readers’ browsers send the words of the element that the publisher names, the same from each, until they are confirmed', async () => {
  const { id, url } = await begin()
  publisher.article = article('The ferry left at noon.')
  const first = await visit(url, '203.0.113.1', 'article .body')
  expect(await textOf(id)).toMatchObject({
    revision: 1,
    text: 'The harbour\n\nThe ferry left at noon. More',
    via: 'page',
    isConfirmed: false,
  })
  publisher.article = article('The ferry left at noon.')
  const second = await visit(url, '203.0.113.2', 'article .body')
  expect(second).toEqual(first)
  expect(await textOf(id)).toMatchObject({ revision: 1, isConfirmed: true })
  publisher.article = article('The ferry left at noon.')
  expect(await visit(url, '203.0.113.3', 'article .body')).toEqual([])

  publisher.article = article('The ferry left at one.')
  await visit(url, '203.0.113.3', 'article .body')
  expect(await textOf(id)).toMatchObject({ revision: 1 })
  publisher.article = article('The ferry left at one.')
  await visit(url, '203.0.113.4', 'article .body')
  expect(await textOf(id)).toMatchObject({ revision: 2, text: expect.stringContaining('at one'), isConfirmed: true })
})

it('the thread itself is no part of the text, though it stands in the element', async () => {
  const { id, url } = await begin()
  publisher.article = '<p>Only this was written.</p>'
  await visit(url, '203.0.113.1', 'main')
  const { text } = await textOf(id)
  expect(text).toMatch(/Only this was written/)
  expect(text).not.toMatch(/Comments|Sign in/)
})

it.each(['article[', '#nowhere', ''])(
  'a selector that finds nothing (“%s”) sends nothing and harms nothing',
  async (text) => {
    const { id, url } = await begin()
    publisher.article = article('Never sent.')
    const page = await browser.newPage()
    complaints = complaintsOf(page)
    // The socket is opened by the chunk that would have sent it.
    const live = page.waitForEvent('websocket')
    await page.goto(publisher.page(url, { text }))
    await page.locator('afterword-thread').scrollIntoViewIfNeeded()
    await live
    await page.getByRole('heading', { name: /^Comments/ }).waitFor()
    expect(await textOf(id)).toMatchObject({ revision: 0 })
  },
)
