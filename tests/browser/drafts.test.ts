import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { call } from '../../client/api.ts'
import { beginSession } from '../../server/people/session.ts'
import { complaintsOf, openBrowser } from '../support/browser.ts'
import { type Publisher, startPublisher } from '../support/publisher.ts'
import { startServer, type TestPerson, type TestServer } from '../support/start-server.ts'

let server: TestServer
let publisher: Publisher
let browser: Browser
const complaints: string[][] = []
let stories = 0

beforeAll(async () => {
  publisher = await startPublisher(() => server.url)
  server = await startServer({ env: { ALLOWED_ORIGINS: `https://news.example,${publisher.origin}` } })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await publisher?.close()
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
  expect(complaints.splice(0).flat()).toEqual([])
})

const thread = (page: Page) => page.locator('afterword-thread')
const composer = (page: Page) => thread(page).getByRole('textbox', { name: 'Your comment' })
const button = (page: Page, name: string | RegExp) => thread(page).getByRole('button', { name })
const shows = (locator: Locator) => locator.waitFor({ state: 'visible' })
const says = (page: Page, text: string) => expect.poll(() => composer(page).inputValue()).toBe(text)

async function newStory(): Promise<{ id: string; url: string }> {
  const slug = `draft-${++stories}`
  return { id: await server.story(slug), url: `https://news.example/${slug}` }
}

/** The publisher's page, in a browser that somebody may have used before. */
async function read(url: string, context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  complaints.push(complaintsOf(page))
  page.setDefaultTimeout(20_000)
  await page.goto(publisher.page(url))
  await page.locator('afterword-thread').scrollIntoViewIfNeeded()
  await shows(thread(page).getByRole('heading', { name: /^Comments \d/ }))
  return page
}

/** Signs in as the widget of another tab of the same browser would tell it. */
async function signIn(page: Page, person: TestPerson): Promise<string> {
  const session = { personId: person.id, scope: 'embed', userAgent: null, now: server.ctx.now() } as const
  const token = await server.ctx.db.transact(`person:${person.id}`, (tx) => beginSession(tx, session))
  await page.evaluate(
    ([base, token, kept]) => {
      localStorage.setItem(`afterword:token:${base}`, JSON.stringify(token))
      localStorage.setItem(`afterword:person:${base}`, JSON.stringify(kept))
      dispatchEvent(new StorageEvent('storage', { key: `afterword:token:${base}` }))
    },
    [server.url, token, { id: person.id, name: person.name }] as const,
  )
  await shows(thread(page).getByText(`Writing as ${person.name}`).first())
  return token
}

async function signOut(page: Page): Promise<void> {
  await button(page, 'Sign out').first().click()
  await shows(button(page, 'Sign in to post').first())
}

async function suspend(storyId: string) {
  const moderator = await server.as('Mo Derator', { role: 'moderator' })
  const endsAt = new Date(server.ctx.now() + 30 * 60_000).toISOString()
  const target = { scope: 'story', storyId } as const
  const body = { target, reasonCode: 'heated', reason: 'Moderators are reading the papers first.', endsAt } as const
  const made = await moderator.call('POST /api/v1/suspensions', { body })
  return { end: () => moderator.call('POST /api/v1/suspensions/:id/end', { params: { id: made.id }, body: {} }) }
}

const post = (person: TestPerson, id: string, body: string) =>
  person.call('POST /api/v1/stories/:id/comments', { params: { id }, headers: {}, body: { body, parentId: null } })

async function draftsOf(person: TestPerson, id: string): Promise<string[]> {
  const { drafts } = await person.call('GET /api/v1/stories/:id/drafts', { params: { id } })
  return drafts.map(({ body }) => body)
}

const reader = (name: string) => server.as(name, { scope: 'embed' })

describe('on a computer that people share', () => {
  it('shows a draft to the person who wrote it and to nobody else', async () => {
    const { id, url } = await newStory()
    const [ann, ben] = [await reader('Ann First'), await reader('Ben Second')]
    const page = await read(url, await browser.newContext())
    await signIn(page, ann)
    await composer(page).fill('What Ann thinks')
    await signOut(page)
    await says(page, '')
    await page.reload()
    await says(page, '')

    await signIn(page, ben)
    await says(page, '')
    const pause = await suspend(id)
    await shows(
      thread(page)
        .getByText(/are paused until/)
        .first(),
    )
    await pause.end()
    await composer(page).fill('What Ben thinks')
    const again = await suspend(id)
    await expect.poll(() => draftsOf(ben, id)).toEqual(['What Ben thinks'])
    await again.end()
    await signOut(page)
    await says(page, '')

    await signIn(page, ann)
    await says(page, 'What Ann thinks')
    expect(await draftsOf(ann, id)).toEqual([])
    await page.reload()
    await says(page, 'What Ann thinks')
    await signIn(page, ben)
    await says(page, 'What Ben thinks')
    expect(await draftsOf(ben, id)).toEqual(['What Ben thinks'])
  })

  it('gives a text begun signed out to the person who signs in then, under every story', async () => {
    const [one, other] = [await newStory(), await newStory()]
    const ann = await reader('Ann First')
    const context = await browser.newContext()
    const page = await read(one.url, context)
    await composer(page).fill('Begun under another story')
    await page.goto(publisher.page(other.url))
    await thread(page).scrollIntoViewIfNeeded()
    await composer(page).fill('Begun signed out')
    await signIn(page, ann)
    await says(page, 'Begun signed out')
    await signOut(page)
    await says(page, '')
    await page.goto(publisher.page(one.url))
    await thread(page).scrollIntoViewIfNeeded()
    await shows(button(page, 'Sign in to post').first())
    await says(page, '')
    await signIn(page, ann)
    await says(page, 'Begun under another story')
    await composer(page).fill('')
    await page.goto(publisher.page(other.url))
    await thread(page).scrollIntoViewIfNeeded()
    await says(page, 'Begun signed out')
  })

  it('keeps what one person had beside what they begin signed out', async () => {
    const { url } = await newStory()
    const ann = await reader('Ann First')
    const page = await read(url, await browser.newContext())
    await signIn(page, ann)
    await composer(page).fill('The first text')
    await signOut(page)
    await composer(page).fill('The second text')
    await signIn(page, ann)
    await says(page, 'The second text')
    await shows(thread(page).getByText('An earlier draft is kept'))
    await button(page, 'Show it').click()
    await says(page, 'The first text')
    await button(page, 'Show it').click()
    await says(page, 'The second text')
    await button(page, 'Post comment').click()
    await shows(thread(page).getByRole('article').filter({ hasText: 'The second text' }))
    await page.reload()
    await button(page, 'Show it').click()
    await says(page, 'The first text')
    expect(await button(page, 'Show it').count()).toBe(0)
  })

  it('leaves the words in place when a session ends by itself', async () => {
    const { url } = await newStory()
    const ann = await reader('Ann First')
    const page = await read(url, await browser.newContext())
    const token = await signIn(page, ann)
    await composer(page).fill('Still being written')
    await call('DELETE /api/v1/sessions/current', {}, { base: server.url, token })
    await button(page, 'Post comment').click()
    await shows(thread(page).getByText(/^Your session has ended/))
    await says(page, 'Still being written')
    await page.reload()
    await shows(button(page, 'Sign in to post').first())
    await says(page, '')
  })
})

it('takes a pasted text without the characters in it that nobody sees, also where the server keeps it first', async () => {
  const { id, url } = await newStory()
  const ann = await reader('Ann First')
  const page = await read(url, await browser.newContext())
  await signIn(page, ann)
  const pasted = 'Pasted\u200b from elsewhere\u2060 \u202e\ufeff'
  await composer(page).fill(pasted)
  const pause = await suspend(id)
  await expect.poll(() => draftsOf(ann, id)).toEqual(['Pasted from elsewhere'])
  await pause.end()
  await page.reload()
  await says(page, pasted)
  await button(page, 'Post comment').click()
  await shows(thread(page).getByRole('article').filter({ hasText: 'Pasted from elsewhere' }))
  await says(page, '')
  expect(await button(page, 'Show it').count()).toBe(0)

  await composer(page).fill('\u200b\u00ad')
  await button(page, 'Post comment').click()
  await shows(thread(page).getByText('Not sent. It has nothing that can be seen. Your text is kept.'))
})

describe('a pause that comes first', () => {
  it('keeps the text of an edit in the page and through a reload', async () => {
    const { id, url } = await newStory()
    const ann = await reader('Ann First')
    await post(ann, id, 'As it was first.')
    const page = await read(url, await browser.newContext())
    await signIn(page, ann)
    const field = thread(page).getByRole('textbox', { name: 'Edit your comment' })
    await button(page, /^Edit/).click()
    await field.fill('As it should be.')
    let pause: Awaited<ReturnType<typeof suspend>> | undefined
    await page.route('**/api/v1/comments/*', async (route) => {
      if (route.request().method() === 'PATCH') pause = await suspend(id)
      await route.continue()
    })
    await button(page, 'Save').click()
    await shows(thread(page).getByText('Your text is kept.'))
    expect(await field.inputValue()).toBe('As it should be.')
    await page.reload()
    await shows(field)
    expect(await field.inputValue()).toBe('As it should be.')
    await page.unroute('**/api/v1/comments/*')
    await pause?.end()
    await button(page, 'Save').click()
    await shows(thread(page).getByRole('article').getByText('As it should be.'))
  })

  it('keeps the drafts of two browsers both within reach', async () => {
    const { id, url } = await newStory()
    const ann = await reader('Ann First')
    const [home, work] = [await browser.newContext(), await browser.newContext()]
    const atHome = await read(url, home)
    await signIn(atHome, ann)
    await composer(atHome).fill('Written at home')
    await atHome.close()
    const atWork = await read(url, work)
    await signIn(atWork, ann)
    await atWork.route('**/comments', async (route) => {
      if (route.request().method() === 'POST') await suspend(id)
      await route.continue()
    })
    await composer(atWork).fill('Sent from work')
    await button(atWork, 'Post comment').click()
    await shows(thread(atWork).getByText('Your text is kept.'))
    expect(await button(atWork, 'Show it').count()).toBe(0)

    const again = await read(url, home)
    await says(again, 'Sent from work')
    await shows(thread(again).getByText('An earlier draft is kept'))
    await button(again, 'Show it').click()
    await says(again, 'Written at home')
    await shows(thread(again).getByText('Another draft is kept'))
    await again.reload()
    await says(again, 'Written at home')
    await button(again, 'Show it').click()
    await says(again, 'Sent from work')
  })
})
