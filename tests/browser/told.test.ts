import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { barriers } from '../support/barriers.ts'
import { article, button, type Newsroom, openNewsroom, postAs, shows, thread } from '../support/reading.ts'

let room: Newsroom
beforeAll(async () => {
  room = await openNewsroom()
})
afterAll(() => room?.close())
afterEach(async () => expect(await room.complaints()).toEqual([]))

const dialog = (page: Page) => thread(page).getByRole('dialog', { name: 'Notices' })
const focused = (page: Page) => thread(page).evaluate((element) => element.shadowRoot?.activeElement?.id)

it('a reply and a mention ring the bell of a page that is open, and lead to where they stand; a muted thread is silent', async () => {
  const { id, url } = await room.story(1)
  const ann = await room.reader('Ann Lee')
  const { id: own } = await postAs(ann, id, 'It left at noon.')
  const page = await room.read(url, ann)
  const { id: reply } = await postAs(room.bea, id, 'Did it?', own)
  const { id: mention } = await postAs(room.mo, id, 'I am with @Ann Lee here.')
  await room.server.jobs.runDue()
  await button(page, /^Notices.*, 2 not read$/).click()
  await shows(dialog(page).getByRole('link', { name: 'Mo Derator mentioned you.' }))
  expect(await dialog(page).getByRole('heading', { level: 3 }).count(), 'one story, one heading').toBe(1)
  expect(await barriers(page)).toEqual([])
  await dialog(page).getByRole('link', { name: 'Bea Second replied to your comment.' }).click()
  await expect.poll(() => focused(page)).toBe(`comment-${reply}`)

  await button(page, 'Notices').click()
  await dialog(page).getByRole('link', { name: 'Mo Derator mentioned you.' }).click()
  await expect.poll(() => focused(page)).toBe(`comment-${mention}`)
  await article(page, mention).getByRole('link', { name: '@Ann Lee' }).click()
  await expect.poll(() => focused(page)).toBe(`comment-${own}`)

  await button(page, 'Notices').click()
  const mute = dialog(page).getByRole('checkbox', { name: 'Mute this thread' })
  await mute.check()
  const level = async () => (await ann.call('GET /api/v1/stories/:id/mine', { params: { id } })).level
  await expect.poll(level).toBe('muted')
  await postAs(room.bea, id, 'And again, @Ann Lee?', own)
  await room.server.jobs.runDue()
  expect((await ann.call('GET /api/v1/me/notices', { query: {} })).unread).toBe(0)
  expect(
    await dialog(page)
      .getByRole('link', { name: /^Choose what/ })
      .getAttribute('href'),
  ).toBe(`${room.server.url}/account/notices`)
})

it('without scripts the notices are read and marked, and what is told is chosen', async () => {
  const { id } = await room.story(1)
  const dee = await room.server.as('Dee')
  const { id: own } = await postAs(dee, id, 'It left at noon.')
  await postAs(room.bea, id, 'Did it?', own)
  await room.server.jobs.runDue()
  const context = await room.browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 800 } })
  await context.addCookies([{ name: 'afterword', value: dee.token, url: room.server.url }])
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  await page.goto(`${room.server.url}/stories/${id}`)
  await page.getByRole('link', { name: 'Your notices (1 not read)' }).click()
  await page.getByRole('link', { name: 'Bea Second replied to your comment.' }).click()
  await shows(page.getByRole('article', { name: 'Comment by Bea Second' }).filter({ hasText: 'Did it?' }))
  await page.goto(`${room.server.url}/notices`)
  await page.getByRole('button', { name: 'Mark all as read' }).click()
  await shows(page.getByText('All notices are read.'))

  await page.getByRole('link', { name: 'Choose what you are told, and how' }).click()
  await shows(page.getByText('This site sends no e-mail.'))
  await page.getByRole('group', { name: 'Replies and mentions' }).getByLabel('At once').check()
  await page.getByRole('combobox', { name: 'About the mode-2' }).selectOption('Mute')
  await page.getByRole('button', { name: 'Save' }).click()
  await shows(page.getByRole('status').getByText('Saved.'))
  expect(await page.getByRole('group', { name: 'Replies and mentions' }).getByLabel('At once').isChecked()).toBe(true)
  expect(await dee.call('GET /api/v1/me/notice-settings')).toMatchObject({
    choices: { replies: 'at_once', cases: 'at_once' },
    threads: [{ storyId: id, level: 'muted' }],
  })
})
