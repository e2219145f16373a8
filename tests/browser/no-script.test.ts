import type { Browser, Page, Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { iso } from '../../server/iso.ts'
import { complaintsOf, openBrowser } from '../support/browser.ts'
import { articleText } from '../support/context.ts'
import { linkIn } from '../support/letters.ts'
import { type MailServer, startMailServer } from '../support/mail-server.ts'
import { startServer, type TestPerson, type TestServer } from '../support/start-server.ts'

describe('a story’s thread, in a browser', () => {
  let server: TestServer
  let browser: Browser
  let mail: MailServer
  let wanda: TestPerson
  let rolf: TestPerson

  beforeAll(async () => {
    mail = await startMailServer()
    server = await startServer({ env: { MAIL_URL: mail.url } })
    browser = await openBrowser()
    wanda = await server.as('Wanda')
    rolf = await server.as('Rolf')
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
    await mail?.close()
  })

  async function open(path: string, { person, scripts }: { person?: TestPerson; scripts: boolean }): Promise<Page> {
    const context = await browser.newContext({ javaScriptEnabled: scripts, viewport: { width: 1000, height: 800 } })
    if (person) await context.addCookies([{ name: 'afterword', value: person.token, url: server.url }])
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    await page.goto(server.url + path)
    return page
  }

  function comment(person: TestPerson, storyId: string, body: string) {
    return person.call('POST /api/v1/stories/:id/comments', { params: { id: storyId }, body: { body } })
  }

  async function reply(storyId: string, parentId: string | null, words: string): Promise<string> {
    const input = { params: { id: storyId }, body: { body: words, parentId } }
    return (await rolf.call('POST /api/v1/stories/:id/comments', input)).id
  }

  it('makes an account and signs in without scripts, on the way to writing', async () => {
    const id = await server.story('newcomer')
    const page = await open(`/stories/${id}`, { scripts: false })
    await page
      .getByRole('link', { name: /Sign in/ })
      .first()
      .click()
    await page.getByRole('link', { name: 'Create an account' }).click()
    await page.getByLabel('Name').fill('Nora')
    await page.getByLabel('E-mail address').fill('nora@example.org')
    await page.getByLabel('Password').fill('short')
    await page.getByRole('button', { name: 'Create an account' }).click()
    expect(await page.getByRole('alert').textContent()).toBe('A password needs at least 10 characters.')
    expect(await page.getByLabel('Name').inputValue()).toBe('Nora')
    await page.getByLabel('Password').fill('a long enough one')
    await page.getByRole('button', { name: 'Create an account' }).click()
    await page.getByRole('heading', { name: 'Look in your mail' }).waitFor()
    await server.jobs.runDue()
    await page.goto(linkIn(mail.letters.at(-1)))
    await page.getByRole('button', { name: 'Make my account' }).click()
    await page.getByLabel('Your comment').fill('My first one.')
    await page.getByRole('button', { name: 'Post comment' }).click()
    expect(await page.getByRole('article', { name: 'Comment by Nora' }).isVisible()).toBe(true)

    await page.context().clearCookies()
    await page.goto(`${server.url}/sign-in?next=/stories/${id}`)
    await page.getByLabel('E-mail address').fill('nora@example.org')
    await page.getByLabel('Password').fill('a wrong one, surely')
    await page.getByRole('button', { name: 'Sign in' }).click()
    expect(await page.getByRole('alert').textContent()).toBe('E-mail address or password is wrong.')
    await page.getByLabel('Password').fill('a long enough one')
    await page.getByRole('button', { name: 'Sign in' }).click()
    expect(await page.getByLabel('Your comment').isVisible()).toBe(true)
    await page.context().close()
  })

  it('is read, written in and flagged from without scripts', async () => {
    const id = await server.story('plain')
    const { id: first } = await comment(wanda, id, 'The ferry left at midnight.')
    const page = await open(`/stories/${id}`, { person: rolf, scripts: false })
    const complaints = complaintsOf(page)
    await page.getByLabel('Your comment').fill('A comment of mine.')
    await page.getByRole('button', { name: 'Post comment' }).click()
    expect(new URL(page.url()).hash).toMatch(/^#comment-/)
    expect(await page.getByRole('article', { name: 'Comment by Rolf' }).isVisible()).toBe(true)

    await page.getByRole('link', { name: 'Reply to the comment by Wanda' }).click()
    await page.getByLabel('Your reply to Wanda').fill('It left at noon.')
    await page.getByRole('button', { name: 'Post reply' }).click()
    await page.locator(`li:has(> #comment-${first}) .replies`).getByText('It left at noon.').waitFor()

    await page.getByRole('link', { name: 'Flag the comment by Wanda' }).click()
    await page.getByLabel('It misrepresents what the story or somebody said').check()
    await page.getByLabel('They wrote').fill('left at midnight')
    await page.getByLabel('It says', { exact: true }).fill(articleText.slice(0, articleText.indexOf('.')))
    await page.getByLabel('Misquoted').check()
    await page.getByLabel('What is wrong, in your words').fill('The story says that it left at noon.')
    expect(await page.getByLabel('Law or right concerned').isVisible()).toBe(false)
    await page.getByRole('button', { name: 'Send flag' }).click()
    expect(await page.getByRole('status').textContent()).toMatch(/Its reference is MR-/)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('gives a text back when commenting was paused meanwhile', async () => {
    const id = await server.story('paused')
    const mo = await server.as('Mo', { role: 'moderator' })
    const page = await open(`/stories/${id}`, { person: rolf, scripts: false })
    await page.getByLabel('Your comment').fill('Two lines\n\nof a thought.')
    const reason = 'We are reading what was said before it goes on.'
    await mo.call('POST /api/v1/suspensions', {
      body: {
        target: { scope: 'story', storyId: id },
        ...{ reasonCode: 'heated', reason, endsAt: iso(server.ctx.now() + 3_600_000) },
      },
    })
    await page.getByRole('button', { name: 'Post comment' }).click()
    expect(await page.getByText(reason, { exact: true }).isVisible()).toBe(true)
    expect(await page.getByRole('alert').textContent()).toContain('Your text is kept.')
    expect(await page.getByLabel('Your comment').inputValue()).toBe('Two lines\n\nof a thought.')
    await page.context().close()
  })

  it('fits a window of 320 pixels without scripts', async () => {
    const id = await server.story('narrow')
    let parentId: string | null = null
    for (let n = 0; n < 7; n++) {
      const words = `Answer ${n}: ${'a-long-word-'.repeat(9)}`
      parentId = await reply(id, parentId, words)
    }
    const page = await open(`/stories/${id}`, { person: wanda, scripts: false })
    await page.setViewportSize({ width: 320, height: 700 })
    const box = await page.locator('body').boundingBox()
    expect(await page.locator('main').evaluate((main) => main.scrollWidth)).toBeLessThanOrEqual(box?.width ?? 0)
    await page.context().close()
  })

  it('is taken over by scripts in its place: it is there until then, and nothing above or around it moves', async () => {
    const id = await server.story('taken-over')
    for (let n = 1; n <= 12; n++) await comment(wanda, id, `Comment number ${n}.`)
    const context = await browser.newContext({ viewport: { width: 1000, height: 800 } })
    const page = await context.newPage()
    const complaints = complaintsOf(page)
    await page.addInitScript(() => {
      const seen = { shift: 0, gaps: 0 }
      Object.assign(window, { seen })
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) seen.shift += (entry as PerformanceEntry & { value: number }).value
      }).observe({ type: 'layout-shift', buffered: true })
      const look = () => {
        const thread = document.querySelector('afterword-thread')
        if (thread && document.readyState !== 'loading' && thread.getBoundingClientRect().height < 700) seen.gaps += 1
        requestAnimationFrame(look)
      }
      requestAnimationFrame(look)
    })
    const release: (() => void)[] = []
    await page.route('**/api/v1/stories/*/thread*', async (route) => {
      await new Promise<void>((resolve) => release.push(resolve))
      await route.continue()
    })
    await page.goto(`${server.url}/stories/${id}`)
    await page.waitForFunction(() => document.querySelector('afterword-thread')?.shadowRoot?.querySelector('slot'))
    // The thread is still on its way.
    expect(await page.locator('.unscripted').getByText('Comment number 12.').isVisible()).toBe(true)
    await expect.poll(() => release.length).toBe(1)
    release[0]?.()
    await page.waitForFunction(() => !document.querySelector('afterword-thread')?.shadowRoot?.querySelector('slot'))
    expect(await page.locator('.surface').getByText('Comment number 12.').isVisible()).toBe(true)
    expect(await page.locator('.unscripted').isVisible()).toBe(false)
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
    const seen = await page.evaluate(() => (window as unknown as { seen: { shift: number; gaps: number } }).seen)
    expect(seen.gaps).toBe(0)
    expect(seen.shift).toBeLessThan(0.01)
    expect(complaints).toEqual([])
    await context.close()
  })

  it('opens with scripts at the comment that a link for everybody names', async () => {
    const id = await server.story('linked')
    const ids: string[] = []
    for (let n = 1; n <= 60; n++) ids.push((await comment(wanda, id, `Comment number ${n}.`)).id)
    const page = await open(`/stories/${id}?comment=${ids[2]}`, { scripts: true })
    const wanted = page.locator(`.surface #comment-${ids[2]}`)
    await wanted.waitFor()
    await expect.poll(() => wanted.evaluate((element) => element.getBoundingClientRect().top < innerHeight)).toBe(true)
    await page.context().close()
  })

  it('leaves a form in which somebody has begun to write before scripts came', async () => {
    const id = await server.story('slow')
    const context = await browser.newContext()
    await context.addCookies([{ name: 'afterword', value: rolf.token, url: server.url }])
    const page = await context.newPage()
    let release: (() => void) | undefined
    const isAsked = new Promise<void>((resolve) => {
      const hold = async (route: Route) => {
        resolve()
        await new Promise<void>((go) => {
          release = go
        })
        await route.continue()
      }
      void page.route('**/embed.js', hold, { times: 1 })
    })
    await page.goto(`${server.url}/stories/${id}`, { waitUntil: 'commit' })
    await isAsked
    await page.getByLabel('Your comment').fill('Begun early.')
    release?.()
    await page.waitForFunction(() => customElements.get('afterword-thread'))
    expect(await page.getByLabel('Your comment').inputValue()).toBe('Begun early.')
    await page.getByRole('button', { name: 'Post comment' }).click()
    await page.waitForURL(/comment=/)
    await page.locator('.surface').getByText('Begun early.').waitFor()
    await context.close()
  })
})
