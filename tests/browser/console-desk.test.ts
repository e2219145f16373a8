import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { type Sight, seriousBarriers, visitConsole } from '../support/console.ts'
import { startServer, type TestPerson, type TestServer } from '../support/start-server.ts'
import { at } from '../support/suspending.ts'

let server: TestServer
let browser: Browser
let mona: TestPerson
let max: TestPerson
let ann: TestPerson
const complaints: string[][] = []
beforeAll(async () => {
  ;[server, browser] = await Promise.all([startServer(), openBrowser()])
  mona = await server.as('Mona Moderator', { role: 'moderator' })
  max = await server.as('Max Moderator', { role: 'moderator' })
  ann = await server.as('Ann Reader')
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

/** A story whose comments are checked first, with some that wait. */
async function held(slug: string, count: number): Promise<{ storyId: string; ids: string[] }> {
  const storyId = await server.story(slug)
  await mona.call('POST /api/v1/suspensions', {
    body: {
      target: { scope: 'story', storyId },
      mode: 'premoderated',
      reasonCode: 'heated',
      reason: 'Comments are read first today.',
      endsAt: at(server.ctx.now(), 60),
    },
  })
  const ids: string[] = []
  for (let i = 1; i <= count; i++) {
    const body = { body: `The ${slug} comment, number ${i}.` }
    ids.push((await ann.call('POST /api/v1/stories/:id/comments', { params: { id: storyId }, body })).id)
  }
  return { storyId, ids }
}

const stateOf = async (id: string) => (await mona.call('GET /api/v1/queue/:id', { params: { id } })).item.state
const statesOf = (ids: string[]) => Promise.all(ids.map(stateOf))
const open = (page: Page, slug: string, n: number) =>
  page.getByRole('article').getByText(`The ${slug} comment, number ${n}.`).waitFor()

test('ten comments by keyboard alone, with undo', async () => {
  const { storyId, ids } = await held('keyed', 10)
  const page = await visit(mona, '/console')
  // Keys act a moment after a screen is painted.
  const toAll = async () => {
    await page.keyboard.press('g')
    await page.keyboard.press('l')
    return page.url()
  }
  await expect.poll(toAll).toContain('queue=all')
  await page.locator('a[aria-current=page]', { hasText: 'All comments' }).waitFor()
  await page.goto(`${server.url}/console/desk?story=${storyId}`)
  await page.getByText('The keyed comment, number 10.').first().waitFor()
  await page.keyboard.press('j')
  await open(page, 'keyed', 1)
  expect(await seriousBarriers(page)).toEqual([])
  // Published; the next one is there at once.
  for (let n = 1; n <= 4; n++) {
    await open(page, 'keyed', n)
    await page.keyboard.press('a')
  }
  await open(page, 'keyed', 5)
  await page.getByRole('button', { name: 'Undo' }).waitFor()
  await expect.poll(() => statesOf(ids.slice(0, 4))).toEqual(Array(4).fill('visible'))
  await page.keyboard.press('u')
  await page.getByText('Undone: it is where it was.').waitFor()
  expect(await stateOf(ids[3] ?? '')).toBe('pending')
  // Rejected and sent back, by usual reasons.
  await page.keyboard.press('r')
  await page.getByRole('form', { name: 'Reject' }).waitFor()
  await page.keyboard.press('1')
  await page.keyboard.press('Enter')
  await open(page, 'keyed', 6)
  await page.keyboard.press('s')
  await page.getByRole('form', { name: 'Send back to be revised' }).waitFor()
  await page.keyboard.press('2')
  await page.keyboard.press('Enter')
  await open(page, 'keyed', 7)
  await page.keyboard.press('n')
  await page.getByLabel('Note for other moderators').fill('Knows the harbour master.')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Knows the harbour master.').waitFor()
  // The rest together.
  await page.keyboard.press('x')
  for (let n = 8; n <= 10; n++) {
    await page.keyboard.press('j')
    await page.keyboard.press('Space')
  }
  await page.getByText('4 selected').waitFor()
  await page.keyboard.press('r')
  await page.keyboard.press('5')
  await page.keyboard.press('Enter')
  await expect.poll(() => statesOf(ids.slice(6))).toEqual(Array(4).fill('rejected'))
  await page.keyboard.press('u')
  await page.getByText('Undone: 4 comments are where they were.').waitFor()
  expect(await statesOf(ids)).toEqual([
    ...['visible', 'visible', 'visible', 'pending', 'rejected', 'returned'],
    ...['pending', 'pending', 'pending', 'pending'],
  ])
  await page.keyboard.press('g')
  await page.keyboard.press('h')
  await page.getByRole('heading', { name: 'Decisions' }).waitFor()
  await page.getByText('sent back').first().waitFor()
  expect(await seriousBarriers(page)).toEqual([])
})

test('on a phone: buttons a thumb can hit, one comment after the other', async () => {
  const { storyId, ids } = await held('phone', 3)
  const page = await visit(mona, `/console/desk?story=${storyId}`, { width: 390, height: 844, scheme: 'dark' })
  await page.getByRole('link', { name: /The phone comment, number 1/ }).click()
  await open(page, 'phone', 1)
  for (const name of ['Publish', 'Reject', 'Send back', 'Note']) {
    const box = await page.getByRole('button', { name, exact: true }).boundingBox()
    expect([name, box && box.height >= 44 && box.width >= 44]).toEqual([name, true])
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  expect(await seriousBarriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await open(page, 'phone', 2)
  await page.getByRole('button', { name: 'Reject', exact: true }).click()
  await page.getByRole('button', { name: 'Off topic' }).click()
  await page.getByRole('form').getByRole('button', { name: 'Reject', exact: true }).click()
  await open(page, 'phone', 3)
  await expect.poll(() => statesOf(ids)).toEqual(['visible', 'rejected', 'pending'])
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => statesOf(ids)).toEqual(['visible', 'pending', 'pending'])
})

test('two moderators: the second sees who has it, takes over, and a decision that comes too late is not done', async () => {
  const { storyId, ids } = await held('shared', 2)
  const [first = '', second = ''] = ids
  const path = `/console/desk/${first}?story=${storyId}`
  const one = await visit(mona, path)
  await open(one, 'shared', 1)
  await one.getByText('In your hands').waitFor()
  const other = await visit(max, path)
  await other.getByText('Mona Moderator has this comment in hand.').waitFor()
  await other.keyboard.press('a')
  expect(await stateOf(first)).toBe('pending')
  await other.keyboard.press('t')
  await other.getByRole('button', { name: 'Publish', exact: true }).waitFor()
  await one.getByText('Max Moderator has taken this comment over.').waitFor()
  await other.keyboard.press('a')
  await expect.poll(() => stateOf(first)).toBe('visible')
  await one.getByText('Published', { exact: true }).first().waitFor()

  // Cut off from what happens, the first decides what the second has decided.
  // The other has gone on to the next one by then.
  await other.close()
  await max.call('DELETE /api/v1/queue/:id/claim', { params: { id: second } })
  await one.routeWebSocket(/api\/v1\/live/, () => undefined)
  const inHand = one.waitForResponse((answer) => answer.url().endsWith(`/queue/${second}/claim`))
  await one.goto(`${server.url}/console/desk/${second}?story=${storyId}`)
  await open(one, 'shared', 2)
  await inHand
  await one.route(/api\/v1\/(queue|desk|live)/, (route) =>
    route.request().method() === 'GET' ? route.abort() : route.continue(),
  )
  await max.call('PUT /api/v1/queue/:id/claim', { params: { id: second }, body: { takeOver: true } })
  await max.call('POST /api/v1/comments/:id/decision', {
    params: { id: second },
    body: { decision: 'send_back', revision: 1, rule: 'off_topic', reason: 'Which ferry is meant?' },
  })
  await one.keyboard.press('a')
  await one
    .getByText(/^Nothing was done\. .* It was sent back to its writer\.$/)
    .first()
    .waitFor()
  expect(await stateOf(second)).toBe('returned')
  complaints.length = 0 // the aborted requests
})

test('a comment that readers see is pinned, and removed by a rule with a case', async () => {
  const { storyId, ids } = await held('shown', 2)
  const [pinned = '', rude = ''] = ids
  for (const id of ids)
    await max.call('POST /api/v1/comments/:id/decision', { params: { id }, body: { decision: 'approve', revision: 1 } })
  const page = await visit(mona, `/console/desk/${pinned}?queue=all&story=${storyId}`)
  await page.getByRole('button', { name: 'Pin', exact: true }).waitFor()
  await page.keyboard.press('p')
  await page.getByRole('button', { name: 'Unpin' }).waitFor()
  const reader = await browser.newPage()
  await reader.goto(`${server.url}/stories/${storyId}`)
  await reader.getByText('Pinned by a moderator').first().waitFor()
  const plain = await (await fetch(`${server.url}/stories/${storyId}`)).text()
  expect(plain).toContain('Pinned by a moderator')
  await page.keyboard.press('u')
  await page.getByRole('button', { name: 'Pin', exact: true }).waitFor()

  await page.goto(`${server.url}/console/desk/${rude}?queue=all&story=${storyId}`)
  await page.getByRole('button', { name: 'Remove' }).waitFor()
  await page.keyboard.press('r')
  await page.keyboard.press('1')
  await page.keyboard.press('Enter')
  await expect.poll(() => stateOf(rude)).toBe('removed')
  const { cases } = await mona.call('GET /api/v1/cases', { query: { queue: 'decided' } })
  expect(cases[0]).toMatchObject({ commentId: rude, finding: 'breaks_rules' })
})
