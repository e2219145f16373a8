import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Input } from '../../server/contract/index.ts'
import { iso } from '../../server/iso.ts'
import { barriers } from '../support/barriers.ts'
import { openBrowser } from '../support/browser.ts'
import { flagMisquote, publishFinding, stepIn } from '../support/findings.ts'
import { startServer, type TestPerson, type TestServer } from '../support/start-server.ts'

type Decision = NonNullable<Input<'POST /api/v1/comments/:id/decision'>['body']>

const UNDO_MS = 10_000
const reason = 'The second sentence is about a person, not about the story.'

describe('without scripts, what is one’s own', () => {
  let server: TestServer
  let browser: Browser
  let wanda: TestPerson
  let rolf: TestPerson
  let mo: TestPerson

  beforeAll(async () => {
    ;[server, browser] = await Promise.all([startServer(), openBrowser()])
    wanda = await server.as('Wanda')
    rolf = await server.as('Rolf')
    mo = await server.as('Mo', { role: 'moderator' })
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  async function open(path: string, person?: TestPerson, scripts = false): Promise<Page> {
    const context = await browser.newContext({ javaScriptEnabled: scripts, viewport: { width: 390, height: 844 } })
    if (person) await context.addCookies([{ name: 'afterword', value: person.token, url: server.url }])
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    await page.goto(server.url + path)
    return page
  }

  /** What stands in the way of somebody on a page of theirs: looking needs scripts. */
  async function barriersAt(path: string, person: TestPerson): Promise<string[]> {
    const page = await open(path, person, true)
    const found = await barriers(page, 'main')
    await page.context().close()
    return found
  }

  async function comment(by: TestPerson, storyId: string, body: string) {
    return (await by.call('POST /api/v1/stories/:id/comments', { params: { id: storyId }, body: { body } })).id
  }

  async function suspend(storyId: string, mode: 'paused' | 'premoderated') {
    const endsAt = iso(server.ctx.now() + 3_600_000)
    const body = { target: { scope: 'story' as const, storyId }, mode, reasonCode: 'heated' as const, reason, endsAt }
    await mo.call('POST /api/v1/suspensions', { body })
  }

  /** Decides a held comment, past the time in which it can be undone. */
  async function decide(id: string, decision: Record<string, unknown>) {
    await mo.call('POST /api/v1/comments/:id/decision', { params: { id }, body: decision as Decision })
    server.clock.forward(UNDO_MS)
    await server.jobs.runDue()
  }

  it('a held comment is seen by its writer alone, is sent back and revised, is rejected and appealed', async () => {
    const id = await server.story('held-plainly')
    await suspend(id, 'premoderated')
    const page = await open(`/stories/${id}`, wanda)
    await page.getByLabel('Your comment').fill('It left late. And Rolf is a fool.')
    await page.getByRole('button', { name: 'Post comment' }).click()
    const held = page.getByRole('article', { name: 'Your comment: Held' })
    expect(await held.innerText()).toContain('A moderator looks at it before others see it.')
    const own = (await held.getAttribute('id'))?.replace('comment-', '') ?? ''
    expect(new URL(page.url()).hash).toBe(`#comment-${own}`)
    const answer = await fetch(`${server.url}/stories/${id}`, { headers: { cookie: `afterword=${wanda.token}` } })
    expect([answer.headers.get('cache-control'), answer.headers.get('vary')]).toEqual([
      'private, no-cache',
      expect.stringContaining('Cookie'),
    ])
    for (const other of [rolf, undefined]) {
      const theirs = await open(`/stories/${id}`, other)
      expect(await theirs.content()).not.toContain('a fool')
      await theirs.context().close()
    }

    await decide(own, { decision: 'send_back', rule: 'abuse', reason, revision: 1 })
    await page.goto(`${server.url}/notices`)
    await page.getByRole('link', { name: /asks you to revise/ }).click()
    const back = page.getByRole('article', { name: 'Your comment: Sent back' })
    expect(await back.innerText()).toMatch(/asks you to revise this, under the rule on abuse[\s\S]*not about the story/)
    await back.getByRole('link', { name: 'Edit' }).click()
    expect(await page.getByRole('link', { name: 'Back to the comment' }).getAttribute('href')).toBe(
      `/stories/${id}#comment-${own}`,
    )
    await page.getByLabel('Your comment').fill('It left late. Rolf is still one.')
    await page.getByRole('button', { name: 'Save' }).click()
    expect(await held.innerText()).toContain('Rolf is still one.')

    await decide(own, { decision: 'reject', rule: 'abuse', reason, revision: 2 })
    await page.goto(`${server.url}/notices`)
    await page.getByRole('link', { name: 'Your comment was not published' }).first().click()
    expect(new URL(page.url()).pathname).toMatch(/^\/my-cases\/[\da-f-]{36}$/)
    expect(await page.getByRole('main').innerText()).toMatch(/The rule[\s\S]*Abuse:[\s\S]*not about the story/)
    const appeal = page.getByLabel('Why the decision is wrong')
    await appeal.evaluate((field) => field.removeAttribute('minlength'))
    await appeal.fill('It is not.')
    await page.getByRole('button', { name: 'Send the appeal' }).click()
    expect(await page.getByRole('alert').innerText()).toContain('at least 20 characters')
    expect(await appeal.inputValue()).toBe('It is not.')
    await appeal.fill('It is said of his argument, as the reply shows.')
    await page.getByRole('button', { name: 'Send the appeal' }).click()
    expect(await page.getByRole('status').innerText()).toBe('Your appeal is sent.')
    expect(await page.getByText('It is said of his argument').isVisible()).toBe(true)
    expect(await appeal.count()).toBe(0)
    expect(await barriersAt(new URL(page.url()).pathname, wanda)).toEqual([])
    await page.context().close()
  })

  it('whoever is asked answers before a finding, and reads it; nobody else is shown the case', async () => {
    const id = await server.story('asked-plainly')
    const theirs = await comment(wanda, id, 'The story says it left at midnight.')
    const caseId = await flagMisquote(rolf, theirs)
    await stepIn(mo, caseId, { step: 'ask_reply', allegation: 'Your comment gives another time than the story.' })
    await server.jobs.runDue()
    const page = await open('/notices', wanda)
    await page.getByRole('link', { name: /answer/ }).click()
    expect(await page.getByText('Your comment gives another time than the story.').isVisible()).toBe(true)
    expect(await barriersAt(new URL(page.url()).pathname, wanda)).toEqual([])
    await page.getByText('I will not answer').click()
    expect(await page.getByRole('button', { name: 'Send no answer' }).isVisible()).toBe(true)
    await page.getByLabel('Your answer').fill('I read the time of the night boat.')
    await page.getByRole('button', { name: 'Send the answer' }).click()
    expect(await page.getByText('I read the time of the night boat.').isVisible()).toBe(true)
    expect(await page.getByLabel('Your answer').count()).toBe(0)
    await publishFinding(mo, caseId)
    await page.goto(`${server.url}/my-cases`)
    await page.locator('.register').getByRole('link').first().click()
    expect(await page.getByRole('heading', { name: 'The decision, and why' }).isVisible()).toBe(true)
    await page.getByRole('link', { name: 'Go to the comment' }).click()
    expect(await page.locator(`#comment-${theirs}`).isVisible()).toBe(true)
    await page.context().close()

    const flagger = await open(`/my-cases/${caseId}`, rolf)
    expect(await flagger.getByRole('heading', { name: 'What you flagged' }).isVisible()).toBe(true)
    await flagger.context().close()
    const stranger = await server.as('Stranger')
    const of = (cookie: string) =>
      fetch(`${server.url}/my-cases/${caseId}`, { headers: { cookie }, redirect: 'manual' })
    expect((await of(`afterword=${stranger.token}`)).status).toBe(404)
    expect(await (await of('')).text()).not.toContain('midnight')
    const forged = await fetch(`${server.url}/my-cases/${caseId}/appeal`, {
      method: 'POST',
      body: new URLSearchParams({ words: 'Something long enough to be an appeal.', token: 'guessed' }),
      headers: { cookie: `afterword=${wanda.token}`, origin: server.url },
    })
    expect(forged.status).toBe(403)
  })

  it('a flag is taken back', async () => {
    const id = await server.story('taken-back')
    const caseId = await flagMisquote(rolf, await comment(wanda, id, 'The story says it left at midnight.'))
    const page = await open(`/my-cases/${caseId}`, rolf)
    await page.getByText('Take the flag back').click()
    await page.getByRole('button', { name: 'Take it back' }).click()
    expect(await page.getByRole('main').innerText()).toContain('Ended: it was withdrawn.')
    await page.context().close()
  })

  it('a refused text comes back when the story is opened again, and can be discarded', async () => {
    const id = await server.story('kept-plainly')
    const page = await open(`/stories/${id}`, rolf)
    await page.getByLabel('Your comment').fill('A thought\n\nof two parts.')
    await suspend(id, 'paused')
    await page.getByRole('button', { name: 'Post comment' }).click()
    await page.goto(`${server.url}/stories/${id}`)
    const kept = page.getByLabel('The text that is kept')
    expect([await kept.inputValue(), await kept.isEditable()]).toEqual(['A thought\n\nof two parts.', false])
    server.clock.forward(3_600_000)
    await page.reload()
    const field = page.getByLabel('Your comment')
    expect(await field.inputValue()).toBe('A thought\n\nof two parts.')
    await field.fill('A thought of one part.')
    await page.getByRole('button', { name: 'Post comment' }).click()
    await page.goto(`${server.url}/stories/${id}`)
    expect(await field.inputValue()).toBe('')

    await rolf.call('PUT /api/v1/stories/:id/drafts', { params: { id }, body: { body: 'Never mind.' } })
    await page.reload()
    expect(await field.inputValue()).toBe('Never mind.')
    await page.getByRole('button', { name: 'Discard it' }).click()
    expect(await field.inputValue()).toBe('')
    expect(await rolf.call('GET /api/v1/stories/:id/drafts', { params: { id } })).toEqual({ drafts: [] })
    await page.context().close()
  })

  it('a reply that was begun is found from the story’s page, and goes on in its place', async () => {
    const id = await server.story('kept-reply')
    const parentId = await comment(wanda, id, 'Something to answer.')
    await rolf.call('PUT /api/v1/stories/:id/drafts', { params: { id }, body: { body: 'I answer', parentId } })
    const page = await open(`/stories/${id}`, rolf)
    await page.getByText('Kept: your reply to Wanda').click()
    await page.getByRole('link', { name: 'Go on with it' }).click()
    const field = page.getByLabel('Your reply to Wanda')
    expect(await field.inputValue()).toBe('I answer')
    await field.fill('I answer in full.')
    await page.getByRole('button', { name: 'Post reply' }).click()
    expect(await page.getByRole('article', { name: 'Comment by Rolf' }).innerText()).toContain('I answer in full.')
    expect(await page.getByText('Kept: your reply').count()).toBe(0)
    await page.context().close()
  })
})
