import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { iso } from '../../server/iso.ts'
import { openBrowser } from '../support/browser.ts'
import { startServer, type TestPerson, type TestServer } from '../support/start-server.ts'

describe('without scripts', () => {
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

  async function open(path: string, person?: TestPerson): Promise<Page> {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
    if (person) await context.addCookies([{ name: 'afterword', value: person.token, url: server.url }])
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    await page.goto(server.url + path)
    return page
  }

  async function comment(by: TestPerson, storyId: string, body: string, parentId: string | null = null) {
    const input = { params: { id: storyId }, body: { body, parentId } }
    return (await by.call('POST /api/v1/stories/:id/comments', input)).id
  }

  it('somebody edits their comment, keeps their words when they edited it elsewhere, and deletes it', async () => {
    const id = await server.story('own-words')
    const mine = await comment(wanda, id, 'It left at noon, I belive.')
    const page = await open(`/stories/${id}`, wanda)
    const article = page.locator(`#comment-${mine}`)
    await article.getByRole('link', { name: 'Edit' }).click()
    const elsewhere = { params: { id: mine }, body: { body: 'Newer words.', revision: 1 } }
    await wanda.call('PATCH /api/v1/comments/:id', elsewhere)
    await page.getByLabel('Your comment').fill('It left at noon, I believe.')
    await page.getByRole('button', { name: 'Save' }).click()
    expect(await page.getByRole('alert').innerText()).toContain('You changed this comment elsewhere meanwhile.')
    expect(await page.getByText('Newer words.').isVisible()).toBe(true)
    expect(await page.getByLabel('Your comment').inputValue()).toBe('It left at noon, I believe.')
    await page.getByRole('button', { name: 'Save' }).click()
    expect(await article.getByText('It left at noon, I believe.').isVisible()).toBe(true)

    await article.getByRole('link', { name: 'Delete' }).click()
    await page.getByRole('button', { name: 'Delete it' }).click()
    expect(await article.innerText()).toBe('This comment was deleted.')
    await page.context().close()
  })

  it('agrees and takes it back, follows a story and no longer, and signs out', async () => {
    const id = await server.story('one-button')
    const theirs = await comment(wanda, id, 'Something to agree with.')
    const page = await open(`/stories/${id}`, rolf)
    const mine = () => rolf.call('GET /api/v1/stories/:id/mine', { params: { id } })
    const agree = page.getByRole('button', { name: 'Agree' })
    await agree.click()
    expect([await agree.getAttribute('aria-pressed'), (await mine()).agreed]).toEqual(['true', [theirs]])
    await agree.click()
    expect((await mine()).agreed).toEqual([])

    const follow = page.getByRole('button', { name: 'Follow this story' })
    await follow.click()
    expect([await follow.getAttribute('aria-pressed'), (await mine()).isSubscribed]).toEqual(['true', true])
    await follow.click()
    expect((await mine()).isSubscribed).toBe(false)

    const { id: personId, token } = await server.as('Sam Signs-Out')
    await page.context().addCookies([{ name: 'afterword', value: token, url: server.url }])
    await page.reload()
    await page.getByRole('button', { name: 'Sign out' }).click()
    expect(new URL(page.url()).pathname).toBe(`/stories/${id}`)
    expect(await page.getByRole('link', { name: 'Sign in to post' }).isVisible()).toBe(true)
    const old = await fetch(`${server.url}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } })
    expect([personId !== '', await old.json()]).toMatchObject([true, { person: null }])
    await page.context().close()
  })

  it('the pause of a branch is told at that branch, and nothing is offered in it that would be refused', async () => {
    const id = await server.story('branch')
    const top = await comment(wanda, id, 'The top of it.')
    await comment(rolf, id, 'Within it.', top)
    await comment(wanda, id, 'Beside it.')
    const reason = 'This branch has left the subject for now.'
    await mo.call('POST /api/v1/suspensions', {
      body: {
        target: { scope: 'branch', commentId: top },
        ...{ reasonCode: 'heated', reason, endsAt: iso(server.ctx.now() + 3_600_000) },
      },
    })
    const page = await open(`/stories/${id}`, rolf)
    const branch = page.locator(`li:has(> #comment-${top})`)
    await branch.getByText('Why', { exact: true }).click()
    expect(await branch.getByText(reason).isVisible()).toBe(true)
    expect(await branch.getByRole('link', { name: /^Reply|^Edit/ }).count()).toBe(0)
    expect(await branch.getByRole('button', { name: 'Agree' }).count()).toBe(0)
    expect(await branch.getByRole('link', { name: 'Delete' }).count()).toBe(1)
    expect(await page.getByRole('link', { name: 'Reply to the comment by Wanda' }).count()).toBe(1)
    await page.context().close()
  })

  it('comments of somebody muted are a line that opens, for whoever muted them alone', async () => {
    const id = await server.story('muted')
    const theirs = await comment(rolf, id, 'What Rolf thinks.')
    await mo.call('PUT /api/v1/comments/:id/pin', { params: { id: theirs }, body: { isPinned: true } })
    await comment(mo, id, 'What Mo answers.', theirs)
    const all = await open(`/stories/${id}`)
    expect(await all.getByText('What Rolf thinks.').count()).toBe(2)
    await wanda.call('PUT /api/v1/me/mutes/:id', { params: { id: rolf.id } })
    const page = await open(`/stories/${id}`, wanda)
    const article = page.locator(`#comment-${theirs}`)
    expect((await article.innerText()).split(/\s+/).join(' ')).toBe('Muted: show once the comment by Rolf')
    expect(await page.getByText('What Mo answers.').isVisible()).toBe(true)
    expect(await page.getByRole('complementary', { name: 'Pinned by a moderator' }).count()).toBe(0)
    await article.getByText('show once').click()
    expect(await article.getByText('What Rolf thinks.').isVisible()).toBe(true)
    const [own, others] = [await page.reload(), await all.reload()]
    expect(own?.headers()).toMatchObject({
      'cache-control': 'private, no-cache',
      vary: expect.stringContaining('Cookie'),
    })
    expect(await all.getByText('What Rolf thinks.').first().isVisible()).toBe(true)
    expect(others?.headers()['cache-control']).toBe('no-cache')
    for (const one of [page, all]) await one.context().close()
  })

  it('earlier wordings of comments that were answered, and of updates, can be read', async () => {
    const id = await server.story('wordings')
    const edited = await comment(wanda, id, 'A slip of the pen.')
    const edit = (body: string, revision: number) =>
      wanda.call('PATCH /api/v1/comments/:id', { params: { id: edited }, body: { body, revision } })
    await edit('What was answered.', 1)
    await comment(rolf, id, 'I answer that.', edited)
    await edit('What it says now.', 2)
    const update = await mo.call('POST /api/v1/stories/:id/updates', {
      params: { id },
      body: { kind: 'update', body: 'The first wording of the update.' },
    })
    server.clock.forward(3_600_000)
    await mo.call('PATCH /api/v1/updates/:id', {
      params: { id: update.id },
      body: { kind: 'update', body: 'The second wording.', revision: 1 },
    })

    const page = await open(`/stories/${id}`)
    await page.locator(`#comment-${edited}`).getByRole('link', { name: 'earlier wordings' }).click()
    const words = page.locator('.wordings .words')
    expect((await words.allInnerTexts()).map((text) => text.trim())).toEqual(['What was answered.'])
    await page.getByRole('link', { name: 'Back to the comment' }).click()
    await page.getByRole('link', { name: 'Earlier wordings', exact: true }).click()
    expect((await words.allInnerTexts()).map((text) => text.trim())).toEqual(['The first wording of the update.'])
    await page.context().close()
  })
})
