import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import type * as z from 'zod'
import type { NewSuspension } from '../../server/contract/suspensions.ts'
import { beginSession } from '../../server/people/session.ts'
import { complaintsOf, openBrowser } from './browser.ts'
import { type Publisher, startPublisher } from './publisher.ts'
import { startServer, type TestPerson, type TestServer } from './start-server.ts'

type Wanted = z.input<typeof NewSuspension>

/** A server, a publisher's site that embeds its threads, and a browser to read them in. */
export interface Newsroom {
  server: TestServer
  publisher: Publisher
  browser: Browser
  /** A moderator. */
  mo: TestPerson
  /** Somebody who comments through the API. */
  bea: TestPerson
  /** What pages complained of since the last look; closes them. */
  complaints(): Promise<string[]>
  close(): Promise<void>
  /** A story of its own, with so many comments of two lines. */
  story(comments?: number): Promise<{ id: string; url: string; ids: string[] }>
  /** The publisher's page of a story with the thread in view, signed in as somebody or not. */
  read(url: string, person?: TestPerson, options?: BrowserContextOptions): Promise<Page>
  /** Somebody with a session as publishers' pages hold them. */
  reader(name: string, role?: 'member'): Promise<TestPerson>
  /** Suspends for half an hour unless `over` says otherwise. */
  suspend(target: Wanted['target'], over?: Partial<Wanted>): Promise<{ id: string; end(): Promise<unknown> }>
  /** Signs in as the widget of another tab of the same browser would tell it. */
  signIn(page: Page, person: TestPerson): Promise<void>
}

export const why = 'Moderators are reading the papers first. Please wait for them.'

export async function openNewsroom(): Promise<Newsroom> {
  const room: { server?: TestServer } = {}
  const publisher = await startPublisher(() => room.server?.url ?? '')
  const server = await startServer({ env: { ALLOWED_ORIGINS: `https://news.example,${publisher.origin}` } })
  room.server = server
  const browser = await openBrowser()
  const [mo, bea] = await Promise.all([server.as('Mo Derator', { role: 'moderator' }), server.as('Bea Second')])
  const heard: string[][] = []
  let stories = 0
  return {
    server,
    publisher,
    browser,
    mo,
    bea,
    async complaints() {
      for (const context of browser.contexts()) await context.close()
      return heard
        .splice(0)
        .flat()
        .filter((words) => !words.includes('ERR_INTERNET_DISCONNECTED'))
    },
    async close() {
      await browser.close()
      await server.close()
      await publisher.close()
    },
    async story(comments = 0) {
      const slug = `mode-${++stories}`
      const id = await server.story(slug)
      const ids: string[] = []
      for (let n = 1; n <= comments; n++)
        ids.push((await postAs(bea, id, `Comment number ${n}.\n\nIt has a second line.`)).id)
      return { id, url: `https://news.example/${slug}`, ids }
    },
    async read(url, person, options = {}) {
      const viewport = { width: 1000, height: 800 }
      const context = await browser.newContext({ viewport, reducedMotion: 'reduce', ...options })
      const token = [`afterword:token:${server.url}`, JSON.stringify(person?.token ?? null)] as const
      if (person) await context.addInitScript(([key, value]) => localStorage.setItem(key, value), token)
      const page = await context.newPage()
      heard.push(complaintsOf(page))
      page.setDefaultTimeout(20_000)
      await page.goto(publisher.page(url))
      await isThere(page)
      return page
    },
    reader: (name, role) => server.as(name, { scope: 'embed', ...(role && { role }) }),
    async suspend(target, over = {}) {
      const endsAt = new Date(server.ctx.now() + 30 * 60_000).toISOString()
      const body: Wanted = { target, reasonCode: 'heated', reason: why, ...(!over.reviewAt && { endsAt }), ...over }
      const { id } = await mo.call('POST /api/v1/suspensions', { body })
      return { id, end: () => mo.call('POST /api/v1/suspensions/:id/end', { params: { id }, body: {} }) }
    },
    async signIn(page, person) {
      const session = { personId: person.id, scope: 'embed', userAgent: null, now: server.ctx.now() } as const
      const token = await server.ctx.db.transact(`person:${person.id}`, (tx) => beginSession(tx, session))
      await page.evaluate(
        ([base, value]) => {
          localStorage.setItem(`afterword:token:${base}`, JSON.stringify(value))
          dispatchEvent(new StorageEvent('storage', { key: `afterword:token:${base}` }))
        },
        [server.url, token] as const,
      )
    },
  }
}

export function postAs(person: TestPerson, storyId: string, body: string, parentId: string | null = null) {
  const input = { params: { id: storyId }, headers: {}, body: { body, parentId } }
  return person.call('POST /api/v1/stories/:id/comments', input)
}

export const thread = (page: Page) => page.locator('afterword-thread')
export const composer = (page: Page) => thread(page).getByRole('textbox', { name: 'Your comment' })
export const button = (page: Page, name: string | RegExp) => thread(page).getByRole('button', { name })
export const article = (page: Page, id: string) => thread(page).locator(`article[id="comment-${id}"]`)
export const says = (page: Page, words: string | RegExp) => shows(thread(page).getByText(words).first())
export const shows = (locator: Locator) => locator.waitFor({ state: 'visible' })

/** Waits until the thread is read. */
export async function isThere(page: Page): Promise<void> {
  await thread(page).scrollIntoViewIfNeeded()
  await shows(thread(page).getByRole('heading', { name: /^Comments \d/ }))
}

/** Writes and marks some of it, so that `fieldOf` can tell whether the field was left alone. */
export async function writeAndSelect(field: Locator, text: string): Promise<void> {
  await field.fill(text)
  await field.evaluate((element: HTMLTextAreaElement) => {
    Object.assign(element, { isTheSame: true }).setSelectionRange(5, 9)
  })
}

/** What became of a field since `writeAndSelect`, and where it stands. */
export function fieldOf(field: Locator) {
  return field.evaluate((element: HTMLTextAreaElement & { isTheSame?: boolean }) => ({
    isTheSame: element.isTheSame,
    text: element.value,
    selection: [element.selectionStart, element.selectionEnd],
    isFocused: (element.getRootNode() as ShadowRoot).activeElement === element,
    top: element.getBoundingClientRect().top,
  }))
}
