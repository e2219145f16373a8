import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { barriers } from '../support/barriers.ts'
import { complaintsOf, openBrowser } from '../support/browser.ts'
import { decide, flagged, misrepresents, step } from '../support/case-steps.ts'
import { linkIn } from '../support/letters.ts'
import { type MailServer, startMailServer } from '../support/mail-server.ts'
import { type Publisher, startPublisher } from '../support/publisher.ts'
import { startServer, type TestPerson, type TestServer } from '../support/start-server.ts'

const reason = 'Moderators are reading the papers first. Please wait for them.'

let server: TestServer
let mail: MailServer
let publisher: Publisher
let browser: Browser
let bea: TestPerson
let complaints: string[] = []
let stories = 0

beforeAll(async () => {
  publisher = await startPublisher(() => server.url)
  mail = await startMailServer()
  const ALLOWED_ORIGINS = `https://news.example,${publisher.origin}`
  server = await startServer({ env: { ALLOWED_ORIGINS, MAIL_URL: mail.url } })
  browser = await openBrowser()
  bea = await server.as('Bea Second')
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await mail?.close()
  await publisher?.close()
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
  expect(complaints.splice(0)).toEqual([])
})

/** A story with a text that can be quoted and so many comments of two lines. */
async function storyWith(comments: number): Promise<{ id: string; url: string; ids: string[] }> {
  const slug = `tide-${++stories}`
  const id = await server.story(slug)
  const ids: string[] = []
  for (let n = 1; n <= comments; n++) ids.push((await post(id, `Comment number ${n}.\n\nIt has a second line.`)).id)
  return { id, url: `https://news.example/${slug}`, ids }
}

function post(storyId: string, body: string, parentId: string | null = null) {
  return bea.call('POST /api/v1/stories/:id/comments', {
    params: { id: storyId },
    headers: {},
    body: { body, parentId },
  })
}

/** Flags a comment for words that the story has otherwise. @returns the case. */
async function flag(commentId: string, exact: string): Promise<string> {
  const { id } = await flagged(server, commentId, { ...misrepresents, claim: { exact } })
  return id
}

/** A note beside the comment, which Bea would not answer for. */
async function note(caseId: string): Promise<void> {
  const moderator = await server.as('Mo Derator', { role: 'moderator' })
  await step(moderator, caseId, { step: 'ask_reply', allegation: 'The story does not say what your comment says.' })
  await bea.call('POST /api/v1/me/cases/:id/reply', { params: { id: caseId }, body: { reply: null } })
  const explanation = 'The story does not say this at all.'
  await decide(moderator, caseId, { finding: 'misquotes', explanation, action: 'note' })
  await step(moderator, caseId, { step: 'publish' })
}

async function suspend(storyId: string, minutes = 30) {
  const moderator = await server.as('Mo Derator', { role: 'moderator' })
  const endsAt = new Date(server.ctx.now() + minutes * 60_000).toISOString()
  const target = { scope: 'story', storyId } as const
  const body = { target, reasonCode: 'heated', reason, endsAt } as const
  const made = await moderator.call('POST /api/v1/suspensions', { body })
  return { end: () => moderator.call('POST /api/v1/suspensions/:id/end', { params: { id: made.id }, body: {} }) }
}

/** The publisher's page with the thread in view, signed in with a session as the sign-in window would leave it. */
async function read(url: string, person?: TestPerson, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1000, height: 800 },
    reducedMotion: 'reduce',
    ...options,
  })
  if (person)
    await context.addInitScript(
      ([key, token]) => localStorage.setItem(key ?? '', JSON.stringify(token)),
      [`afterword:token:${server.url}`, person.token],
    )
  const page = await context.newPage()
  complaints = complaintsOf(page)
  page.setDefaultTimeout(20_000)
  await page.goto(publisher.page(url))
  await page.locator('afterword-thread').scrollIntoViewIfNeeded()
  await thread(page)
    .getByRole('heading', { name: /^Comments/ })
    .waitFor()
  return page
}

const thread = (page: Page) => page.locator('afterword-thread')
const article = (page: Page, id: string) => thread(page).locator(`article[id="comment-${id}"]`)
const composer = (page: Page) => thread(page).getByRole('textbox', { name: 'Your comment' })
const pill = (page: Page) => thread(page).getByRole('button', { name: /show$/ })
const shows = (locator: Locator) => locator.waitFor({ state: 'visible' })

/** Scrolls an element to a height of the window. */
async function bring(locator: Locator, top: number): Promise<void> {
  await locator.evaluate((element, y) => {
    scrollBy({ top: element.getBoundingClientRect().top - y, behavior: 'instant' })
  }, top)
}

/** Where the words stand that can be seen: every comment and the end of the page. */
function places(page: Page): Promise<Record<string, number>> {
  return page.evaluate(() => {
    const seen: Record<string, number> = {}
    const all = [
      ...(document.querySelector('afterword-thread')?.shadowRoot?.querySelectorAll('article') ?? []),
      ...document.querySelectorAll('footer p'),
    ]
    for (const [n, element] of all.entries()) {
      const { top, bottom } = element.getBoundingClientRect()
      if (bottom > 0 && top < innerHeight) seen[element.id || `footer ${n - all.length}`] = top
    }
    return seen
  })
}

/** Does something, waits until the page shows it, and fails if a visible word moved by a pixel or more. */
async function withoutJump(page: Page, act: () => Promise<unknown>, shown: () => Promise<unknown>): Promise<void> {
  const before = await places(page)
  expect(Object.keys(before).length).toBeGreaterThan(1)
  await act()
  await shown()
  const after = await places(page)
  for (const [id, top] of Object.entries(before)) {
    expect(after[id], `${id} is still in view`).toBeDefined()
    expect(Math.abs((after[id] ?? 0) - top), `${id} moved`).toBeLessThan(1)
  }
}

describe('text that does not jump', () => {
  it('holds what would move it behind a counted button, and shows it on request', async () => {
    const { id, url, ids } = await storyWith(12)
    const page = await read(url)
    await bring(article(page, ids[11]!), 420)
    const button = (words: string) => () => shows(thread(page).getByRole('button', { name: words }))

    await withoutJump(page, () => post(id, 'A new one at the top'), button('1 new comment — show'))
    await withoutJump(page, () => post(id, 'A reply in view', ids[10]), button('2 new comments — show'))
    await pill(page).click()
    await shows(thread(page).getByText('A reply in view'))
    const first = thread(page).getByRole('article').filter({ hasText: 'A new one at the top' })
    await shows(first)
    expect(await first.evaluate((element) => (element.getRootNode() as ShadowRoot).activeElement === element)).toBe(
      true,
    )
    expect(await pill(page).count()).toBe(0)
  })

  it('shows a comment at once where nothing in view moves by it', async () => {
    const { id, url, ids } = await storyWith(14)
    const page = await read(url)
    await bring(article(page, ids[13]!), 100)
    await withoutJump(
      page,
      () => post(id, 'Far below', ids[0]),
      () => thread(page).getByText('Far below').waitFor({ state: 'attached' }),
    )
    expect(await pill(page).count()).toBe(0)
  })

  it('changes and empties comments in place', async () => {
    const { url, ids } = await storyWith(12)
    const page = await read(url)
    const [edited, deleted] = [ids[9]!, ids[7]!]
    await bring(article(page, edited), 200)
    const edit = (body: string, revision: number) => () =>
      bea.call('PATCH /api/v1/comments/:id', { params: { id: edited }, body: { body, revision } })

    await withoutJump(page, edit('As long as before.\n\nWith a second line.', 1), () =>
      shows(article(page, edited).getByText('As long as before.')),
    )
    const showEdit = article(page, edited).getByRole('button', { name: 'Edited · show' })
    await withoutJump(page, edit('Longer.\n\nMuch\n\nlonger\n\nthan\n\nbefore.', 2), () => shows(showEdit))
    await withoutJump(
      page,
      () => bea.call('DELETE /api/v1/comments/:id', { params: { id: deleted } }),
      () => shows(article(page, deleted).getByText('This comment was deleted.')),
    )
    await showEdit.click()
    await shows(article(page, edited).getByText('longer', { exact: true }))
  })

  it('puts a note beside a comment on request', async () => {
    const { url, ids } = await storyWith(12)
    const page = await read(url)
    await bring(article(page, ids[9]!), 300)
    const caseId = await flag(ids[9]!, 'It has a second line.')
    const button = thread(page).getByRole('button', { name: 'A note was added — show' })
    await withoutJump(
      page,
      () => note(caseId),
      () => shows(button),
    )
    await button.click()
    await shows(article(page, ids[9]!).getByText('The story does not say this at all.'))
  })

  it('announces an update and a pause without moving the comments under them', async () => {
    const { id, url, ids } = await storyWith(12)
    const page = await read(url, await server.as('Ann Reader', { scope: 'embed' }))
    await bring(article(page, ids[11]!), 420)
    const author = await server.as('Au Thor')
    await server.grant(author, 'author', id)
    const update = { params: { id }, body: { body: 'The tide **was** in.' } }
    await withoutJump(
      page,
      () => author.call('POST /api/v1/stories/:id/updates', update),
      () => shows(thread(page).getByRole('button', { name: 'UPDATE 1 posted — show' })),
    )
    await bring(article(page, ids[11]!), 420)
    const notice = thread(page)
      .getByText(/^Comments on this story are paused until/)
      .first()
    let pause: Awaited<ReturnType<typeof suspend>> | undefined
    await withoutJump(
      page,
      async () => {
        pause = await suspend(id)
      },
      () => notice.waitFor({ state: 'attached' }),
    )
    await withoutJump(
      page,
      () => pause!.end(),
      () => notice.waitFor({ state: 'detached' }),
    )
    await bring(article(page, ids[3]!), 300)
    await withoutJump(
      page,
      () => suspend(id),
      () => notice.waitFor({ state: 'attached' }),
    )
    await pill(page).click()
    await shows(thread(page).getByText('The tide was in.'))
  })
})

describe('a pause while someone writes', () => {
  it('keeps the field, its words and selection, also through a reload, and posts them when it ends', async () => {
    const { id, url } = await storyWith(2)
    const ann = await server.as('Ann Reader', { scope: 'embed' })
    const page = await read(url, ann)
    await composer(page).fill('Half a sentence that')
    await composer(page).evaluate((field: HTMLTextAreaElement) => {
      Object.assign(field, { isTheSame: true }).setSelectionRange(5, 6)
    })
    const pause = await suspend(id)
    await shows(thread(page).getByText(reason).first())
    await shows(thread(page).getByText(/Opens again in 30 min/))
    await shows(thread(page).getByText(/^Your draft is kept/))
    const field = await composer(page).evaluate((element: HTMLTextAreaElement & { isTheSame?: boolean }) => ({
      same: element.isTheSame,
      text: element.value,
      selection: [element.selectionStart, element.selectionEnd],
      focused: (element.getRootNode() as ShadowRoot).activeElement === element,
    }))
    expect(field).toEqual({ same: true, text: 'Half a sentence that', selection: [5, 6], focused: true })
    await page.keyboard.press('Control+Enter')

    await page.reload()
    await shows(thread(page).getByText(reason).first())
    expect(await composer(page).inputValue()).toBe('Half a sentence that')

    await pause.end()
    await shows(thread(page).getByText('Comments are open again: your draft is ready.').first())
    await thread(page).getByRole('button', { name: 'Post comment' }).click()
    await shows(thread(page).getByRole('article').filter({ hasText: 'Half a sentence that' }))
    expect(await composer(page).inputValue()).toBe('')
    const { comments } = await server.call('GET /api/v1/stories/:id/thread', { params: { id }, query: {} })
    expect(comments).toHaveLength(3)
  })

  it('keeps a text that was on its way, and reopens by the server’s clock', async () => {
    const { id, url } = await storyWith(1)
    const ann = await server.as('Ann Reader', { scope: 'embed' })
    const page = await read(url, ann)
    await page.route('**/comments', async (route) => {
      if (route.request().method() === 'POST') await suspend(id, 0.05)
      await route.continue()
    })
    await composer(page).fill('Sent in the same instant')
    await composer(page).press('Control+Enter')
    await shows(thread(page).getByText('Your text is kept.'))
    expect(await composer(page).inputValue()).toBe('Sent in the same instant')
    const { drafts } = await ann.call('GET /api/v1/stories/:id/drafts', { params: { id } })
    expect(drafts.map((draft) => draft.body)).toEqual(['Sent in the same instant'])
    await page.unroute('**/comments')
    const elsewhere = await (await browser.newContext({ storageState: await page.context().storageState() })).newPage()
    await elsewhere.addInitScript(() => {
      for (const key of Object.keys(localStorage)) if (key.startsWith('afterword:drafts:')) localStorage.removeItem(key)
    })
    await elsewhere.goto(publisher.page(url))
    await elsewhere.locator('afterword-thread').scrollIntoViewIfNeeded()
    await expect.poll(() => composer(elsewhere).inputValue()).toBe('Sent in the same instant')

    await shows(thread(page).getByRole('button', { name: 'Post comment' }))
    await thread(page).getByRole('button', { name: 'Post comment' }).click()
    await shows(thread(page).getByRole('article').filter({ hasText: 'Sent in the same instant' }))
  })
})

describe('by keyboard alone', () => {
  it('flags a comment with two quotations', async () => {
    const { id, url } = await storyWith(0)
    const { id: commentId } = await post(id, 'They say that the Marlin sank at noon, with all hands.')
    const page = await read(url, await server.as('Ann Reader', { scope: 'embed' }))
    await article(page, commentId).getByRole('button', { name: /^Flag/ }).focus()
    await page.keyboard.press('Enter')
    await shows(thread(page).getByRole('dialog', { name: 'Flag the comment by Bea Second' }))
    const dialog = thread(page).getByRole('dialog')
    await tabTo(page, dialog.getByRole('button', { name: /^It misrepresents/ }))
    await page.keyboard.press('Enter')
    const claim = dialog.getByRole('textbox', { name: 'Select what they wrote' })
    await tabTo(page, claim)
    await select(page, claim, 'the Marlin sank at noon')
    const source = dialog.getByRole('textbox', { name: /^Select what is really said/ })
    await tabTo(page, source)
    await select(page, source, 'The ferry Marlin left the harbour at noon')
    await shows(dialog.getByText('Found in the comment.'))
    await shows(dialog.getByText('Found in the story.'))
    expect(await barriers(page)).toEqual([])

    await tabTo(page, dialog.getByRole('radio', { name: 'Misquoted' }))
    await page.keyboard.press('Space')
    await tabTo(page, dialog.getByRole('textbox', { name: /^What is wrong/ }))
    await page.keyboard.type('The story says that she left, not that she sank.')
    await tabTo(page, dialog.getByRole('button', { name: 'Send flag' }))
    await page.keyboard.press('Enter')
    await shows(dialog.getByText(/MR-\d{4}-\d{4}/))
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await shows(article(page, commentId).getByText('Flagged'))
    expect(await isFocused(article(page, commentId))).toBe(true)
  })

  it('replies, comes back from a form put away, and lands on the new comment', async () => {
    const { id, url, ids } = await storyWith(2)
    const page = await read(url, await server.as('Ann Reader', { scope: 'embed' }))
    const reply = article(page, ids[0]!).getByRole('button', { name: /^(Reply|Continue)/ })
    await reply.focus()
    await page.keyboard.press('Enter')
    await page.keyboard.type('What about the tide?')
    await tabTo(page, thread(page).getByRole('button', { name: 'Cancel' }))
    await page.keyboard.press('Enter')
    expect(await isFocused(reply)).toBe(true)
    expect(await reply.textContent()).toContain('Continue your reply')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+Enter')
    const posted = thread(page).getByRole('article').filter({ hasText: 'What about the tide?' })
    await shows(posted)
    expect(await isFocused(posted)).toBe(true)
    const { comments } = await server.call('GET /api/v1/stories/:id/thread', { params: { id }, query: {} })
    expect(comments.find((comment) => comment.html.includes('tide?'))?.parentId).toBe(ids[0])
  })
})

describe('wherever it stands', () => {
  it('has no serious barriers: open, paused, with a note, on a phone, light and dark', async () => {
    const { id, url, ids } = await storyWith(2)
    await note(await flag(ids[0]!, 'It has a second line.'))
    await post(id, 'They say that the Marlin sank at noon. مرحبا', ids[0])
    for (const colorScheme of ['light', 'dark'] as const) {
      const ann = await server.as('Ann Reader', { scope: 'embed' })
      const page = await read(url, ann, { colorScheme, viewport: { width: 390, height: 800 } })
      await shows(article(page, ids[0]!).getByText('This comment misquotes the story.'))
      expect(await barriers(page)).toEqual([])
      await article(page, ids[1]!)
        .getByRole('button', { name: /^Reply/ })
        .click()
      await composer(page).fill('A draft')
      const pause = await suspend(id)
      await shows(thread(page).getByText(reason).first())
      expect(await barriers(page)).toEqual([])
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect(wide).toBeLessThanOrEqual(0)
      await pause.end()
    }
  })

  it('signs a reader in through a window of the server, and keeps what was written before', async () => {
    const { url } = await storyWith(1)
    const page = await read(url)
    await composer(page).fill('Written before signing in')
    const opening = page.waitForEvent('popup')
    await thread(page).getByRole('button', { name: 'Sign in to post' }).click()
    const popup = await opening
    complaints.push(...complaintsOf(popup))
    await popup
      .getByRole('link', { name: 'Create an account' })
      .or(popup.getByText('Create an account'))
      .first()
      .click()
    await popup.getByLabel('Name', { exact: true }).fill('Nora Newcomer')
    await popup.getByLabel('E-mail address').fill('nora@example.org')
    await popup.getByLabel('Password', { exact: true }).fill('a long enough password')
    await popup.getByRole('button', { name: 'Create an account' }).click()
    await popup.getByRole('heading', { name: 'Look in your mail' }).waitFor()
    await server.jobs.runDue()
    const letter = await page.context().newPage()
    await letter.goto(linkIn(mail.letters.at(-1)))
    await letter.getByRole('button', { name: 'Make my account' }).click()
    await letter.close()
    const closed = popup.waitForEvent('close')
    await popup.getByRole('button', { name: 'Continue as Nora Newcomer' }).click()
    await closed
    await thread(page).getByRole('button', { name: 'Post comment' }).click()
    const posted = thread(page).getByRole('article', { name: 'Comment by Nora Newcomer' })
    await shows(posted.getByText('Written before signing in'))
    await page.reload()
    await shows(posted.getByRole('button', { name: /^Edit/ }))
    await thread(page).getByRole('button', { name: 'Sign out' }).click()
    await shows(thread(page).getByRole('button', { name: 'Sign in to post' }))
  })

  it('opens the comment of a permalink, deep in the thread', async () => {
    const { url, ids } = await storyWith(80)
    const page = await browser.newPage()
    complaints = complaintsOf(page)
    await page.goto(`${publisher.page(url)}#comment-${ids[2]}`)
    await shows(article(page, ids[2]!))
    await expect.poll(() => isFocused(article(page, ids[2]!))).toBe(true)
    const box = await article(page, ids[2]!).boundingBox()
    expect(box?.y).toBeGreaterThanOrEqual(0)
    expect(box?.y).toBeLessThan(700)
  })

  it('follows by plain requests where sockets are blocked', async () => {
    const { id, url } = await storyWith(1)
    const page = await read(url)
    await page.context().route('**/api/v1/live/**', (route) => route.abort())
    await page.context().routeWebSocket(/api\/v1\/live/, (socket) => socket.close())
    await page.reload()
    await shows(thread(page).getByText('Comment number 1.'))
    await post(id, 'By the slow road')
    await thread(page).getByText('By the slow road').or(pill(page)).first().waitFor()
    complaints.splice(0)
  })
})

function isFocused(locator: Locator): Promise<boolean> {
  return locator.evaluate((element) => (element.getRootNode() as ShadowRoot).activeElement === element)
}

async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let n = 0; n < 20 && !(await isFocused(target)); n++) await page.keyboard.press('Tab')
  expect(await isFocused(target)).toBe(true)
}

/** Marks words in a text field with the arrow keys. */
async function select(page: Page, field: Locator, words: string): Promise<void> {
  const start = (await field.inputValue()).indexOf(words)
  expect(start).toBeGreaterThanOrEqual(0)
  await page.keyboard.press('Control+Home')
  for (let n = 0; n < start; n++) await page.keyboard.press('ArrowRight')
  for (let n = 0; n < words.length; n++) await page.keyboard.press('Shift+ArrowRight')
}
