import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { claim, explanation, flaggedComment, visitConsole } from '../support/console.ts'
import { startServer, type TestPerson, type TestServer } from '../support/start-server.ts'

let server: TestServer
let browser: Browser
let moderator: TestPerson
let owner: TestPerson
const complaints: string[][] = []
beforeAll(async () => {
  ;[server, browser] = await Promise.all([startServer(), openBrowser()])
  owner = await server.as('Olive Owner', { role: 'owner' })
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

async function visit(person: TestPerson | null, path: string): Promise<Page> {
  const made = await visitConsole(browser, server, person, path)
  complaints.push(made.complaints)
  return made.page
}

test('a case is found, read and decided by keyboard alone', async () => {
  const storyId = await server.story('by-keyboard')
  const { id, reference, commentId } = await flaggedComment(server, storyId)
  const page = await visit(moderator, '/console/cases')
  const row = page.getByRole('link', { name: reference })
  await row.waitFor()
  for (let step = 0; step < 20 && (await row.getAttribute('aria-current')) !== 'true'; step++)
    await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: reference }).waitFor()
  await page.getByText(explanation).waitFor()
  await page.keyboard.press('d')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.getByRole('radio', { name: 'Overstates', checked: true }).waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.type('The story says the opposite: nothing was explained. j k d ?')
  await page.getByRole('complementary', { name: 'Note on this comment' }).waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { name: 'Finding: Overstates' }).waitFor()

  const file = await moderator.call('GET /api/v1/cases/:id', { params: { id } })
  expect(file).toMatchObject({ state: 'decided', finding: 'overstates', action: 'note', decidedBy: 'Vera Holm' })
  const { comment } = await server.call('GET /api/v1/comments/:id', { params: { id: commentId } })
  expect(comment.notes.map((note) => note.reference)).toEqual([reference])
  await page.keyboard.press('Escape')
  await expect.poll(() => row.evaluate((element) => element === document.activeElement)).toBe(true)
})

test('two moderators on one case: the second is told who decided, and loses no text', async () => {
  const { id } = await flaggedComment(server, await server.story('two-on-one'))
  const other = await server.as('Olu Other', { role: 'moderator' })
  const page = await visit(moderator, `/console/cases/${id}`)
  await page.getByRole('radio', { name: 'Lacks context' }).check()
  await page.getByRole('textbox', { name: 'Explanation' }).fill('What I had thought about it for a long while.')
  // The page must learn it from the refusal, not from live news.
  await page.route(`**/api/v1/cases/${id}`, (route) => route.abort())
  await other.call('POST /api/v1/cases/:id/decision', {
    params: { id },
    body: { version: 1, finding: 'misquotes', explanation: 'Decided a moment earlier by Olu.', action: 'none' },
  })
  await page.getByRole('button', { name: 'Record finding' }).click()
  await page.getByText('Olu Other has decided this case meanwhile').waitFor()
  await page.getByRole('heading', { name: 'Finding: Misquotes' }).waitFor()
  await page.getByText('Decided a moment earlier by Olu.').waitFor()
  const kept = page.getByRole('textbox', { name: 'Your text, not recorded: Lacks context' })
  expect(await kept.inputValue()).toBe('What I had thought about it for a long while.')
  complaints.length = 0 // the aborted requests
})

test('new flags and others’ decisions reach the open queue without moving what is selected', async () => {
  const storyId = await server.story('live-queue')
  const above = await flaggedComment(server, storyId)
  const { id, reference } = await flaggedComment(server, storyId)
  const page = await visit(moderator, `/console/cases/${id}`)
  const row = page.getByRole('link', { name: reference })
  await row.waitFor()
  await page.getByRole('link', { name: above.reference }).waitFor()
  const before = await row.boundingBox()
  const next = await flaggedComment(server, storyId)
  await page.getByRole('link', { name: next.reference }).waitFor()
  await owner.call('POST /api/v1/cases/:id/decision', {
    params: { id: above.id },
    body: { version: 1, finding: 'fair_paraphrase', explanation: 'Near enough to what it says.', action: 'none' },
  })
  await page.getByRole('button', { name: /^Put \d+ handled away/ }).waitFor()
  expect(await row.boundingBox()).toEqual(before)
})

test('the author answers a case with an update, without seeing who flagged, and may not decide it', async () => {
  const storyId = await server.story('answered')
  const author = await server.as('Ines Marlow')
  await server.grant(author, 'author', storyId)
  const { id, reference, flagger } = await flaggedComment(server, storyId)
  const page = await visit(author, `/console/cases/${id}`)
  await page.getByText(explanation).waitFor()
  expect(await page.getByText(flagger.name).count()).toBe(0)
  expect(await page.getByRole('button', { name: 'Record finding' }).count()).toBe(0)
  await page.getByRole('link', { name: 'Answer with an update' }).click()
  await page.getByText('This will be UPDATE 1.').waitFor()
  const text = page.getByRole('textbox', { name: 'Text' })
  await expect.poll(() => text.inputValue()).toContain(claim)
  await text.fill('The crew has still not said why the ferry was late.')
  await page.getByRole('button', { name: 'Publish UPDATE 1' }).click()
  await page.getByRole('heading', { name: 'UPDATE 1' }).waitFor()

  const thread = await server.call('GET /api/v1/stories/:id/thread', { params: { id: storyId }, query: {} })
  expect(thread.updates).toMatchObject([{ number: 1, kind: 'clarification', answers: { reference } }])
})

test('moderators who are part of a case see why they cannot decide it', async () => {
  const storyId = await server.story('own-case')
  const { id } = await flaggedComment(server, storyId)
  const party = await server.as('Pia Party', { role: 'moderator' })
  await server.grant(party, 'author', storyId)
  const page = await visit(party, `/console/cases/${id}`)
  await page.getByText('You are the author of this story').waitFor()
  expect(await page.getByRole('button', { name: 'Record finding' }).count()).toBe(0)
})
