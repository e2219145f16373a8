import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { passage, type Sight, seriousBarriers, visitConsole } from '../support/console.ts'
import { startServer, type TestPerson, type TestServer } from '../support/start-server.ts'

const HOUR = 3_600_000

let server: TestServer
let browser: Browser
let moderator: TestPerson
const complaints: string[][] = []
beforeAll(async () => {
  ;[server, browser] = await Promise.all([startServer(), openBrowser()])
  moderator = await server.as('Vera Holm', { role: 'moderator' })
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
  expect(complaints.splice(0).flat()).toEqual([])
})

async function visit(person: TestPerson, path: string, sight?: Sight): Promise<Page> {
  const made = await visitConsole(browser, server, person, path, sight)
  complaints.push(made.complaints)
  return made.page
}

/** A story and its author, who is not of the staff. */
async function authored(slug: string) {
  const storyId = await server.story(slug)
  const author = await server.as('Ada Author')
  await server.grant(author, 'author', storyId)
  return { storyId, author }
}

function updatesOf(storyId: string, by: TestPerson) {
  return by.call('GET /api/v1/stories/:id/updates', { params: { id: storyId } }).then(({ updates }) => updates)
}

function publish(by: TestPerson, storyId: string, body: string) {
  return by.call('POST /api/v1/stories/:id/updates', { params: { id: storyId }, body: { body } })
}

/** A time on the server’s clock as a field takes it; the browser of the tests lives in UTC. */
function fieldIn(ms: number): string {
  return new Date(server.ctx.now() + ms).toISOString().slice(0, 16)
}

const text = (page: Page | Locator) => page.getByRole('textbox', { name: 'Text', exact: true })
const act = (page: Page, name: string) => page.getByRole('button', { name })

test('an author schedules an update, changes its time, and it is published by itself, which an open console shows', async () => {
  const { storyId, author } = await authored('scheduled')
  const page = await visit(author, `/console/stories/${storyId}`)
  await text(page).fill('The second boat is late ((by an hour)).')
  await page.getByRole('radio', { name: 'At a time' }).check()
  await page.getByLabel('Publish at').fill('2020-01-01T10:00')
  await act(page, 'Schedule it').click()
  await page.getByText('Choose a time that is at least a minute ahead').waitFor()
  await page.getByLabel('Publish at').fill(fieldIn(2 * HOUR))
  await act(page, 'Schedule it').click()
  await page.getByText(/^Ada Author · Scheduled for .+ UTC\. It gets its number then\.$/).waitFor()
  expect(await updatesOf(storyId, moderator)).toMatchObject([{ state: 'scheduled', number: null }])
  expect(await text(page).inputValue()).toBe('')

  await act(page, 'Change the time: Scheduled').click()
  const form = page.getByRole('form', { name: 'When shall it be published?' })
  await form.getByLabel('Publish at').fill(fieldIn(3 * HOUR))
  await act(page, 'Change the time').last().click()
  await form.waitFor({ state: 'hidden' })
  server.clock.forward(2.5 * HOUR)
  await server.jobs.runDue()
  expect(await updatesOf(storyId, author)).toMatchObject([{ state: 'scheduled' }])
  server.clock.forward(HOUR)
  await server.jobs.runDue()
  await page.getByRole('heading', { name: 'UPDATE 1' }).waitFor()
  await page.getByText(/^Ada Author · Published /).waitFor()
  await page.getByText('This will be UPDATE 2.').waitFor()
})

test('a scheduled update is published at once, or cancelled without a trace', async () => {
  const storyId = await server.story('sooner')
  const schedule = (body: string) =>
    moderator.call('POST /api/v1/stories/:id/updates', {
      params: { id: storyId },
      body: { body, publishAt: new Date(server.ctx.now() + HOUR).toISOString() },
    })
  await schedule('Sooner than planned.')
  const page = await visit(moderator, `/console/stories/${storyId}`)
  await act(page, 'Publish now: Scheduled').click()
  await page.getByText('It becomes UPDATE 1, and everybody who follows the story is told.').waitFor()
  await act(page, 'Publish UPDATE 1 now').click()
  await page.getByRole('heading', { name: 'UPDATE 1' }).waitFor()
  await schedule('Never after all.')
  await page.reload()
  await act(page, 'Cancel it: Scheduled').click()
  await act(page, 'Cancel the update').click()
  await page.getByText('Never after all.').waitFor({ state: 'hidden' })
  expect(await updatesOf(storyId, moderator)).toMatchObject([{ number: 1, state: 'published' }])
})

test('two who edit one update: the second is shown what stands, loses nothing, and decides', async () => {
  const { storyId, author } = await authored('edited')
  const { id } = await publish(author, storyId, 'It was noon.')
  server.clock.forward(HOUR)
  const page = await visit(author, `/console/stories/${storyId}`)
  await act(page, 'Edit: UPDATE 1').click()
  const form = page.getByRole('form', { name: 'Edit UPDATE 1' })
  await form.getByText('Readers will see that it was edited, and the wording before.').waitFor()
  await text(form).fill('It was one o’clock.')
  await moderator.call('PATCH /api/v1/updates/:id', {
    params: { id },
    body: { revision: 1, body: 'It was half past.' },
  })
  const alert = form.getByRole('alert')
  await alert.getByText('Somebody changed this update meanwhile. Your text is kept here.').waitFor()
  await alert.getByText('It was half past.').waitFor()
  expect(await text(form).inputValue()).toBe('It was one o’clock.')
  await alert.getByRole('button', { name: 'Save mine over it' }).click()
  await form.waitFor({ state: 'hidden' })
  await page.getByText(/^Ada Author · Published .+, edited .+$/).waitFor()
  expect(await updatesOf(storyId, author)).toMatchObject([{ body: 'It was one o’clock.', revision: 3 }])

  await act(page, 'Earlier wordings: UPDATE 1').click()
  const wordings = page.getByRole('list', { name: 'Earlier wordings of UPDATE 1' }).getByRole('listitem')
  await expect
    .poll(() => wordings.locator('.co-prose').allTextContents())
    .toEqual([expect.stringContaining('It was half past.'), expect.stringContaining('It was noon.')])
})

test('an update is withdrawn with a public reason, once it was said what readers will still see', async () => {
  const { storyId, author } = await authored('withdrawn')
  await publish(author, storyId, 'It was noon.')
  server.clock.forward(HOUR)
  const page = await visit(author, `/console/stories/${storyId}`)
  await act(page, 'Withdraw: UPDATE 1').click()
  await page.getByText('Readers can still open its text, among its earlier wordings.').waitFor()
  await act(page, 'Withdraw UPDATE 1').click()
  await page.getByText('Write at least 10 characters.').waitFor()
  await page.getByLabel('Why, in words readers will see').fill('The harbour master’s clock was wrong.')
  await act(page, 'Withdraw UPDATE 1').click()
  await page
    .getByRole('heading', { name: 'UPDATE 1: withdrawn, because The harbour master’s clock was wrong.' })
    .waitFor()
  await page.getByText('It was noon.').waitFor({ state: 'hidden' })
  expect(await updatesOf(storyId, author)).toMatchObject([
    { state: 'withdrawn', withdrawal: { reason: 'The harbour master’s clock was wrong.' } },
  ])
  await act(page, 'Earlier wordings: UPDATE 1').click()
  await page.getByText('It was noon.').waitFor()
})

test('a reply becomes an update in one step: quoted as it was written, its writer thanked', async () => {
  const { storyId, author } = await authored('from-a-reply')
  const rob = await server.as('Rob Reader')
  const { id } = await rob.call('POST /api/v1/stories/:id/comments', {
    params: { id: storyId },
    body: { body: 'I was on board ((really)).\n\nIt was 2 \\* 3 minutes late.', parentId: null },
  })
  const page = await visit(author, `/console/stories/${storyId}`)
  await act(page, 'Turn a reply into an update').click()
  await page.getByRole('list', { name: 'The reply to turn into an update' }).getByRole('button').click()
  await expect.poll(() => text(page).inputValue()).toContain('Rob Reader writes:')
  const publishes = act(page, 'Publish UPDATE 1')
  await publishes.evaluate((button: HTMLElement) => {
    button.click()
    button.click()
  })
  const item = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'UPDATE 1' }) })
  await item.getByText('With thanks to Rob Reader').waitFor()
  expect(await item.locator('blockquote p').allTextContents()).toEqual([
    'I was on board ((really)).',
    'It was 2 * 3 minutes late.',
  ])
  expect(await updatesOf(storyId, author)).toMatchObject([{ number: 1, credit: { name: 'Rob Reader', commentId: id } }])
})

test('a passage is chosen in the story’s words, with what stands there now', async () => {
  const { storyId, author } = await authored('anchored')
  const page = await visit(author, `/console/stories/${storyId}`)
  await text(page).fill('The crew has spoken.')
  await act(page, 'Amend a passage').click()
  await act(page, 'Publish UPDATE 1').click()
  await page.getByText('Select the words that it amends, or leave the passage out.').waitFor()
  await page.getByLabel('The passage it amends').evaluate((field: HTMLTextAreaElement, words) => {
    field.focus()
    const start = field.value.indexOf(words)
    field.setSelectionRange(start, start + words.length)
  }, passage)
  await page.getByText(`Chosen: ${passage}`).waitFor()
  await page.getByLabel('What stands there now').fill('The crew has said that a rope broke.')
  await act(page, 'Publish UPDATE 1').click()
  const item = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'UPDATE 1' }) })
  await item.getByRole('figure').filter({ hasText: 'It said' }).getByText('The crew has not said').waitFor()
  await item.getByRole('figure').filter({ hasText: 'It says now' }).getByText('a rope broke').waitFor()
  expect(await updatesOf(storyId, author)).toMatchObject([
    { anchor: { quotation: { exact: passage }, after: 'The crew has said that a rope broke.' } },
  ])

  await act(page, 'Edit: UPDATE 1').click()
  const form = page.getByRole('form', { name: 'Edit UPDATE 1' })
  await form.getByLabel('What stands there now').fill('')
  await form.getByRole('button', { name: 'Save' }).click()
  await form.waitFor({ state: 'hidden' })
  expect(await updatesOf(storyId, author)).toMatchObject([{ anchor: { quotation: { exact: passage }, after: null } }])
})

test('a footnote leads to its note and stays there', async () => {
  const { storyId, author } = await authored('footnoted')
  await publish(author, storyId, `At noon ((by the clock)).\n\n${'And so it went on.\n\n'.repeat(40)}`)
  const page = await visit(author, `/console/stories/${storyId}`)
  await page.getByRole('link', { name: '1', exact: true }).click()
  const isSeen = () =>
    page.evaluate(async () => {
      for (let frames = 0; frames < 4; frames++) await new Promise(requestAnimationFrame)
      const note = document.getElementById(location.hash.slice(1))?.getBoundingClientRect()
      return note !== undefined && note.top >= 0 && note.bottom <= innerHeight
    })
  await expect.poll(() => page.evaluate(() => location.hash)).toMatch(/^#fn-/)
  expect(await isSeen()).toBe(true)
})

test.each([
  { width: 1280, height: 900, scheme: 'light' },
  { width: 390, height: 844, scheme: 'dark' },
] as const)(
  'nothing about updates is a serious barrier or wider than the window: $width, $scheme',
  async (sight) => {
    const { storyId, author } = await authored(`barriers-${sight.scheme}`)
    const rob = await server.as('Rob Reader')
    const { id: commentId } = await rob.call('POST /api/v1/stories/:id/comments', {
      params: { id: storyId },
      body: { body: 'A rope broke.', parentId: null },
    })
    const add = (over: object) =>
      author.call('POST /api/v1/stories/:id/updates', {
        params: { id: storyId },
        body: { body: 'The crew has spoken ((to us)).\n\n> A rope broke.', ...over },
      })
    const gone = await add({})
    await author.call('POST /api/v1/updates/:id/withdraw', {
      params: { id: gone.id },
      body: { reason: 'It came from another harbour.' },
    })
    await add({
      kind: 'correction',
      status: 'confirmed',
      creditCommentId: commentId,
      anchor: { exact: passage, after: 'A rope broke, the crew has said.' },
    })
    await add({ publishAt: new Date(server.ctx.now() + HOUR).toISOString() })
    const page = await visit(author, `/console/stories/${storyId}`, sight)
    const fair = async () => {
      expect(await seriousBarriers(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    }
    await act(page, 'Amend a passage').click()
    await act(page, 'Thank a reader').click()
    await page.getByRole('radio', { name: 'At a time' }).check()
    await page.getByLabel('The passage it amends').waitFor()
    await act(page, 'Schedule it').click()
    await fair()
    await act(page, 'Change the time: Scheduled').click()
    await act(page, 'Edit: UPDATE 2').click()
    await act(page, 'Earlier wordings: UPDATE 1').click()
    await page.getByRole('list', { name: 'Earlier wordings of UPDATE 1' }).waitFor()
    await fair()
    await act(page, 'Withdraw: UPDATE 2').click()
    await act(page, 'Turn a reply into an update').click()
    await fair()
  },
  60_000,
)

test('staff who schedule are told what the clock of the site shows then', async () => {
  const storyId = await server.story('zoned')
  const owner = await server.as('Olive Owner', { role: 'owner' })
  await owner.call('PATCH /api/v1/site/settings', { body: { timeZone: 'Asia/Kathmandu' } })
  const page = await visit(moderator, `/console/stories/${storyId}`)
  await page.getByRole('radio', { name: 'At a time' }).check()
  await page.getByLabel('Publish at').fill('2027-01-10T12:00')
  await page.getByText('Your time, UTC.').waitFor()
  await page.getByText('By the clock of the site, Asia/Kathmandu: 10 Jan 2027, 17:45.').waitFor()
})
