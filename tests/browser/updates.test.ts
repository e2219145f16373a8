import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Input } from '../../server/contract/index.ts'
import { barriers } from '../support/barriers.ts'
import { complaintsOf, openBrowser } from '../support/browser.ts'
import { type Publisher, startPublisher } from '../support/publisher.ts'
import { startServer, type TestPerson, type TestServer } from '../support/start-server.ts'

const MINUTE = 60_000
const reason = 'the harbour master has told us that our clock was wrong.'

let server: TestServer
let publisher: Publisher
let browser: Browser
let art: TestPerson
let ann: TestPerson
let complaints: string[] = []
let stories = 0

beforeAll(async () => {
  publisher = await startPublisher(() => server.url)
  server = await startServer({ env: { ALLOWED_ORIGINS: `https://news.example,${publisher.origin}` } })
  browser = await openBrowser()
  art = await server.as('Art', { role: 'moderator' })
  ann = await server.as('Ann Asks')
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

async function story(): Promise<{ id: string; url: string }> {
  const slug = `ferry-${++stories}`
  return { id: await server.story(slug), url: `https://news.example/${slug}` }
}

const publish = (id: string, body: Partial<Input<'POST /api/v1/stories/:id/updates'>['body']> & { body: string }) =>
  art.call('POST /api/v1/stories/:id/updates', { params: { id }, headers: {}, body })
const edit = (id: string, revision: number, body: string) =>
  art.call('PATCH /api/v1/updates/:id', { params: { id }, body: { revision, body } })
const withdraw = (id: string) => art.call('POST /api/v1/updates/:id/withdraw', { params: { id }, body: { reason } })
const post = (id: string, body: string, parentId: string | null = null) =>
  ann.call('POST /api/v1/stories/:id/comments', { params: { id }, headers: {}, body: { body, parentId } })

const thread = (page: Page) => page.locator('afterword-thread')
const shows = (locator: Locator) => locator.waitFor({ state: 'visible' })
const isFocused = (element: Element) => (element.getRootNode() as ShadowRoot).activeElement === element

async function open(address: string, width = 1000): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 800 }, reducedMotion: 'reduce' })
  complaints = complaintsOf(page)
  page.setDefaultTimeout(20_000)
  await page.goto(address)
  return page
}

async function read(url: string): Promise<Page> {
  const page = await open(publisher.page(url))
  await thread(page).scrollIntoViewIfNeeded()
  await shows(thread(page).getByRole('heading', { name: /^Comments/ }))
  await shows(thread(page).locator('.asides button').first())
  return page
}

describe('updates over the thread', () => {
  it('show the passage before and after, whom they thank, and lead to both', async () => {
    const { id, url } = await story()
    const asked = await post(id, 'Was it not one o’clock?')
    const anchor = { exact: 'left the harbour at noon', after: 'left the harbour at one' }
    await publish(id, { kind: 'correction', body: 'It was one.', anchor, creditCommentId: asked.id })
    const page = await read(url)
    const update = thread(page).locator('#update-1')
    await shows(update.getByText('Correction'))
    expect(await update.locator('mark').allInnerTexts()).toEqual(['noon', 'one'])
    const passage = await update.getByRole('link', { name: 'The story says now' }).getAttribute('href')
    expect(passage).toBe(`${url}#:~:text=left%20the%20harbour%20at%20one`)
    await shows(update.getByText('Thanks to Ann Asks'))
    expect(await barriers(page)).toEqual([])
    await update.getByRole('link', { name: 'whose comment led to this' }).click()
    await expect.poll(() => thread(page).locator(`#comment-${asked.id}`).evaluate(isFocused)).toBe(true)
  })

  it('have footnotes that lead there and back, with the focus, by mouse and by keyboard', async () => {
    const { id, url } = await story()
    await publish(id, { body: `It was one.((Says the **log**.))\n\n${'More of it.\n\n'.repeat(40)}` })
    const page = await read(url)
    const update = thread(page).locator('#update-1')
    const [mark, note] = [update.locator('sup a'), update.locator('li', { hasText: 'Says the log.' })]
    const [inView, away] = await Promise.all(
      [mark, note].map((one) => one.evaluate((e) => e.getBoundingClientRect().top)),
    )
    expect(inView).toBeLessThan(800)
    expect(away).toBeGreaterThan(800)
    await mark.click()
    await expect.poll(() => note.evaluate(isFocused)).toBe(true)
    expect(await note.evaluate((e) => e.getBoundingClientRect().top)).toBeLessThan(800)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect.poll(() => mark.evaluate(isFocused)).toBe(true)
    expect(await page.evaluate(() => location.hash)).toBe('')
    expect(await barriers(page)).toEqual([])
  })

  it('that were edited or withdrawn say so, and what they said before on request', async () => {
    const { id, url } = await story()
    const [first, second] = [await publish(id, { body: 'It was two.' }), await publish(id, { body: 'It was noon.' })]
    server.clock.forward(11 * MINUTE)
    await withdraw(first.id)
    await edit(second.id, 1, 'It was one.')
    const page = await read(url)
    const [edited, withdrawn] = [thread(page).locator('#update-2'), thread(page).locator('#update-1')]
    await shows(edited.getByText(/^Edited on/))
    await edited.getByRole('button', { name: 'Earlier wordings' }).click()
    await shows(edited.getByText('It was noon.'))
    await withdrawn.getByText(`Update 1: withdrawn, because ${reason}`).click()
    expect(await withdrawn.getByText('It was two.').count()).toBe(0)
    await withdrawn.getByRole('button', { name: 'What it said' }).click()
    await shows(withdrawn.getByText('It was two.'))
    expect(await barriers(page)).toEqual([])
  })

  it('lose withdrawn words while they are read, and nothing moves; an edit that would is announced', async () => {
    const { id, url } = await story()
    for (let n = 1; n <= 4; n++) await post(id, `Comment number ${n}.`)
    const { id: update } = await publish(id, { body: 'It was noon.\n\nSo they say.\n\nAnd so say we.' })
    const page = await read(url)
    await thread(page).evaluate((element) => element.scrollIntoView({ block: 'start', behavior: 'instant' }))
    const tops = () =>
      thread(page)
        .getByRole('article')
        .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top))
    const before = await tops()
    await edit(update, 1, 'It was one.\n\nSo they say.\n\nAnd so say we.\n\nAnd more.')
    await shows(thread(page).getByRole('button', { name: 'UPDATE 1 changed — show' }))
    expect(await tops()).toEqual(before)
    await shows(thread(page).getByText('It was noon.'))
    await thread(page).getByRole('button', { name: 'UPDATE 1 changed — show' }).click()
    await shows(thread(page).getByText('It was one.'))
    const after = await tops()
    await withdraw(update)
    await shows(thread(page).getByText(`withdrawn, because ${reason}`))
    expect(await thread(page).getByText('It was one.').count()).toBe(0)
    expect(await tops()).toEqual(after)
  })
})

describe('updates within the thread', () => {
  it('part what came before from what came after, in both orders, and are linked', async () => {
    const { id, url } = await story()
    await post(id, 'The first comment')
    server.clock.forward(MINUTE)
    for (const n of [1, 2]) await publish(id, { body: `Words of update ${n}.` })
    server.clock.forward(MINUTE)
    await post(id, 'The second comment')
    const page = await read(url)
    const order = () =>
      thread(page)
        .locator('.comments > li')
        .evaluateAll((all) => all.map((one) => /Update \d|The \w+ comment/.exec(one.textContent ?? '')?.[0]))
    expect(await order()).toEqual(['The second comment', 'Update 2', 'Update 1', 'The first comment'])
    await thread(page).getByRole('combobox', { name: 'Order' }).selectOption('oldest')
    await expect.poll(order).toEqual(['The first comment', 'Update 1', 'Update 2', 'The second comment'])
    expect(
      await thread(page)
        .getByText(/^written before/)
        .count(),
    ).toBe(0)
    expect(await barriers(page)).toEqual([])
    await thread(page).locator('.divider').getByRole('link', { name: 'Update 1' }).click()
    await shows(thread(page).getByText('Words of update 1.'))
  })

  it('mark in a conversation what was written before one came in its midst, also as it goes on', async () => {
    const { id, url } = await story()
    const root = await post(id, 'When did it leave?')
    await post(id, 'Somewhere else')
    server.clock.forward(MINUTE)
    await publish(id, { body: 'It left at one.' })
    server.clock.forward(MINUTE)
    const page = await read(url)
    const marked = thread(page).getByRole('link', { name: 'written before UPDATE 1' })
    expect(await marked.count()).toBe(0)
    await thread(page).getByText('When did it leave?').scrollIntoViewIfNeeded()
    await post(id, 'At one, as we know now.', root.id)
    const pill = thread(page).getByRole('button', { name: /show$/ })
    await shows(thread(page).getByText('At one, as we know now.').or(pill).first())
    if (await pill.isVisible()) await pill.click()
    await shows(thread(page).locator(`#comment-${root.id}`).getByRole('link', { name: 'written before UPDATE 1' }))
    expect(await marked.count()).toBe(1)
  })
})

describe('updates in the article', () => {
  const inArticle = (page: Page) => page.locator('afterword-updates')
  const element = (url: string) => `<afterword-updates url="${url}"></afterword-updates>`
  const heading = (page: Page) => page.locator('main > p').first()
  const topOf = (locator: Locator) => locator.evaluate((one) => one.getBoundingClientRect().top)
  const isLive = (page: Page) => page.waitForEvent('websocket')

  async function readArticle(url: string, { alone }: { alone?: 'yes' } = {}): Promise<Page> {
    publisher.article = element(url)
    const page = await browser.newPage({ viewport: { width: 1000, height: 800 }, reducedMotion: 'reduce' })
    complaints = complaintsOf(page)
    page.setDefaultTimeout(20_000)
    const live = isLive(page)
    await page.goto(publisher.page(url, alone && { alone }))
    await live
    return page
  }
  afterEach(() => {
    publisher.article = ''
  })

  it('stand newest first, with what belongs to them, on a page without a thread', async () => {
    const { id, url } = await story()
    const asked = await post(id, 'Was it not one o’clock?')
    await publish(id, { body: 'It left.', status: 'reported' })
    await publish(id, { kind: 'correction', body: 'It was one.((Says the log.))', creditCommentId: asked.id })
    const page = await readArticle(url, { alone: 'yes' })
    await shows(inArticle(page).getByText('It was one.'))
    const titles = await inArticle(page).locator('summary').allInnerTexts()
    expect(titles.map((one) => one.replace(/\s+/g, ' ').toLowerCase())).toEqual([
      expect.stringMatching(/^update 2 ?correction/),
      expect.stringMatching(/^update 1 ?reported/),
    ])
    await inArticle(page).locator('sup a').click()
    await expect.poll(() => inArticle(page).locator('li', { hasText: 'Says the log.' }).evaluate(isFocused)).toBe(true)
    const link = inArticle(page).getByRole('link', { name: 'whose comment led to this' })
    expect(await link.getAttribute('href')).toBe(`${url}#comment-${asked.id}`)
    expect(await barriers(page)).toEqual([])
    await page.evaluate(() => {
      location.hash = '#update-1'
    })
    await shows(inArticle(page).getByText('It left.'))
  })

  it('take no room while there are none, and announce the first without moving the story', async () => {
    const { id, url } = await story()
    const page = await readArticle(url, { alone: 'yes' })
    expect(await inArticle(page).evaluate((one) => one.getBoundingClientRect().height)).toBe(0)
    const before = await topOf(heading(page))
    const { id: update } = await publish(id, { body: 'It was one.' })
    const button = inArticle(page).getByRole('button', { name: 'UPDATE 1 posted — show' })
    await shows(button)
    expect(await topOf(heading(page))).toBe(before)
    await button.click()
    await shows(inArticle(page).getByText('It was one.'))
    const after = await topOf(heading(page))
    expect(after).toBeGreaterThan(before)
    await withdraw(update)
    await shows(inArticle(page).getByText(`withdrawn, because ${reason}`))
    expect(await topOf(heading(page))).toBe(after)
  })

  it('come in above what is read further down, and leave it where it is', async () => {
    const { id, url } = await story()
    const page = await readArticle(url, { alone: 'yes' })
    const last = page.locator('footer p').first()
    await page.setViewportSize({ width: 1000, height: 300 })
    await last.evaluate((one) => one.scrollIntoView({ block: 'start', behavior: 'instant' }))
    await expect.poll(() => topOf(page.locator('main > p').first())).toBeLessThan(0)
    const before = await topOf(last)
    await publish(id, { body: 'It was one.\n\nThe log says so.\n\nSo does the quay.' })
    await inArticle(page).locator('#update-1').waitFor({ state: 'attached' })
    expect(Math.abs((await topOf(last)) - before)).toBeLessThan(1)
  })

  it('share one connection with the thread, which shows them too', async () => {
    const { id, url } = await story()
    const asked = await post(id, 'Was it not one o’clock?')
    await publish(id, { body: 'It was one.', creditCommentId: asked.id })
    publisher.article = element(url)
    const page = await browser.newPage({ viewport: { width: 1000, height: 800 }, reducedMotion: 'reduce' })
    complaints = complaintsOf(page)
    page.setDefaultTimeout(20_000)
    let sockets = 0
    page.on('websocket', () => sockets++)
    await page.goto(publisher.page(url))
    await shows(inArticle(page).getByText('It was one.'))
    await thread(page).scrollIntoViewIfNeeded()
    await shows(thread(page).getByText('It was one.'))
    await shows(thread(page).locator('.asides button').first())
    await publish(id, { body: 'It was two.' })
    const pill = thread(page).getByRole('button', { name: 'UPDATE 2 posted — show' })
    await shows(thread(page).getByText('It was two.').or(pill).first())
    await inArticle(page)
      .locator('#update-2')
      .or(inArticle(page).getByRole('button'))
      .first()
      .waitFor({ state: 'attached' })
    expect(sockets).toBe(1)
    expect(await barriers(page)).toEqual([])
    await inArticle(page).getByRole('link', { name: 'whose comment led to this' }).first().click()
    await expect.poll(() => thread(page).locator(`#comment-${asked.id}`).evaluate(isFocused)).toBe(true)
  })
})
