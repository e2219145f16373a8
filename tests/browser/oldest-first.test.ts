import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { complaintsOf, openBrowser } from '../support/browser.ts'
import { type Publisher, startPublisher } from '../support/publisher.ts'
import { startServer, type TestPerson, type TestServer } from '../support/start-server.ts'

let server: TestServer
let publisher: Publisher
let browser: Browser
let bea: TestPerson
let complaints: string[] = []

beforeAll(async () => {
  publisher = await startPublisher(() => server.url)
  server = await startServer({ env: { ALLOWED_ORIGINS: `https://news.example,${publisher.origin}` } })
  browser = await openBrowser()
  bea = await server.as('Bea Second')
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

const thread = (page: Page) => page.locator('afterword-thread')
const article = (page: Page, words: string) => thread(page).getByRole('article').filter({ hasText: words })
const post = (id: string, body: string) =>
  bea.call('POST /api/v1/stories/:id/comments', { params: { id }, headers: {}, body: { body, parentId: null } })

/** Reads so many comments from the oldest on, of which one page is loaded. */
async function readFromOldest(slug: string, count: number): Promise<{ id: string; page: Page }> {
  const id = await server.story(slug)
  for (let n = 1; n <= count; n++) await post(id, `Comment number ${n}.`)
  const page = await browser.newPage({ viewport: { width: 1000, height: 800 }, reducedMotion: 'reduce' })
  complaints = complaintsOf(page)
  page.setDefaultTimeout(20_000)
  await page.goto(publisher.page(`https://news.example/${slug}`))
  await thread(page).scrollIntoViewIfNeeded()
  await thread(page).getByRole('combobox', { name: 'Order' }).selectOption('oldest')
  await article(page, 'Comment number 1.').scrollIntoViewIfNeeded()
  return { id, page }
}

/** Where the loaded comments stand on the page. */
const tops = (page: Page, count: number) =>
  thread(page)
    .getByRole('article')
    .evaluateAll((all, n) => all.slice(0, n).map((one) => Math.round(one.getBoundingClientRect().top + scrollY)), count)

/** Somebody posts; waits for the button that counts it, and makes sure that nothing has moved. */
async function announced(page: Page, id: string, body: string) {
  const before = [await tops(page, 50), await page.evaluate(() => scrollY)]
  await post(id, body)
  const button = thread(page).getByRole('button', { name: '1 new comment — show' })
  await button.waitFor()
  expect([await tops(page, 50), await page.evaluate(() => scrollY)]).toEqual(before)
  return button
}

async function isReached(page: Page, body: string): Promise<void> {
  await article(page, body).waitFor()
  const isFocused = (element: Element) => (element.getRootNode() as ShadowRoot).activeElement === element
  await expect.poll(() => article(page, body).evaluate(isFocused)).toBe(true)
  await article(page, body).getByText('New', { exact: true }).waitFor()
  expect(await thread(page).getByRole('button', { name: /show$/ }).count()).toBe(0)
}

it('announces a comment after the pages loaded so far, and loads what leads to it', async () => {
  const { id, page } = await readFromOldest('near', 110)
  const button = await announced(page, id, 'The last word')
  const before = await tops(page, 50)
  await button.click()
  await isReached(page, 'The last word')
  expect(await tops(page, 50)).toEqual(before)
  expect(await thread(page).getByRole('article').count()).toBe(111)
})

it('shows the part of a long thread where it stands, and leads back', async () => {
  const { id, page } = await readFromOldest('far', 270)
  const button = await announced(page, id, 'The very last word')
  await button.click()
  await isReached(page, 'The very last word')
  await thread(page).getByRole('button', { name: 'Show the thread from its start' }).click()
  await article(page, 'Comment number 1.').waitFor()
})
