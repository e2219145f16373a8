import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { complaintsOf, openBrowser } from '../support/browser.ts'
import { flagMisquote, publishFinding } from '../support/findings.ts'
import { startServer, type TestServer } from '../support/start-server.ts'

describe('the page of a case, in a browser', () => {
  let server: TestServer
  let browser: Browser
  let path: string

  beforeAll(async () => {
    server = await startServer()
    browser = await openBrowser()
    const [writer, flagger] = [await server.as('Wanda'), await server.as('Rolf')]
    const moderator = await server.as('Mo', { role: 'moderator' })
    const { id } = await writer.call('POST /api/v1/stories/:id/comments', {
      params: { id: await server.story() },
      body: { body: `It left at midnight, ${'and went round the point '.repeat(20)}` },
    })
    const claim = { exact: `left at midnight, ${'and went round the point '.repeat(20).trim()}` }
    const asked = { writer, reply: 'a'.repeat(900) }
    path = `/cases/${await publishFinding(moderator, await flagMisquote(flagger, id, { claim }), { asked })}`
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  it('keeps to its policy, and gives its address to copy', async () => {
    const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] })
    const page = await context.newPage()
    const complaints = complaintsOf(page)
    await page.goto(server.url + path)
    await page.getByRole('button', { name: 'Copy this address' }).click()
    await page.getByText('Copied.').waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(server.url + path)
    expect(complaints).toEqual([])
    await context.close()
  })

  it.each([1280, 390, 320])('fits a window of %i pixels without a script', async (width) => {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width, height: 800 } })
    const page = await context.newPage()
    await page.goto(server.url + path)
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Misquotes')
    expect(await page.getByRole('button').count()).toBe(0)
    const [they, it] = await Promise.all([0, 1].map((at) => page.locator('figure').nth(at).boundingBox()))
    if (!they || !it) throw new Error('a quotation is not shown')
    // Side by side where there is room, one above the other where there is none.
    expect(it.y > they.y).toBe(width < 600)
    const main = await page.locator('main').boundingBox()
    for (const part of await page.locator('main *').all()) {
      const box = await part.boundingBox()
      if (box && box.width > 1) expect(box.x + box.width).toBeLessThanOrEqual((main?.x ?? 0) + (main?.width ?? 0))
    }
    await context.close()
  })

  it('prints its address, and no controls', async () => {
    const page = await browser.newPage()
    await page.emulateMedia({ media: 'print' })
    await page.goto(server.url + path)
    expect(await page.getByText(server.url + path).isVisible()).toBe(true)
    for (const name of ['Copy this address', 'This finding as a picture', 'Console', 'Archive'])
      expect(await page.getByText(name).first().isVisible()).toBe(false)
    await page.close()
  })
})
