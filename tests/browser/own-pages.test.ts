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

describe('a guest', () => {
  it('is offered what a guest can do, and the way to an account before anything that needs one', async () => {
    const owner = await server.as('Olive Owner', { role: 'owner' })
    const { settings } = await owner.call('GET /api/v1/site')
    await owner.call('PATCH /api/v1/site/settings', { body: { signIn: { ...settings.signIn, guests: 'name' } } })
    const id = await newStory()
    await post(bea, id, 'The ferry left at noon.')
    const context = await browserOf(null)
    const page = await read(context, id)
    await button(page, 'Write as a guest').click()
    await thread(page).getByRole('textbox', { name: 'Your name' }).fill('Gina Guest')
    await button(page, 'Go on as a guest').click()
    await shows(writes(page, 'Gina Guest'))
    const heading = thread(page).locator('.heading')
    await shows(heading.getByRole('button', { name: 'Sign in' }))
    expect(await heading.getByRole('button', { name: 'Follow this story' }).count()).toBe(0)
    expect(await heading.getByRole('link', { name: 'Account' }).count()).toBe(0)

    await button(page, 'Flag the comment by Bea Second').click()
    await button(page, /^Spam/).click()
    await shows(thread(page).getByText('Sign in to send it. What you fill in here stays.'))
    await thread(page).getByRole('dialog').getByRole('button', { name: 'Close' }).click()

    // With an account they agree with what they meant to.
    const asked = context.waitForEvent('page')
    await button(page, /^Agree/).click()
    const window = await asked
    await window.waitForLoadState()
    expect(new URL(window.url()).pathname).toBe('/sign-in')
    expect(await thread(page).getByText('This needs an account').count()).toBe(0)
  })
})

describe('the page’s own words', () => {
  it('are all there is for keys and screen readers while somebody writes in them', async () => {
    const id = await newStory()
    await post(bea, id, 'The ferry left at noon.')
    const context = await browserOf(await server.as('Ann First'))
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    const release: (() => void)[] = []
    await page.route('**/api/v1/stories/*/thread*', async (route) => {
      await new Promise<void>((resolve) => release.push(resolve))
      await route.continue()
    })
    await page.goto(`${server.url}/stories/${id}`)
    const field = page.locator('.unscripted').getByRole('textbox', { name: 'Your comment' })
    await field.scrollIntoViewIfNeeded()
    await expect.poll(() => release.length).toBe(1)
    await field.fill('Begun before the thread was there.')
    release[0]?.()
    await page.waitForFunction(() => {
      const element = document.querySelector('afterword-thread')
      return element?.shadowRoot?.querySelector('.surface textarea')
    })
    for (let n = 0; n < 30; n++) {
      await page.keyboard.press('Shift+Tab')
      const within = await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.outerHTML ?? null)
      expect(within).toBe(null)
    }
    expect(await page.locator('.surface').evaluate((surface: HTMLElement) => surface.inert)).toBe(true)
    expect(await field.inputValue()).toBe('Begun before the thread was there.')
  })

  it('give way before the focus moves to the comment that a link leads to', async () => {
    const id = await newStory()
    const { id: first } = await post(bea, id, 'The ferry left at noon.')
    const page = await read(await browserOf(null), id, `#comment-${first}`)
    const focused = () =>
      page.evaluate(() => document.querySelector('afterword-thread')?.shadowRoot?.activeElement?.id ?? null)
    await expect.poll(focused).toBe(`comment-${first}`)
  })
})

describe('a link to a comment', () => {
  it('that is gone says so, in view, and leads to the thread', async () => {
    const id = await newStory()
    for (let n = 0; n < 5; n++) await post(bea, id, `Comment number ${n}.`)
    const { id: gone } = await post(bea, id, 'Soon gone.')
    await bea.call('DELETE /api/v1/comments/:id', { params: { id: gone } })
    const page = await read(await browserOf(null), id, `#comment-${gone}`)
    const words = thread(page).getByText('The comment this link leads to is not here any more.')
    await shows(words)
    expect(await words.evaluate((element) => element.matches(':focus'))).toBe(true)
    expect(await words.evaluate((element) => element.getBoundingClientRect().top < innerHeight)).toBe(true)
    await shows(thread(page).locator('.surface').getByRole('article').first())
  })

  it('leads its writer to one that waits', async () => {
    const id = await newStory()
    const ann = await server.as('Ann First')
    const moderator = await server.as('Mo Derator', { role: 'moderator' })
    const endsAt = new Date(server.ctx.now() + 3_600_000).toISOString()
    const target = { scope: 'story', storyId: id } as const
    const reason = 'Comments are read first today.'
    const body = { target, mode: 'premoderated', reasonCode: 'heated', reason, endsAt } as const
    await moderator.call('POST /api/v1/suspensions', { body })
    const { id: held } = await post(ann, id, 'To be read first.')
    const page = await read(await browserOf(ann), id, `#comment-${held}`)
    const own = thread(page).getByRole('article', { name: 'Comment by Ann First' })
    await shows(own)
    await expect.poll(() => own.evaluate((element) => element.matches(':focus'))).toBe(true)
    expect(await thread(page).getByText('is not here any more').count()).toBe(0)
  })
})
